/**
 * What the demo's team has done with its conversations: names of its numbers, labels, owners, notes.
 * The provider knows none of this, so it can't come with the synchronisation.
 */
export const numberNames = {
  "+15035550100": "Downtown",
  "+15035550110": "Riverside",
  "+15035550120": "Northgate",
};

export const labels = [
  { name: "Repair", color: "blue" },
  { name: "Parts order", color: "teal" },
  { name: "Rental", color: "green" },
  { name: "Warranty", color: "amber" },
  { name: "Fleet", color: "rose" },
  { name: "Store info", color: "grey" },
  { name: "Fall sale", color: "grey" },
];

/** The first that fits a conversation's latest texts is its label. */
export const labelWords: { label: string; words: string }[] = [
  { label: "Fall sale", words: "sale:|% off" },
  { label: "Warranty", words: "warrant|covered" },
  { label: "Fleet", words: "fleet|staff bikes|vans|on site" },
  { label: "Rental", words: "rent|deposit|e-bike|demo bike" },
  { label: "Parts order", words: "backorder|rack|pedals|in stock|arrived|order" },
  { label: "Store info", words: "hours|open on|parking|address" },
  { label: "Repair", words: "wheel|spoke|brake|chain|fork|tire|shift|bearing|service|repair|stand|tune" },
];

type Desk = { contact: string; number: string; assignee: string | null; labels: string[] };

const DOWNTOWN = "+15035550100";
const RIVERSIDE = "+15035550110";
const NORTHGATE = "+15035550120";
const leo = "leo@fernhill.example";
const priya = "priya@fernhill.example";

/** The conversations a visitor sees first. */
export const desks: Desk[] = [
  { contact: "+15035550127", number: DOWNTOWN, assignee: leo, labels: ["Parts order"] },
  { contact: "+15035550188", number: RIVERSIDE, assignee: null, labels: ["Rental"] },
  { contact: "+15035550171", number: NORTHGATE, assignee: null, labels: ["Repair"] },
  { contact: "+15035550194", number: NORTHGATE, assignee: leo, labels: ["Repair"] },
  { contact: "+15035550106", number: DOWNTOWN, assignee: priya, labels: ["Repair"] },
  { contact: "+15035550163", number: DOWNTOWN, assignee: priya, labels: ["Repair"] },
  { contact: "+15035550129", number: DOWNTOWN, assignee: leo, labels: ["Warranty", "Repair"] },
  { contact: "+15035550141", number: NORTHGATE, assignee: null, labels: ["Fall sale"] },
  { contact: "+15035550172", number: DOWNTOWN, assignee: null, labels: ["Store info"] },
  { contact: "+15035550152", number: RIVERSIDE, assignee: priya, labels: ["Rental"] },
  { contact: "+15035550160", number: DOWNTOWN, assignee: null, labels: ["Fleet"] },
  { contact: "+15035550155", number: NORTHGATE, assignee: null, labels: ["Repair"] },
];

/** An internal note in one of them, some minutes after the text it follows. */
export const notes = [
  {
    contact: "+15035550163",
    number: DOWNTOWN,
    author: leo,
    after: "same day if you drop it off before noon",
    minutesLater: 11,
    text: "Spoke is 291 mm and we are out at Downtown. @Maya can Riverside send two over on the Thursday van?",
  },
];
