import { Canvas, length, line, ring, shade, type Color } from "./canvas";
import { paintBike } from "./paint-bike";
import { centered, paintReceipt, priced } from "./paint-receipt";
import { facing, paintWheel } from "./paint-wheel";
import type { PictureName } from "./picture-names";
import { encodePng } from "./png";
import { boards, concrete, noise } from "./surfaces";

const WIDTH = 1200;
const HEIGHT = 900;
const RIMS: readonly Color[] = [
  [74, 74, 76],
  [96, 92, 88],
  [58, 62, 70],
  [120, 118, 114],
  [66, 60, 58],
];
const FRAMES: readonly Color[] = [
  [52, 96, 84],
  [150, 62, 46],
  [58, 84, 122],
  [196, 176, 132],
  [84, 84, 88],
];

/** A PNG of 1200 by 900 pixels. The same name and variant (0 to 4) always give the same picture. */
export function drawPicture(name: PictureName, variant: number): Buffer {
  const canvas = new Canvas(WIDTH, HEIGHT);
  SCENES[name](canvas, variant);
  return encodePng(WIDTH, HEIGHT, canvas.pixels);
}

const SCENES: Record<PictureName, (canvas: Canvas, variant: number) => void> = {
  wheel: (canvas, variant) => {
    room(canvas, variant, 720);
    wheelAt(canvas, variant, 520 + variant * 40, 440, 520, 32, variant % 2 === 0);
  },
  tire: (canvas, variant) => {
    room(canvas, variant, 660);
    shadowOnFloor(canvas, 430 + variant * 30, 742, 520);
    wheelAt(canvas, variant, 330 + variant * 40, -60, 800, 32, false);
  },
  hub: (canvas, variant) => {
    canvas.fill(boards(260, 0.75));
    wheelAt(canvas, variant, 640 - variant * 30, 430, 1150, 32, false);
  },
  bike: (canvas, variant) => {
    room(canvas, variant, 700);
    shadowOnFloor(canvas, 620, 792, 560);
    paintBike(canvas, 560, 600, 205, FRAMES[variant] ?? [52, 96, 84]);
  },
  rotor: (canvas, variant) => {
    canvas.fill((x, y) => shade(boards(220, 0.4)(x, y), 0.8));
    wheelAt(canvas, variant, 600, 450, 1900, 24, false);
    paintRotor(canvas, 600, 450, 370);
  },
  receipt: (canvas, variant) => {
    const table = boards(300, 0.9);
    canvas.fill((x, y) => shade(table(y, x), 0.78));
    paintReceipt(canvas, receiptLines(variant), -0.05 + variant * 0.03);
  },
};

function room(canvas: Canvas, variant: number, floorAt: number): void {
  const wall = boards(140 + variant * 12, 0.6 + variant * 0.08);
  canvas.fill((x, y) => {
    if (y < floorAt - 22) return wall(x, y);
    return y < floorAt ? shade([206, 202, 194], 0.9 + (y - floorAt + 22) * 0.004) : concrete(x, y);
  });
}

function wheelAt(
  canvas: Canvas,
  variant: number,
  x: number,
  y: number,
  radius: number,
  spokes: number,
  brokenSpoke: boolean,
): void {
  const shadow = ring(x + 22, y + 26, radius * 0.8, radius * 1.01);
  canvas.paint(shadow, () => [38, 28, 18], 0.35, 40);
  paintWheel(canvas, {
    x,
    y,
    radius,
    turn: 0.3 + variant * 0.11,
    rim: RIMS[variant] ?? [74, 74, 76],
    brokenSpoke,
    spokes,
  });
}

function shadowOnFloor(canvas: Canvas, x: number, y: number, halfWidth: number): void {
  canvas.paint(line(x - halfWidth, y, x + halfWidth, y, 30), () => [40, 38, 36], 0.5, 60);
}

function paintRotor(canvas: Canvas, x: number, y: number, radius: number): void {
  const steel = (px: number, py: number): Color =>
    shade([176, 178, 182], 0.86 + 0.18 * Math.abs(facing(px - x, py - y)));
  const band = ring(x, y, radius * 0.8, radius);
  canvas.paint(band, (px, py) => {
    const worn = 1 - 0.1 * noise(length(px - x, py - y) / 2, 3);
    return shade(steel(px, py), worn);
  });
  for (let index = 0; index < 72; index++) {
    const angle = (index / 72) * 2 * Math.PI;
    const distance = radius * (0.84 + 0.045 * (index % 3));
    const hole = ring(x + Math.cos(angle) * distance, y + Math.sin(angle) * distance, 0, radius * 0.014);
    canvas.paint(hole, () => [72, 62, 52]);
  }
  for (let index = 0; index < 6; index++) {
    const angle = (index / 6) * 2 * Math.PI;
    const inner = [x + Math.cos(angle) * radius * 0.3, y + Math.sin(angle) * radius * 0.3] as const;
    const outer = [
      x + Math.cos(angle + 0.45) * radius * 0.82,
      y + Math.sin(angle + 0.45) * radius * 0.82,
    ] as const;
    const arm = line(...inner, ...outer, radius * 0.055);
    canvas.paint(arm, steel);
  }
  const carrier = ring(x, y, radius * 0.16, radius * 0.34);
  canvas.paint(carrier, (px, py) => shade([60, 60, 64], 0.9 + 0.2 * facing(px - x, py - y)));
}

function receiptLines(variant: number): string[] {
  const items = [
    [
      priced("CHAIN 12 SP", "$52.00"),
      priced("CASSETTE 11-42", "$78.00"),
      priced("LABOR", "$54.00"),
      priced("TOTAL", "$184.00"),
    ],
    [
      priced("SHIFTER RIGHT", "$64.00"),
      priced("CABLE", "$8.00"),
      priced("LABOR", "$45.00"),
      priced("TOTAL", "$117.00"),
    ],
    [
      priced("TIRE 700X40", "$58.00"),
      priced("SEALANT", "$12.00"),
      priced("FITTING", "$20.00"),
      priced("TOTAL", "$90.00"),
    ],
    [priced("HELMET M", "$85.00"), priced("REAR LIGHT", "$30.00"), "", priced("TOTAL", "$115.00")],
    [priced("BOTTOM BRACKET", "$64.00"), priced("LABOR", "$45.00"), "", priced("TOTAL", "$109.00")],
  ];
  return [
    centered("FERNHILL CYCLES"),
    centered("(503) 555-0100".replace(/[()]/g, "")),
    "-".repeat(28),
    ...(items[variant] ?? []),
    "-".repeat(28),
    priced("CARD", "PAID"),
    centered(`ORDER #${1408 + variant * 57}`),
    centered("THANK YOU - ENJOY THE RIDE"),
  ];
}
