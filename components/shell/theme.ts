export const THEME_COOKIE = "theme";
export const TIME_ZONE_COOKIE = "time-zone";
export const ONE_YEAR_S = 31_536_000;

export const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export const themeNames: Record<ThemeChoice, string> = {
  system: "Same as this device",
  light: "Light",
  dark: "Dark",
};

export function isThemeChoice(word: string | undefined): word is ThemeChoice {
  return word === "system" || word === "light" || word === "dark";
}

/**
 * Runs before anything is painted: draws in the device's look when that's the choice, and leaves the time zone in
 * a cookie for the server. Kept as text because it must not wait for any script to load.
 */
export const firstPaintScript = `(()=>{const root=document.documentElement;
const dark=matchMedia("(prefers-color-scheme: dark)");
const draw=()=>{const choice=root.dataset.themeChoice;
root.dataset.theme=choice==="system"?(dark.matches?"dark":"light"):choice};
draw();dark.addEventListener("change",draw);
document.cookie="${TIME_ZONE_COOKIE}="+encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone)+"; path=/; max-age=${ONE_YEAR_S}; samesite=lax"})()`;
