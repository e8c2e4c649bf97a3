import localFont from "next/font/local";

/** Latin first: a third of the size, and all that most pages need. `unicode-range` fetches the rest when it's used. */
export const interLatin = localFont({
  src: "../node_modules/inter-ui/variable-latin/InterVariable-subset.woff2",
  variable: "--font-inter-latin",
  weight: "100 900",
  display: "swap",
  declarations: [{ prop: "unicode-range", value: "U+0000-024F, U+2000-206F, U+20AC, U+2122, U+2190-2199" }],
});

/** Everything Inter can write: Greek, Cyrillic, Vietnamese, arrows and signs. */
export const inter = localFont({
  src: "../node_modules/inter-ui/variable/InterVariable.woff2",
  variable: "--font-inter",
  weight: "100 900",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
});
