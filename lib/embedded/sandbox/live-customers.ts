import { consentFlags } from "./consent";
import { listConversations, type ListedConversation } from "./conversation-row";
import { addDrawnFile } from "./media";
import { textableNumber } from "./phone";
import type { PictureName } from "./pictures/picture-names";
import { Random } from "./random";
import { receiveInbound } from "./receive-inbound";
import type { Message } from "./rows";
import type { Sandbox } from "./sandbox";
import type { Line } from "./world/dialogue";
import { answerTo } from "./world/live-answers";
import { Crowd } from "./world/people";
import { anyScript } from "./world/scripts/all-scripts";
import { afterThoughts } from "./world/scripts/live";
import { branchOf } from "./world/shop";
import { inVoice, newVoice, type Voice } from "./world/voice";
import { speakLines, type Speakers } from "./world/write-conversation";

const SECOND_MS = 1_000;
const PAUSE_MS = 60 * SECOND_MS;
const RECENT_MS = 3 * 24 * 60 * 60 * SECOND_MS;
const STOP_SHARE = 0.01;

/**
 * Lets customers live: the first text comes 15–25 s after the start, then one every 30–90 s, from new people and
 * from those who were answered; most of what agents write is answered within 5–20 s. With the same seed the same
 * people say the same things, as long as the agents do.
 */
export function startLiveCustomers(sandbox: Sandbox): void {
  // After a restart people don't say again what they have said.
  const random = new Random(sandbox.options.seed, `live ${sandbox.state.messages.byTime().length}`);
  const taken = new Set(
    [...sandbox.state.contacts.all(), ...sandbox.state.consents.all()].map((row) => row.phoneNumber),
  );
  for (const { contactNumber } of sandbox.state.conversations.all()) taken.add(contactNumber);
  const crowd = new Crowd(random, taken);
  const customers = new Customers(sandbox, random, crowd);
  sandbox.onSend.push((messageIds) => customers.hear(messageIds));
  const next = (low: number, high: number): void => {
    sandbox.clock.schedule(sandbox.clock.now() + random.between(low, high) * SECOND_MS, () => {
      customers.act();
      next(30, 90);
    });
  };
  next(15, 25);
}

class Customers {
  private readonly voices = new Map<string, Voice>();
  private readonly answersLeft = new Map<string, number>();

  constructor(
    private readonly sandbox: Sandbox,
    private readonly random: Random,
    private readonly crowd: Crowd,
  ) {}

  /** Somebody texts of their own accord. */
  act(): void {
    const known = this.random.chance(0.4) ? this.somebodyAnswered() : undefined;
    if (known) this.answersLeft.delete(known.contactNumber);
    if (known && this.random.chance(STOP_SHARE)) this.text(known.contactNumber, known.userNumber, "STOP");
    else if (known) this.text(known.contactNumber, known.userNumber, this.random.pick(afterThoughts));
    else this.introduce();
  }

  /** Agents wrote: those who read it may answer, but nobody chats for ever. */
  hear(messageIds: string[]): void {
    const messages = messageIds.flatMap((id) => this.sandbox.state.messages.get(id) ?? []);
    if (messages.length !== 1) return;
    for (const message of messages) this.mayAnswer(message);
  }

  private mayAnswer(message: Message): void {
    const { contactNumber, userNumber } = message;
    const left = this.answersLeft.get(contactNumber) ?? this.random.between(1, 3);
    this.answersLeft.set(contactNumber, left - 1);
    const answer = answerTo(message.text, this.random);
    if (left <= 0 || answer === undefined) return;
    const at = Math.max(message.sentAt, this.sandbox.clock.now()) + this.random.between(5, 20) * SECOND_MS;
    this.sandbox.clock.schedule(at, () => {
      if (!this.sandbox.state.messages.get(message.id)?.deleted) this.text(contactNumber, userNumber, answer);
    });
  }

  private introduce(): void {
    const person = this.crowd.next();
    const userNumber = this.random.pick(this.sandbox.state.account().numbers);
    const speakers = {
      firstName: person.firstName,
      branch: branchOf(userNumber),
      voice: this.voiceOf(person.number),
    };
    const [line] = this.openingLines(speakers);
    if (line) this.say(person.number, userNumber, line.text, line.picture);
  }

  /** The first turn of a script that a customer begins. */
  private openingLines(speakers: Speakers): Line[] {
    for (;;) {
      const lines = speakLines(anyScript(this.random), speakers, this.random, this.sandbox.clock.now());
      if (lines[0]?.inbound) return lines;
    }
  }

  /** A recent, active conversation in which we spoke last. */
  private somebodyAnswered(): ListedConversation | undefined {
    const now = this.sandbox.clock.now();
    const answered = listConversations(this.sandbox).filter(
      ({ archived, lastMessage, contactNumber }) =>
        !archived &&
        !lastMessage.inbound &&
        lastMessage.sentAt > now - RECENT_MS &&
        lastMessage.sentAt < now - PAUSE_MS &&
        textableNumber(contactNumber) !== undefined &&
        !consentFlags(this.sandbox.state, contactNumber).optOut,
    );
    return answered.length > 0 ? this.random.pick(answered) : undefined;
  }

  private text(from: string, to: string, text: string): void {
    const spoken = text === "STOP" ? text : inVoice(this.voiceOf(from), text, this.random);
    this.say(from, to, spoken, this.pictureFor(text));
  }

  private pictureFor(text: string): PictureName | undefined {
    if (/receipt/i.test(text)) return "receipt";
    return /photo|picture/i.test(text)
      ? this.random.pick(["wheel", "tire", "hub", "bike", "rotor"])
      : undefined;
  }

  private say(from: string, to: string, text: string, picture: PictureName | undefined): void {
    if (text !== "START" && consentFlags(this.sandbox.state, from).optOut) return;
    const { state, clock } = this.sandbox;
    const media = picture ? { fileId: addDrawnFile(state, picture, clock.now()).id } : null;
    receiveInbound(this.sandbox, { from, to, text, media });
  }

  private voiceOf(number: string): Voice {
    const voice = this.voices.get(number) ?? newVoice(this.random);
    this.voices.set(number, voice);
    return voice;
  }
}
