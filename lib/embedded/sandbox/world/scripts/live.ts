/** What comes to people's minds after they were answered. */
export const afterThoughts: readonly string[] = [
  "One more thing, could you check the rear brake too?",
  "Sorry, could I come an hour later?",
  "Is it ok if my roommate picks it up?",
  "Do you have parking in front?",
  "Here's a photo of what I mean",
  "Is there anything I should bring?",
  "Any update?",
  "Can I pay by card when I pick it up?",
  "I'm about 10 minutes away",
  "Just to be sure, which store was it again?",
  "Found the receipt, photo is attached",
  "Would Saturday work as well?",
  "Actually, could you put the old parts in a bag for me?",
  "Do you sell lights too? It gets dark so early",
  "Is the coffee place next door still open?",
  "Ok, see you soon",
  "Could you also put on new bar tape while it's there?",
  "How late are you there today?",
];

/** Answers to what agents write, by what it is about. The first group whose pattern fits is used. */
export const liveAnswers: readonly { pattern: RegExp; answers: readonly string[] }[] = [
  {
    pattern: /photo|picture|receipt/i,
    answers: ["Sure, here's a photo", "One second. Here's the picture", "Photo coming up"],
  },
  {
    pattern: /which size|what size|how tall/i,
    answers: ["The medium I think", "I'm 5'8, so probably a 54?", "A 56, if you have one"],
  },
  {
    pattern: /which (store|shop)|where/i,
    answers: ["The Downtown one, if that's ok", "Riverside is closest for me", "Either is fine"],
  },
  {
    pattern: /which (day|time)|what (day|time)|when /i,
    answers: ["Saturday morning would be great", "Any day after 5", "Tomorrow at 10?"],
  },
  {
    pattern: /which bike|what (bike|year|model)/i,
    answers: [
      "It's a 2021, if I remember right",
      "The green one with the rack",
      "A Kona, about five years old",
    ],
  },
  {
    pattern:
      /(go ahead|shall we|should we|want us to|ok to|is that ok|would you like|sound good|works? for you)/i,
    answers: [
      "Yes please go ahead",
      "Go for it",
      "Hmm, how much would that be in total?",
      "Yes, thank you!",
      "That's fine by me",
      "Let me ask my wife and get back to you",
      "Perfect, do it",
    ],
  },
  {
    pattern: /\b(ready|done|finished|here|arrived|came in)\b/i,
    answers: [
      "Amazing, on my way",
      "Great! I'll be by after work",
      "That was quick, thank you",
      "Awesome. How late are you open?",
      "Yay! See you in 20",
    ],
  },
  {
    pattern: /\$\d|price|cost|charge|total/i,
    answers: [
      "Sounds fair, let's do it",
      "Ok, go ahead please",
      "A bit more than I hoped, but ok",
      "Does that include labor?",
      "Thanks, I'll think about it",
    ],
  },
  {
    pattern: /sorry|unfortunately|backorder|delay|not yet/i,
    answers: [
      "No worries, thanks for letting me know",
      "Ok, I can wait",
      "That's a pity. Any idea when?",
      "Alright, keep me posted please",
    ],
  },
  {
    pattern: /open|close|hours|until 6/i,
    answers: [
      "Great, thanks",
      "Perfect, I'll come by before then",
      "Good to know!",
      "Ok, see you tomorrow then",
    ],
  },
  {
    pattern: /monday|tuesday|wednesday|thursday|friday|saturday|tomorrow|today|tonight|\d ?(am|pm)/i,
    answers: [
      "That works, thank you",
      "See you then!",
      "Could we do an hour later?",
      "Perfect 👍",
      "Great, I'll be there",
    ],
  },
  {
    pattern: /\?/,
    answers: ["Yes", "I think so", "Not sure, let me check at home", "Yes please", "No, all good"],
  },
  {
    pattern: /thank|welcome|enjoy|happy riding|see you/i,
    answers: ["👍", "Thanks again!", "Have a good one"],
  },
];

/** When nothing else fits. */
export const liveThanks: readonly string[] = [
  "Thanks!",
  "Great, thank you",
  "Ok, thanks for the quick answer",
  "Perfect",
  "You're the best",
  "Ok cool",
  "Thank you 🙏",
];
