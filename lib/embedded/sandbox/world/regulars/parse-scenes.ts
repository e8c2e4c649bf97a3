import { PICTURES } from "../../pictures/picture-names";
import { BOUNCED } from "../../statuses";
import type { DraftConversation, DraftMessage } from "../draft";
import { daysBefore } from "../shop-calendar";
import { SHOP, BRANCHES } from "../shop";

/** A conversation and who it is with; `name` null: not saved. */
export type Scene = DraftConversation & { name: string | null };

const MINUTE_MS = 60_000;

/**
 * Reads conversations written as text. An empty line parts them; the first line of each is
 * `Name, last four digits, branch[, archived][ unread[ count]]`, then one line a text: when (`24m` minutes before
 * `now`, `3d 16:12` days before at a time of the shop's clock), `<` from the customer or `>` from us (`!` when it
 * bounced), `[picture]` if there is one, and the words. `{slots}` are filled by `fill`; `{sale}` is the campaign.
 */
export function parseScenes(text: string, now: number, fill: (slot: string) => string): Scene[] {
  return text
    .trim()
    .split("\n\n")
    .map((block) => parseScene(block, now, fill));
}

function parseScene(block: string, now: number, fill: (slot: string) => string): Scene {
  const [head = "", ...lines] = block.split("\n");
  const [name = "", line = "", branchName = "", state = ""] = head.split(", ");
  const branch = BRANCHES.find((candidate) => candidate === branchName);
  if (!branch) throw new Error(`no such branch: ${head}`);
  const unread = /unread ?(\d*)/.exec(state);
  return {
    name: name === "(not saved)" ? null : name,
    userNumber: SHOP.numbers[branch],
    contactNumber: `1503555${line}`,
    archived: state.startsWith("archived"),
    unread: unread ? Number(unread[1] || 1) : 0,
    messages: lines.map((text) => parseLine(text, now, fill)),
  };
}

function parseLine(line: string, now: number, fill: (slot: string) => string): DraftMessage {
  const [, minutes, days, time = "", arrow, picture, words] =
    /^(?:([\d.]+)m|(\d+)d (\d\d:\d\d)) ([<>!])(?: \[(\w+)\])?(?: (.*))?$/.exec(line) ?? [];
  if (arrow === undefined) throw new Error(`not a text: ${line}`);
  return {
    at: minutes === undefined ? daysBefore(now, Number(days), time) : now - Number(minutes) * MINUTE_MS,
    inbound: arrow === "<",
    text: (words ?? "").replace(/\{(\w+)\}/g, (_, slot: string) => fill(slot)),
    picture: PICTURES.find((name) => name === picture),
    status: arrow === "!" ? BOUNCED : undefined,
    campaign: words === "{sale}" ? `sale-${days}` : undefined,
  };
}
