import { line, ring, shade, type Canvas, type Color } from "./canvas";
import { paintWheel } from "./paint-wheel";

/** Paints a whole bicycle from its right side, the bottom bracket at (x, y); `size` is a wheel's radius. */
export function paintBike(canvas: Canvas, x: number, y: number, size: number, paint: Color): void {
  const at = (dx: number, dy: number): [number, number] => [x + dx * size, y + dy * size];
  const rear = at(-1.32, -0.1);
  const front = at(1.62, -0.1);
  for (const [wheelX, wheelY] of [rear, front]) {
    const rim: Color = [64, 64, 66];
    paintWheel(canvas, {
      x: wheelX,
      y: wheelY,
      radius: size,
      turn: wheelX / 90,
      rim,
      brokenSpoke: false,
      spokes: 28,
    });
  }
  const bracket = at(0, 0);
  const seat = at(-0.46, -1.5);
  const head = at(1.06, -1.52);
  const headLow = at(1.17, -1.2);
  const tube = (from: [number, number], to: [number, number], width: number, color: Color) => {
    const area = line(...from, ...to, width * size);
    const [, top, , bottom] = area.box;
    canvas.paint(area, (_px, py) => shade(color, 1.12 - (0.3 * (py - top)) / (bottom - top + 1)));
  };
  tube(rear, bracket, 0.055, paint);
  tube(rear, at(-0.42, -1.35), 0.045, paint);
  tube(bracket, seat, 0.085, paint);
  tube(bracket, headLow, 0.1, paint);
  tube(at(-0.42, -1.38), head, 0.08, paint);
  tube(head, headLow, 0.11, paint);
  tube(headLow, at(1.32, -0.72), 0.075, paint);
  tube(at(1.32, -0.72), front, 0.06, paint);
  const black: Color = [44, 43, 44];
  tube(seat, at(-0.52, -1.76), 0.055, [190, 190, 192]);
  tube(at(-0.78, -1.8), at(-0.26, -1.79), 0.1, [92, 60, 38]);
  tube(head, at(1.02, -1.72), 0.07, black);
  tube(at(1.02, -1.72), at(1.32, -1.76), 0.06, black);
  tube(at(1.32, -1.76), at(1.46, -1.6), 0.07, [92, 60, 38]);
  tube(at(1.46, -1.6), at(1.3, -1.42), 0.07, [92, 60, 38]);
  const chainring = ring(...bracket, size * 0.13, size * 0.22);
  canvas.paint(chainring, () => [58, 58, 60]);
  tube(at(-0.02, 0.22), at(-1.32, 0), 0.02, [40, 40, 42]);
  tube(at(-0.02, -0.2), at(-1.32, -0.2), 0.02, [40, 40, 42]);
  tube(bracket, at(0.34, 0.34), 0.06, [70, 70, 72]);
  tube(at(0.24, 0.37), at(0.46, 0.37), 0.06, black);
}
