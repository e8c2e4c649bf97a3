/** Regulars whose conversations are archived; for the format see parse-scenes.ts. */
export const archivedScenes = `
Dana Whitfield, 0163, Riverside, archived
110d 12:05 < Could I borrow a demo bike for Sunday’s ride?
110d 12:31 > Sure, the Diverge in 52 is free. Pick it up Saturday.
109d 18:02 < [bike] Back in one piece, thank you!
109d 18:10 > Demo bike for Sunday’s ride is checked in. Glad you liked it.

Dana Whitfield, 0163, Northgate, archived
587d 10:11 < [bike] Did the pedals for this one come in?
585d 14:02 > Your pedals are here

Paloma Iriarte, 0145, Riverside, archived
1d 10:02 < The shifter you put on in June stopped clicking. I was told it’s under warranty
1d 12:08 > Can you send a photo of the shifter and the receipt?
1d 12:11 < I sent both on Monday already
1d 12:52 > Sorry, found them. It is covered. We have a replacement at Riverside, 20 minutes to fit.
1d 13:15 < Fine, I’ll come in on Saturday then.
1d 13:20 > See you Saturday. Ask for me and I will do it while you wait.

Ray Dufresne, 0118, Riverside, archived unread 2
2d 10:00 > {sale}
4.5m < Thanks but I moved to Bend in the summer
4m < STOP

Lena Fischer, 0157, Riverside, archived unread
5d 16:00 > Glad the fitting helped, Lena. Come back any time.
29m < Actually, one more question about the fitting

Kofi Mensah, 0164, Downtown, archived unread
11d 16:40 > All spokes are back to even tension, and the hop is gone. Ready whenever you are.
1d 13:45 < All good, thanks for the quick turnaround

Julia Aguirre, 0168, Riverside, archived
1d 11:30 < Monday at 9 for the vans, ok?
1d 11:36 > See you Monday at 9.

Paul Rybak, 0140, Downtown, archived
1d 09:58 < Could you send me the receipt?
1d 10:15 > [receipt] Receipt is attached. Enjoy the ride.

Sofia Lindgren, 0178, Riverside, archived
2d 11:40 > Four city bikes for Friday at 10, the big one with a child seat?
2d 11:49 < Perfect, that works for us

Dev Malhotra, 0190, Riverside, archived
3d 18:30 < Any word on the deposit?
2d 09:20 > Your deposit was refunded this morning.

Maren Kvist, 0117, Downtown, archived
2d 09:02 > All set, Maren. It’s at the counter.
2d 09:05 < Great, bye!

Terry Boland, 0123, Northgate, archived
4d 15:01 < Is that the final price?
4d 15:20 ! It is, $85 with the visor: fernhill.example/h
4d 15:24 ! It is, $85 with the visor. fernhill.example/h
3d 12:10 > The helmet you ordered is at Northgate.

(not saved), 0191, Downtown, archived
3d 10:40 > Hi, your Kona is ready at Downtown.
3d 10:52 < Wrong number, sorry

Vera Novotna, 0144, Downtown, archived
21d 14:10 < Do the spoke nipples come in black?
21d 14:25 > They do, Vera. Same price.
5d 16:30 > Your wheel is built, black nipples and all.
4d 12:45 < Thank you so much, it rides like new
`;
