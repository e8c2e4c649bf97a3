import type { Script } from "../dialogue";

/** Opening hours, rides, classes and what else people ask a shop. */
export const shopInfoScripts: readonly Script[] = [
  [
    "< Are you open on {holiday}? | What are your hours on {holiday}?",
    "> We're closed on {holiday} and back the day after at 8. | 10 to 2 that day. Short-staffed, so bring patience.",
    "< Thanks! | Good to know, happy {holiday}",
  ],
  [
    "< What time do you close today? | Are you open Sundays? | When do you open tomorrow?",
    "=> Open until 6 today. | Riverside is, 10 to 4. The others Monday to Saturday. | At 8, as always.",
    "< Thanks | Great, see you soon | Perfect, coming by",
  ],
  [
    "< Is {ride} still on? | What time does {ride} leave? First time joining",
    "> It is! Leaves at {time} from {shop}, {miles} minutes of easy pace and a coffee stop. | Rain or shine. Bring a light and a tube.",
    "< See you there | Is it ok if {person} comes too?",
    "?=> Great! | Of course, the more the merrier.",
    "<< That was fun, thanks for waiting for me at the hill | Great group!",
  ],
  [
    "< Do you have a fix-a-flat class? | When's the next maintenance class?",
    "> First {day} of the month at 6:30 PM, $25 with a tube to keep. | {day} the 12th. Two spots left.",
    "< Sign me up please | Two spots please, {person} is coming",
    "=> You're in, {first}. Bring your own bike. | Done, both of you. Pay on the night.",
    "< Thanks! | Looking forward to it",
  ],
  [
    "< Where can I park near the {shop} store? | Is there parking?",
    "> Two spots behind the building, and the street is free for 30 minutes. | There's a loading zone right in front, fine for drop-offs.",
    "< Perfect, thanks",
  ],
  [
    "< Do you have a pump I could use outside? | Can I top up air at {shop} after hours?",
    "> There's a public pump and a repair stand by the door, day and night. | Yes, free, left of the entrance.",
    "< You rock | Thanks!",
  ],
  [
    "< Are you hiring? I've wrenched for two years | Do you take on students for the summer?",
    "=> We are! Send a few lines and your hours to jobs@fernhill.example. | Yes, in April. I'll pass your number to Sam.",
    "=< Sent, thank you | Great, thanks",
  ],
  [
    "< Do you do donations? Raffle at our school | Would you sponsor our kids' ride in {month}?",
    "> We'd love to. Send the details to hello@fernhill.example and Sam will answer. | Yes, we usually give a tune-up voucher. Who do we make it out to?",
    "< Thank you so much! | Emailing now",
  ],
  [
    "< Can I drop off old tubes for recycling? | Do you take old tires?",
    "> Tubes yes, there's a bin inside. Tires only {count} at a time.",
    "< Great | Cool, thanks",
  ],
  [
    "< My bike got stolen from {route}. Can you keep an eye out? It's a {bike} | Someone took my {bike} last night. Do you have the serial number?",
    "=> So sorry. I'll put it on our board and tell the other shops. | Yes, from your last service. I'll text you a copy for the report.",
    "=<[bike] This is it | Thank you. Here's a photo for your board",
    "> Posted it in all three stores. Fingers crossed. | Got it, we'll watch for it.",
    "<< They found it!! Only the light is missing | No luck so far but thanks for trying",
  ],
  [
    "< Do you ship? I'm in Bend now | Could you box my bike for a flight?",
    "=> We do, {price} to anywhere in Oregon. | Boxing is $75, {days} notice.",
    "=< Great, I'll send the address | A box for {day} please",
    "?=> Perfect. | Noted. Bring the pedals loose if you can.",
  ],
  [
    "< Hello? Anyone there | Hi, is this the bike shop?",
    "> Hi, yes! This is Fernhill Cycles. What can we do for you? | It is. Sorry for the wait, what's up?",
    "< Oh good. Do you have time for a quick fix today? | Just checking, I'll call later",
    "=> Sure, come by before {late}. | Talk soon.",
  ],
  [
    "< Sorry wrong number | Is this Jenny?",
    "=> No worries, this is the bike shop. | Fernhill Cycles here, have a good one.",
    "?< Oops",
  ],
  [
    "< Do you speak Spanish? | Hola, ¿hablan español?",
    "> Sí, {agent} habla español. ¿En qué le podemos ayudar?",
    "< ¿Cuánto cuesta cambiar una llanta? | Necesito arreglar los frenos de mi bici",
    "=> Son $18 con la cámara, unos 20 minutos. | Tráigala cuando quiera, la revisamos gratis.",
    "< Muchas gracias, voy mañana | Gracias 🙏",
  ],
  [
    "> Hi {first}, thanks for coming in. If we did well, a short review helps us a lot: fernhill.example/review | Hi {first}, how is the {bike} riding?",
    "< Rides great, left you 5 stars | Super happy, thank you! | All good, thanks for the quick turnaround",
    "?> That made our day, thank you. | Happy to hear it!",
  ],
];
