import { shade, type Color, type Shader } from "./canvas";

/** Smooth noise between 0 and 1 that is always the same for the same place. */
export function noise(x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const across = smooth(x - left);
  const down = smooth(y - top);
  const upper = mix(lattice(left, top), lattice(left + 1, top), across);
  const lower = mix(lattice(left, top + 1), lattice(left + 1, top + 1), across);
  return mix(upper, lower, down);
}

/** A wall of upright boards, lit from the upper left; `warmth` from 0 (grey) to 1 (honey). */
export function boards(boardWidth: number, warmth: number): Shader {
  const base: Color = [196 + 14 * warmth, 176 + 4 * warmth, 158 - 26 * warmth];
  return (x, y) => {
    const board = Math.floor(x / boardWidth);
    const within = x - board * boardWidth;
    const tone = 0.9 + 0.14 * lattice(board, 7);
    const grain =
      0.94 + 0.1 * noise(within / 5 + board * 31, y / 160) + 0.04 * noise(within / 2, y / 40 + board * 9);
    const groove = within < 3 ? 0.55 : within < 6 ? 0.85 : 1;
    const light = 1.06 - 0.00012 * x - 0.00018 * y;
    return shade(base, tone * grain * groove * light);
  };
}

/** A concrete floor. */
export function concrete(x: number, y: number): Color {
  const tone = 0.9 + 0.12 * noise(x / 60, y / 25) + 0.06 * noise(x / 4, y / 3);
  return shade([186, 183, 178], tone);
}

function lattice(x: number, y: number): number {
  let hash = Math.imul(x | 0, 374761393) + Math.imul(y | 0, 668265263);
  hash = Math.imul(hash ^ (hash >>> 13), 1274126177);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296;
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}
