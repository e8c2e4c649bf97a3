/** Regulars whose conversations are active; for the format see parse-scenes.ts. */
export const activeScenes = `
Walter Huang, 0127, Downtown
16d 11:20 > Hi Walter, the rear cargo rack is on backorder. The supplier says mid-{month}.
16d 11:48 < Ok, let me know
1d 17:48 < Is the rear cargo rack back in? You said mid-{month}.

(not saved), 0188, Riverside, unread
72m < Do you rent e-bikes for the weekend? Two adults and a kid’s seat, if you have one

Nadia Rahimi, 0171, Northgate, unread
46d 11:02 < Hi! Any news on the gravel bike?
46d 11:40 > Your gravel bike is ready, Nadia. New chain, brakes bled, $146.
46d 11:52 < Amazing, on my way
57m < [tire] Is this tire done, or good for one more winter?

Tom Ferreira, 0194, Northgate
1d 11:15 < How much to fix the creak?
1d 13:48 > We had it on the stand. It needs a new bottom bracket: $64 parts, $45 labor.
43m < Estimate looks fine, go ahead with the bottom bracket

Grace Oyelaran, 0106, Downtown, unread
3d 10:04 > Hi Grace, your Kona is booked in. We’ll text you when it’s on the stand.
3d 10:09 < Great. The headset creaks too, if you can look
3d 10:15 > Noted. If it needs bearings that is $38 more, and we’ll ask first.
3d 10:16 < Go ahead if it does
1d 15:22 > It did need bearings, Grace. Your Kona will be ready tomorrow after 4.
36m < Can I move the pickup to Saturday morning instead?

Dana Whitfield, 0163, Downtown
121d 15:10 > Hi Dana, your service is due this month. Reply YES and we’ll find you a day.
121d 15:31 < YES
121d 15:40 > Booked for Thursday at 9. See you then.
117d 17:20 < [rotor] Thanks for the quick work! Are these marks on the rotor ok?
117d 17:28 > They are, Dana. Plenty of life left.
64d 08:12 < [tire] Is this much tread still ok for gravel?
64d 08:30 > Fine until winter. We’ll check again at the next service.
3d 16:12 < [wheel] Heard a ping on the ride home. Just a spoke, or do I need a new wheel?
3d 16:20 > Thanks for the photo, Dana. Just the one spoke. We can replace it and true the wheel for $38, same day if you drop it off before noon.
25m < Just dropped it off. Can you check the brake pads too while you’re at it?
24m < And any chance it’s ready by 3? I have to catch the 3:40 ferry

Ben Castellanos, 0129, Downtown, unread
2d 14:36 > Hi Ben, your bike is done. New chain, cassette and both shift cables, $184.
2d 17:02 < Picked it up, shifts great. Thank you!
2d 17:10 > Glad to hear it, Ben. Bring it back for a free check after the first 100 miles.
19m < Still getting the clicking after the service, left crank I think. Is that covered?

Ingrid Solheim, 0141, Northgate, unread
2d 10:00 > {sale}
2d 12:40 < Is the Diverge in 54 part of it?
2d 12:58 > It is, Ingrid. One 54 cm left. Shall we hold it?
13m < Yes please, hold the 54 cm for me until Sunday

Marcus Bell, 0172, Downtown, unread
8m < What are your hours on {holiday}?

Hana Kobayashi, 0152, Riverside
1d 15:20 < Can I rent two e-bikes on Saturday, one medium and one small?
1d 15:26 > Yes, we have both. $58 each for the day, helmets and locks included. Shall I hold them?
1d 15:31 < Please do. Is there a deposit?
1d 15:33 > $100 per bike on a card. It comes back when you return them.
5m < Thanks! One more thing, does the deposit come off the total?

Oakline Property Mgmt, 0160, Downtown, unread
34d 13:15 < Do you service staff bikes on site?
34d 13:40 > We do, from five bikes on. Pickup and delivery is included within 5 miles.
2m < We need six staff bikes serviced before the end of the month, can you pick them up?

Gareth Lowe, 0155, Northgate, unread
1d 10:30 < The brake rub is back, can I bring it in?
1d 10:37 > Sure, come by now. It’s a quick one.
1d 12:15 < Thanks for sorting it so quickly
1d 12:20 > Any time, Gareth.
1m < Do you true wheels while I wait?

Cole Abernathy, 0112, Downtown
67m < Any tubeless 700x40 in stock?

Anneke de Wit, 0137, Riverside
1d 16:45 > Thanks for bringing it back, Anneke. The deposit is on its way.
61m < Hi, I left my lights on the bike I returned yesterday

Paloma Iriarte, 0145, Downtown, unread
4d 09:41 < [hub] Shifter stopped clicking, photos below
4d 09:42 < [receipt]
4d 10:20 > Thanks Paloma, we’ll check the warranty.
45m < [receipt]

(not saved), 0133, Northgate, unread
18m < Hello? Anyone there

Elliot Varga, 0124, Downtown, unread
1d 17:05 > Hi Elliot, the wheel is trued. Would Saturday at 10 suit you for the fitting?
15m < Sure, Saturday at 10 works

Ruth Okonkwo, 0149, Riverside, unread
3d 09:00 > {sale}
3d 12:22 < Do kids’ bikes count too? He’s outgrown the 20 inch

Jun Takeda, 0158, Downtown, unread
4d 13:10 < I spoke to someone on Monday about the receipt, she said any photo works
4d 13:25 > That’s right, Jun. A photo is fine.
1d 16:35 < [receipt] Found the receipt, sending it now

Theo Marchetti, 0108, Downtown
2d 10:00 > {sale}
1d 15:58 < Not this year, thanks

(not saved), 0147, Northgate, unread
2d 10:00 > {sale}
1d 14:30 < Is the Straggler included in the sale?

Amara Diallo, 0166, Riverside
2d 10:00 > {sale}
1d 12:02 < Thanks, already bought one in store on Saturday

Chris Pawlak, 0179, Downtown, unread
2d 10:00 > {sale}
1d 10:44 < Who is this?

Lucia Benedetti, 0131, Northgate
2d 10:00 > {sale}
2d 17:40 < Great prices, I’ll come by on Friday with my daughter

Owen Hartley, 0142, Downtown
2d 10:00 > {sale}
2d 13:12 < No thanks

Simone Achterberg, 0186, Downtown
2d 10:00 > {sale}
2d 11:26 < Can I put a deposit down by phone?

(not saved), 0176, Riverside
3d 09:00 > {sale}
3d 16:50 < ok

Felix Brandvold, 0135, Northgate
3d 09:00 > {sale}
3d 11:05 < Do you still have the Checkpoint in a 58?

Bianca Reuter, 0150, Downtown
1d 16:10 < Fork is leaking again, when could you take it?
32m > Your fork service is booked for Tuesday.

Simon Achterberg, 0161, Riverside
2d 15:02 < Fleet check for the whole office on the 28th?
2d 15:30 > Noted, see you on the 28th.
`;
