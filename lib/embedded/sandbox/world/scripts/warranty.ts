import type { Script } from "../dialogue";

/** Things that broke too early. */
export const warrantyScripts: readonly Script[] = [
  [
    "< The {noise} is back, {miles} miles after the service | Still getting the {noise} after the service, {place} I think",
    "> Sorry about that. Our work is covered for 30 days, bring it in any time. | That shouldn't be. Come by today and we'll look at it first.",
    "< Ok, today after {time} | Is that covered?",
    "=> See you then. | Yes, nothing to pay.",
    ">> Found it: a bolt wasn't to torque. Fixed, and we checked the rest. | It was a bad bearing, replaced free of charge.",
    "< Thanks for sorting it so quickly | Appreciate it",
  ],
  [
    "< The shifter you put on in {month} stopped clicking. I was told it's under warranty | My {bike}'s freehub died, two years old. Warranty?",
    "> Can you send a photo of it and the receipt? | Probably. Do you still have the receipt?",
    "<[receipt] Here's the receipt | Found the receipt, sending it now",
    "> Thank you. I've sent it to the maker, they take {days}. | That's all we need.",
    ">> Approved! The new part is here by {day}. | They're replacing it, {first}. No cost to you.",
    "< Excellent | Wow that was fast",
    ">> It's here, 20 minutes to fit. {day} at {time}?",
    "< Fine, I'll come in {day} then | See you {day}",
  ],
  [
    "<[hub] Is this normal wear after {miles} miles? | The coating is coming off the crank",
    "> That looks early to me. How long have you had it? | It's cosmetic, but let us ask the maker.",
    "< Since {month} | About a year",
    "> Then it's covered. Come by with the bike so we can note the serial number. | We'll file a claim. No promises, but a good chance.",
    "<< Any word from them? | Did they answer?",
    "> Not yet, I'll chase it today. | Yes! Replacement is on the way.",
    "< Thanks for staying on it",
  ],
  [
    "< The frame has a crack by the seat tube. Lifetime warranty? | I think there's a crack near the weld",
    "> Please don't ride it. A photo in daylight would help. | Could be paint. Send a close photo?",
    "<[bike] Tried my best | Here",
    "> I see it. We'll start a claim, it takes {days}. Bring the bike and the proof of purchase. | That's paint, I'm fairly sure, but bring it in so we can look under a light.",
    "=< Ok. Can I get a loaner meanwhile? | Phew. Coming {day}",
    "=> We'll find you something to ride. | See you {day}.",
  ],
  [
    "< My {ebike} battery only lasts half as long as last year. Can you test it? | Battery won't hold a charge",
    "> We can test it, an hour and free while it's under warranty. | Bring the battery, charger and key.",
    "< On {day} then",
    ">> It's at 61%, which counts as a defect under two years. New one is ordered. | Tests at 88%, that's normal. The cold takes a lot of it.",
    "=< That's great news | Ok good to know, thanks",
  ],
];
