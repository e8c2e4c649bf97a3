/** The scenes the sandbox can draw, as customers of a bike shop would photograph them. */
export const PICTURES = ["wheel", "tire", "hub", "bike", "rotor", "receipt"] as const;
export type PictureName = (typeof PICTURES)[number];
