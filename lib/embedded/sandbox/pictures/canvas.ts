/** Red, green and blue, 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

/** The color of a point of a picture, in pixels from its top left corner. */
export type Shader = (x: number, y: number) => Color;

/**
 * A shape: how far a point is outside of it (negative: inside), and the box it lies in (left, top, right,
 * bottom), all in pixels. `columns` narrows the box for one row.
 */
export type Area = {
  box: readonly [number, number, number, number];
  shape: (x: number, y: number) => number;
  columns?: (y: number) => readonly [number, number];
};

/** A picture that shapes are painted on, with smooth edges. */
export class Canvas {
  readonly pixels: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.pixels = new Uint8Array(width * height * 3);
  }

  /** Paints every point. */
  fill(shader: Shader): void {
    this.paint({ box: [0, 0, this.width, this.height], shape: () => -1 }, shader);
  }

  /** Paints an area. `blur`: over how many pixels its edge fades, 1 being a clean edge. */
  paint({ box, shape, columns }: Area, shader: Shader, opacity = 1, blur = 1): void {
    const bottom = Math.min(this.height, Math.ceil(box[3] + blur));
    for (let y = Math.max(0, Math.floor(box[1] - blur)); y < bottom; y++) {
      const [from, to] = columns ? columns(y) : [box[0], box[2]];
      const right = Math.min(this.width, Math.ceil(to + blur * 2));
      for (let x = Math.max(0, Math.floor(from - blur * 2)); x < right; x++) {
        const cover = opacity * Math.min(1, Math.max(0, 0.5 - shape(x + 0.5, y + 0.5) / blur));
        if (cover > 0) this.blend((y * this.width + x) * 3, shader(x, y), cover);
      }
    }
  }

  private blend(offset: number, color: Color, cover: number): void {
    for (let channel = 0; channel < 3; channel++) {
      const below = this.pixels[offset + channel] ?? 0;
      const above = color[channel] ?? 0;
      this.pixels[offset + channel] = Math.max(0, Math.min(255, Math.round(below + (above - below) * cover)));
    }
  }
}

/** A line with round ends. */
export function line(x1: number, y1: number, x2: number, y2: number, width: number): Area {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const length2 = dx * dx + dy * dy || 1;
  const half = width / 2;
  const left = Math.min(x1, x2) - half;
  const right = Math.max(x1, x2) + half;
  const reach = (half * Math.sqrt(length2)) / Math.abs(dy) + half + Math.abs(dx / dy);
  return {
    box: [left, Math.min(y1, y2) - half, right, Math.max(y1, y2) + half],
    shape: (x, y) => {
      const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length2));
      return length(x - x1 - along * dx, y - y1 - along * dy) - half;
    },
    columns: (y) => {
      if (Math.abs(dy) < half) return [left, right];
      const center = x1 + (dx * (y - y1)) / dy;
      return [Math.max(left, center - reach), Math.min(right, center + reach)];
    },
  };
}

/** A ring around a center; `inner` 0 makes it a disc. */
export function ring(x: number, y: number, inner: number, outer: number): Area {
  return {
    box: [x - outer, y - outer, x + outer, y + outer],
    shape: (px, py) => {
      const distance = length(px - x, py - y);
      return Math.max(distance - outer, inner - distance);
    },
  };
}

/** A color made lighter (above 1) or darker. */
export function shade(color: Color, factor: number): Color {
  return [color[0] * factor, color[1] * factor, color[2] * factor];
}

/** The length of (x, y). Math.hypot guards against overflow and is ten times slower, which a million pixels feel. */
export function length(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}
