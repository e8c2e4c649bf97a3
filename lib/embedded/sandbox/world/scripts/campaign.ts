import type { Script } from "../dialogue";

/** Answers to a campaign that ask for something; the shop takes it from there. */
export const campaignAnswers: readonly Script[] = [
  [
    "< Is the {bike} included in the sale?",
    "> It is, {bigprice} until Sunday. Want us to hold one?",
    "< Yes please, {size} | Let me think, thanks",
  ],
  [
    "< Who is this? | Sorry who's this?",
    "> Fernhill Cycles, the bike shop at {shop}. You had a bike serviced here. | Hi, it's Fernhill Cycles. Reply STOP if you'd rather not hear from us.",
    "?< Oh right! Thanks | Ah ok, all good",
  ],
  [
    "< YES | Yes",
    "> Great, you're on the list. We'll text you {day}. | Thanks {first}! A mechanic will text you with a time.",
    "?< 👍",
  ],
  ["< 1", "> Thanks, you're booked for option 1, {day} at {time}. | Got it, {day} at {time}.", "?< Great"],
  [
    "< Do kids' bikes count too? | Does it go for helmets as well?",
    "> They do, all of them. | Only bikes, but helmets are 10% off.",
    "< Great, we'll come {day} | Ok thanks",
  ],
  [
    "< Can I put a deposit down by phone? | Can you hold a {size} until Sunday?",
    "> Sure, call us any time before 6. | We'll hold it until Sunday at noon.",
    "< Thank you | Calling later",
  ],
  ["< Great prices, I'll come by on {day} with {kid} | Coming {day}!", "?> See you {day}!"],
  ["< Not this year, thanks | No thanks", "?> No problem, happy riding."],
  [
    "< Already bought one in the store, love it | Thanks, already bought one on Saturday",
    "?> Enjoy it! First check is free.",
  ],
  ["< ok | K", "?> 👍"],
];
