import { PICTURES, type PictureName } from "../pictures/picture-names";
import type { Random } from "../random";

/**
 * A dialogue as written: one line a turn. `<` the customer, `>` the shop; doubled (`<<`, `>>`): a day or more
 * later. `?` before it: half of the time left out. `[wheel]` at its head: with that picture. Wordings are
 * separated by ` | `, one is chosen; with `=` the one in the same place as in the last turn that had a choice, so
 * that answers fit. `{slot}` is filled from slots.ts and stays the same in the whole dialogue.
 */
export type Script = readonly string[];

type Turn = {
  inbound: boolean;
  later: boolean;
  optional: boolean;
  linked: boolean;
  picture: PictureName | undefined;
  wordings: string[];
};

/** One text of a dialogue, before it has a time. `later`: a day or more after the one before. */
export type Line = { inbound: boolean; later: boolean; text: string; picture: PictureName | undefined };

const parsed = new Map<Script, Turn[]>();

/** Speaks a script: chooses wordings, leaves optional turns out, fills slots with `fill`. */
export function speak(script: Script, random: Random, fill: (slot: string) => string): Line[] {
  const known = new Map<string, string>();
  const fillOnce = (_: string, slot: string) => {
    const value = known.get(slot) ?? fill(slot);
    known.set(slot, value);
    return value;
  };
  let place = 0;
  return turnsOf(script)
    .filter((turn) => !turn.optional || random.chance(0.5))
    .map(({ inbound, later, picture, linked, wordings }) => {
      if (!linked && wordings.length > 1) place = random.between(0, wordings.length - 1);
      const wording = wordings[place % wordings.length] ?? "";
      return { inbound, later, picture, text: capitalized(wording.replace(/\{(\w+)\}/g, fillOnce)) };
    });
}

function turnsOf(script: Script): Turn[] {
  const known = parsed.get(script);
  if (known) return known;
  const turns = script.map(parseTurn);
  parsed.set(script, turns);
  return turns;
}

function parseTurn(line: string): Turn {
  const [, optional, linked, arrows = "", picture, text = ""] =
    /^(\?)?(=)?(<<?|>>?)(?:\[(\w+)\])?\s?(.*)$/s.exec(line) ?? [];
  if (arrows === "") throw new Error(`a turn without a speaker: ${line}`);
  return {
    inbound: arrows.startsWith("<"),
    later: arrows.length === 2,
    optional: optional !== undefined,
    linked: linked !== undefined,
    picture: PICTURES.find((name) => name === picture),
    wordings: text.split(" | "),
  };
}

/** Slots may stand at the head of a sentence. */
function capitalized(text: string): string {
  return text.replace(
    /(^|[.!?] )(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}
