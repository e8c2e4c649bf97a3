/** What businesses' machines text from short codes. Nobody answers them. */
export const shortCodeTexts: readonly string[] = [
  "ParcelPoint: 2 packages for FERNHILL CYCLES arrive today between 10 and 12. Reply HELP for help.",
  "ParcelPoint: your package was delivered at 10:42. Signed by LEO B.",
  "Your verification code is 481 920. It expires in 10 minutes.",
  "Cascade Wheel Supply: order 77120 has shipped, 3 cartons.",
  "ParcelPoint: we missed you. Next try tomorrow before noon.",
  "Your verification code is 207 554. It expires in 10 minutes.",
  "Cascade Wheel Supply: order 78004 is delayed by 2 days. Sorry for the wait.",
  "CityAlert: street closure on NW 9th Saturday 7 AM to 2 PM for the marathon.",
  "ParcelPoint: 1 package for FERNHILL CYCLES arrives today before 2 PM.",
  "CityAlert: wind advisory tonight, gusts to 50 mph. Secure loose items.",
];

/** What somebody writes when the shop's text wasn't for them or wasn't wanted, before STOP. */
export const beforeStop: readonly string[] = [
  "Thanks but I moved away",
  "Please take me off the list",
  "I sold the bike",
  "Not interested anymore",
  "Too many texts, sorry",
];
