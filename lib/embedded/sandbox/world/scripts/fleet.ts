import type { Script } from "../dialogue";

/** Companies with many bikes. Short and often: these fill the very long threads. */
export const fleetScripts: readonly Script[] = [
  [
    "< Bike {number} has a flat, can {rider} bring it now? | Flat on {number} again",
    "> Sure, we'll do it while they wait. | Send it over. That's the third on that rear tire, new one?",
    "=< Thx | Yes put a new tire on",
    "> Done, {number} is rolling. {smallprice} on the account. | {number} is ready.",
    "?< 👍 | On the way back",
  ],
  [
    "< {count} bikes need brake pads by {day}, is that possible? | Pads are done on {number} and {number2}",
    "> Yes, bring them {day} before {time}. | If they come tonight we'll have them by {late}.",
    "=< We'll send the van at 5 | {rider} drops them off tonight",
    ">> Both done. {number} also needs a rotor soon. | Pads in, {price} for all.",
    "=< Great. Order the rotor please | Thanks team",
  ],
  [
    "< Two broken spokes on bike {number}, can we leave it tonight after six? | Wheel on {number} is toast",
    "=> Yes, lock it in the corral and drop the key. | Bring it, we have a spare wheel built for you.",
    "?=< It's in the corral | {rider} is on the way",
    "=>> Respoked and trued, {price}. | Swapped the wheel, the old one is being rebuilt.",
    "< Perfect",
  ],
  [
    "< {rider} says {number} is {noise} | Weird {noise} on {number}, can someone look?",
    "> Bring it at {time}, quiet then. | Sounds like {place}. Send it over.",
    "< Sending {rider} now",
    "> It's {place}. {smallprice} and 30 minutes, ok? | Just loose. Tightened, no charge.",
    "=< Ok | Nice",
  ],
  [
    "> Morning. {number} and {number2} are due for service this week. Which day suits you? | Monthly checks are due on {count} bikes.",
    "< {day} for both | Let's do {day}, we're slow then",
    "> {day} it is. Before {time} please. | Booked.",
    "<< Both are outside | {rider} has them",
    "> Got them. Back by {late}. | On the stand now.",
    "> All done, {price} together. Chains are at 0.5, fine for another month. | Ready for pickup.",
  ],
  [
    "< Invoice for {month}? Accounting is asking | Can you resend the {month} invoice?",
    "> Sent just now, {bigprice} with the two wheels. | On its way to your inbox.",
    "< Got it, paid {day} | Thanks",
  ],
  [
    "< We need {count} more helmets, size M | Can we get {count} more locks on the account?",
    "> In stock, {price} for all. Next van {day}. | We'll add them to the {day} delivery.",
    "< Super",
    "?>> Delivered with the van this morning.",
  ],
  [
    "< New rider starts {day}, {height}. Can you set up {number}? | Can someone fit {rider} on {number}?",
    "> Send them {day} at {time}, 15 minutes. | Sure, before the shift?",
    "=< Ok | Yes 7:45 if someone's there",
    "=> See you then. | {agent} opens early that day, fine.",
    "<< Fits great, {rider} is happy | All set, thanks {agent}",
  ],
  [
    "< Battery on cargo {number} dies at noon | Cargo {number} won't switch on",
    "=> Swap it with the spare for now and bring it in. | Try the reset: hold the button 10 seconds.",
    "=< Spare is in, bringing the other one | Reset worked!",
    "?=>> Contact was corroded, cleaned it. | If it does that again, bring it in. The switch may be wet.",
  ],
  [
    "< {rider} had a fall, is ok, but the bars on {number} are bent | {number} got backed into by a car",
    "> Glad nobody is hurt. Could you send a photo? | Oh no. Photo?",
    "<[wheel] See for yourself | Front wheel is a taco",
    "> New wheel and a check of the fork. About {price}, I'll write it up for the insurance. | We'll make a damage report for you.",
    "< Thanks. They want it by {day}",
    ">> Report is in your inbox, {number} back {day}. | All done, report attached to the invoice.",
    "< Legends",
  ],
  [
    "< Can you do pickup today? {count} bikes | Van today?",
    "> Van leaves at {time}, we can be there half past. | Tomorrow at {time}, is that ok?",
    "< Works | Yes fine",
    "?> On our way. | Loaded, see you.",
  ],
  [
    "< Are {number} and {number2} ready? | Status on {number}?",
    "> {number} yes, the other by {late}. | Waiting for {part}, {day}. | Both ready.",
    "< Ok sending {rider} | Thx",
  ],
  [
    "< Winter tires for all {count}? | Should we put studs on yet?",
    "=> We'd do the worn ones first. {price} a bike, {day}. | I'd wait for the first frost. I'll remind you.",
    "=< Ok plan it in | Good call",
  ],
  [
    "> FYI {number}: {extra}. Fix now or next service? | {extra} on {number}. {price} ok?",
    "< Fix now | Next service is fine | Yes do it",
    "?> Done. | Will do.",
  ],
  [
    "< Morning! Anything ready? | Hey, what's the plan today?",
    "> {number} is ready, {number2} after lunch. | Nothing yet, {agent} starts on {number} at {time}.",
    "< Great | Ok cool | 👍",
  ],
  [
    "< Lights on {number} are out, {rider} rides till 9 | Need a rear light for {number} today",
    "> Come by, we'll swap it in 5 minutes. {smallprice}. | Take one from the counter, it goes on the account.",
    "< Lifesavers | {rider} is on the way",
  ],
  [
    "< Chain snapped on {number}, {rider} is walking it over | {number} skips in third",
    "=> OK, stand is free. | Cassette is gone then, {price} with a chain.",
    "=< How long? | Do it please",
    "=> 40 minutes. | Ready at {time}.",
    "?< Picked up",
  ],
  [
    "< We're closing early {day} because of the weather | No riders on {holiday}",
    "=> Thanks for telling us, we'll move your service. | Enjoy the day off!",
    "< See you {day2} | You too",
  ],
  [
    "> Hi all, {agent} here. {number} is back from warranty with a new motor. | The rebuilt wheels are back from truing.",
    "< Great news | Will send {rider}",
    "?> It's by the door.",
  ],
  [
    "< How many miles are on {number}? | When was the last service on {number}?",
    "=> {miles} since the last service. | {day} three weeks ago, chain is at {miles} miles.",
    "< Ok then it can wait | Book it for {day} please",
  ],
];
