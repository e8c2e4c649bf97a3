import type { Script } from "../dialogue";

/** Parts and orders. */
export const partsScripts: readonly Script[] = [
  [
    "< Do you have {part} in stock? | Any chance you carry {part}? | Looking for {part}, do you have one?",
    "> We have one left, {price}. Want it held? | Not here, but {otherShop} has one. Shall I send it over? | We can have it by {day}, {price}.",
    "=< Yes please, under {first} | That would be great | Please order it",
    "=> Done, it's at the counter until {day}. | It comes with the next van, {price}. | Ordered. You'll get a text when it's here.",
    "?< Thanks!",
    "=>> Still keeping it for you, {first}. It goes back on the shelf {day}. | It came with the van this morning, {first}. | {first}, your order {order} is here. {price}, any time until 6.",
    "< Great, coming by at lunch | I'll grab it {day}",
  ],
  [
    "< Is my order {order} in yet? | Any update on order {order}? | Still waiting for {part}, any news?",
    "> The supplier says {day}. Sorry for the wait. | It shipped yesterday, so {day}. | It's on backorder until mid-{month}, sorry. I can offer the next model up at the same price.",
    "=< Ok thanks for checking | That's fine | Next model works for me",
    "?> I'll set it aside with your name.",
    ">> It's here! {part}, {price}. | Your order is at {shop}, {first}.",
    "< Finally! Be there {day} | Yay thanks",
  ],
  [
    "< Will {part} fit my {bike}? | Does {part} work with a {bike}?",
    "> It should. What year is the bike? | Need to know the axle. Could you send a photo of the dropout?",
    "=<[hub] 2021 I believe. Here's a photo | It says 142x12 on it I think",
    "> Then yes, it fits. {price}. | That's the older standard, you'd need the other version. We can get it, {price}.",
    "=< Great, I'll take it | Glad I asked. Please order that one",
    "=> We'll put one aside. | Ordered, {days}.",
  ],
  [
    "< Can I return {part}? Never used | I bought the wrong size yesterday, can I swap it?",
    "> Sure, 30 days with the receipt. | No problem, bring it in. A photo of the receipt is fine.",
    "<[receipt] Found the receipt | Here it is",
    "> That's all we need. | Perfect, we'll swap it at the counter.",
    "< Thanks, you make it easy",
  ],
  [
    "< What helmet would you recommend for {kid}? | Do you have helmets for a {age} year old?",
    "> We carry four sizes, from {smallprice} to {price}. Best to try them on, every head is different. | For {age} usually S. Come by and we'll fit it.",
    "< Ok we'll come {day} after school | Do you have them in purple?",
    "?=> See you then! | We do, and with sharks.",
    "<< {kid} slept with it on last night | It fits perfectly, thank you",
  ],
  [
    "> Hi {first}, the part for your {bike} came in. When would you like to bring it? | {part} for order {order} arrived, {first}. Fit it while you wait?",
    "< {day} morning? | Nice! I'll just pick it up, will fit it myself | Can {otherShop} do it? Closer to work",
    "=> {day} at {time} is yours. | Sure, it's at the counter. | Yes, we'll send it over on the van, there by {day}.",
    "< Thank you! | Great",
  ],
  [
    "< Do you have gift cards? | Can I buy a gift card by phone? It's for {person}",
    "> Yes, any amount, and we can text or print it. Call us and we'll take the card. | We do. Shall I send a payment link?",
    "=< Calling in 5 | A link would be great, $75",
    "=> Talk soon. | Sent. The card comes to this number once it's paid.",
    "< Got it, thank you! | {person} will be thrilled",
  ],
  [
    "< Is the rear cargo rack back in? You said mid-{month} | The cargo rack, did it ever come?",
    "> It did not, sorry. They now say the end of {month}. | Two came this morning! Yours is put aside.",
    "=< Ok, let me know please | Great, will come {day}",
  ],
  [
    "< What pressure should I run on {route}? 40 mm tires | How much psi for 32s? I'm about 170 lb",
    "> Start at {psi} and drop 2 at a time until it feels good. | Around {psi} rear, 3 less in front.",
    "< Thanks, trying it tomorrow | Cheers",
    "<< {psi} was spot on | So much better",
  ],
  [
    "< Would you buy my old {bike}? | Do you take trade-ins? I have a {bike}",
    "> For store credit, yes. Could you send a photo and the size? | We do, spring to fall. Send a photo and the size?",
    "<[bike] Here it is, {size} | {size}, rode it maybe {miles} miles",
    "> Looks clean. We'd offer somewhere around $400 in credit after a look. | Nice. {agent} can value it {day}.",
    "< Sounds fair, I'll bring it by | See you {day}",
  ],
];
