import { shade, type Canvas, type Color } from "./canvas";
import { isPrinted } from "./font";
import { noise } from "./surfaces";

const DOT = 4.6;
const LINE_DOTS = 11;
const COLUMNS = 28;
const PAPER: Color = [247, 245, 238];

/** Paints a till receipt lying a little askew in the middle of the picture. */
export function paintReceipt(canvas: Canvas, lines: readonly string[], angle: number): void {
  const halfWidth = (COLUMNS * 6 * DOT) / 2 + 34;
  const halfHeight = (lines.length * LINE_DOTS * DOT) / 2 + 40;
  const toPaper = (x: number, y: number) => {
    const dx = x - canvas.width / 2;
    const dy = y - canvas.height / 2;
    return [
      dx * Math.cos(angle) + dy * Math.sin(angle),
      dy * Math.cos(angle) - dx * Math.sin(angle),
    ] as const;
  };
  const sheet = (offset: number) => (x: number, y: number) => {
    const [u, v] = toPaper(x - offset, y - offset);
    return Math.max(Math.abs(u) - halfWidth, Math.abs(v) - halfHeight);
  };
  const box = [0, 0, canvas.width, canvas.height] as const;
  canvas.paint({ box, shape: sheet(14) }, () => [30, 20, 12], 0.45, 28);
  canvas.paint({ box, shape: sheet(0) }, (x, y) => {
    const [u, v] = toPaper(x, y);
    const fold = 1 - 0.05 * Math.exp(-Math.abs(v - 40) / 9) + 0.02 * noise(u / 90, v / 70);
    const column = Math.floor((u + halfWidth - 34) / DOT);
    const dotsDown = Math.floor((v + halfHeight - 40) / DOT);
    const text = lines[Math.floor(dotsDown / LINE_DOTS)] ?? "";
    const printed = dotsDown >= 0 && isPrinted(text, column, dotsDown % LINE_DOTS);
    return printed ? shade([58, 58, 66], 0.9 + 0.5 * noise(u / 7, v / 7)) : shade(PAPER, fold);
  });
}

/** A line with its price at the right edge. */
export function priced(item: string, price: string): string {
  return item.padEnd(COLUMNS - price.length) + price;
}

/** A line in the middle. */
export function centered(text: string): string {
  return text.padStart(Math.floor((COLUMNS + text.length) / 2));
}
