import { length, line, ring, shade, type Canvas, type Color } from "./canvas";
import { noise } from "./surfaces";

/** A wheel: where its axle is, how large, how far it is turned (radians), and what is wrong with it. */
export type Wheel = {
  x: number;
  y: number;
  radius: number;
  turn: number;
  rim: Color;
  brokenSpoke: boolean;
  spokes: number;
};

/** Paints a wheel with knobby tire, rim, crossed spokes and hub. */
export function paintWheel(canvas: Canvas, wheel: Wheel): void {
  paintTire(canvas, wheel);
  paintRim(canvas, wheel);
  paintSpokes(canvas, wheel);
  paintHub(canvas, wheel);
}

function paintTire(canvas: Canvas, { x, y, radius, turn }: Wheel): void {
  const knobs = 132;
  const tread = radius * 0.009;
  const outer = ring(x, y, radius * 0.86, radius + tread);
  const knobby = (px: number, py: number) => {
    const distance = length(px - x, py - y);
    if (distance < radius * 0.85) return radius;
    const angle = Math.atan2(py - y, px - x) + turn;
    const wave = Math.max(-0.5, Math.min(0.5, Math.sin(angle * knobs))) * 2 * tread;
    return Math.max(distance - radius - wave, radius * 0.86 - distance);
  };
  canvas.paint({ box: outer.box, shape: knobby }, (px, py) => {
    const distance = length(px - x, py - y) / radius;
    const round = 1 - Math.pow((distance - 0.945) / 0.09, 2);
    const groove =
      Math.sin((Math.atan2(py - y, px - x) + turn) * knobs) > 0.2 && distance > 0.955 ? 1.25 : 0.9;
    const light = 0.75 + 0.35 * facing(px - x, py - y);
    return shade([52, 51, 50], Math.max(0.35, round) * groove * light * (0.9 + 0.2 * noise(px / 6, py / 6)));
  });
  const stripe = ring(x, y, radius * 0.875, radius * 0.905);
  canvas.paint(stripe, (px, py) => shade([158, 124, 82], 0.7 + 0.3 * facing(px - x, py - y)), 0.9);
}

function paintRim(canvas: Canvas, { x, y, radius, rim }: Wheel): void {
  const outer = ring(x, y, radius * 0.78, radius * 0.865);
  canvas.paint(outer, (px, py) => {
    const distance = length(px - x, py - y) / radius;
    const bevel = 0.8 + 0.5 * Math.sin(((distance - 0.78) / 0.085) * Math.PI);
    return shade(rim, bevel * (0.7 + 0.4 * facing(px - x, py - y)));
  });
}

function paintSpokes(canvas: Canvas, { x, y, radius, turn, brokenSpoke, spokes }: Wheel): void {
  const width = Math.max(2, radius * 0.0085);
  for (let index = 0; index < spokes; index++) {
    const angle = turn + (index / spokes) * 2 * Math.PI;
    const lean = (index % 4 < 2 ? 1 : -1) * 0.75;
    const startX = x + Math.cos(angle + lean) * radius * 0.12;
    const startY = y + Math.sin(angle + lean) * radius * 0.12;
    const broken = brokenSpoke && index === 5;
    const bend = broken ? 0.16 : 0;
    const reach = broken ? 0.62 : 0.79;
    const endX = x + Math.cos(angle + bend) * radius * reach;
    const endY = y + Math.sin(angle + bend) * radius * reach;
    const shadow = line(startX + width * 2, startY + width * 2, endX + width * 2, endY + width * 2, width);
    canvas.paint(shadow, () => [40, 34, 28], 0.25, width * 1.5);
    const spoke = line(startX, startY, endX, endY, width);
    const tone = 0.75 + 0.25 * Math.abs(Math.sin(angle * 2 + 0.6));
    canvas.paint(spoke, () => shade([222, 222, 220], tone));
  }
}

function paintHub(canvas: Canvas, { x, y, radius, turn }: Wheel): void {
  const metal = (px: number, py: number, tone: number): Color => {
    const brushed = 0.92 + 0.14 * Math.abs(Math.sin(Math.atan2(py - y, px - x) * 2 + 0.8));
    return shade([178, 178, 180], tone * brushed);
  };
  const flange = ring(x, y, 0, radius * 0.155);
  canvas.paint(flange, (px, py) => metal(px, py, 0.92));
  for (let index = 0; index < 16; index++) {
    const angle = turn + (index / 16) * 2 * Math.PI;
    const hole = ring(
      x + Math.cos(angle) * radius * 0.135,
      y + Math.sin(angle) * radius * 0.135,
      0,
      radius * 0.009,
    );
    canvas.paint(hole, () => [70, 70, 72]);
  }
  for (const [size, tone] of [
    [0.105, 1.12],
    [0.07, 0.86],
    [0.045, 1.15],
    [0.02, 0.4],
  ] as const) {
    const disc = ring(x, y, 0, radius * size);
    canvas.paint(disc, (px, py) => metal(px, py, tone));
  }
}

/** How much a point of a circle faces the light at the upper left, -1 to 1. */
export function facing(dx: number, dy: number): number {
  return (-dx * 0.6 - dy * 0.8) / (length(dx, dy) || 1);
}
