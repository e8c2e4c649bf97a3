/** Letters of a till printer: 5 wide, 7 high, each row a base-32 digit whose bits are the dots. */
const GLYPHS: Record<string, string> = {
  A: "ehhvhhh",
  B: "uhhuhhu",
  C: "ehggghe",
  D: "uhhhhhu",
  E: "vgguggv",
  F: "vgguggg",
  G: "ehgnhhf",
  H: "hhhvhhh",
  I: "e44444e",
  J: "71111he",
  K: "hikokih",
  L: "ggggggv",
  M: "hrllhhh",
  N: "hhpljhh",
  O: "ehhhhhe",
  P: "uhhuggg",
  Q: "ehhhlie",
  R: "uhhukih",
  S: "fgge11u",
  T: "v444444",
  U: "hhhhhhe",
  V: "hhhhha4",
  W: "hhhllla",
  X: "hha4ahh",
  Y: "hhha444",
  Z: "v1248gv",
  0: "ehjlphe",
  1: "4c4444e",
  2: "eh1248v",
  3: "v2421he",
  4: "26aiv22",
  5: "vgu11he",
  6: "68guhhe",
  7: "v124888",
  8: "ehhehhe",
  9: "ehhf12c",
  ".": "00000cc",
  "-": "000v000",
  $: "4fke5u4",
  ":": "0cc0cc0",
  "/": "0124800",
  "%": "op248ij",
  "#": "aavavaa",
};

const ROWS = 7;
const COLUMNS = 5;

/** Whether the dot at a column and row (counted in dots from the text's top left corner) is printed. */
export function isPrinted(text: string, column: number, row: number): boolean {
  if (row < 0 || row >= ROWS || column < 0) return false;
  const within = column % (COLUMNS + 1);
  const glyph = GLYPHS[text.charAt(Math.floor(column / (COLUMNS + 1)))];
  if (glyph === undefined || within >= COLUMNS) return false;
  return ((Number.parseInt(glyph.charAt(row) || "0", 32) >> (COLUMNS - 1 - within)) & 1) === 1;
}
