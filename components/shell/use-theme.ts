import { useSyncExternalStore } from "react";
import { isThemeChoice, ONE_YEAR_S, THEME_COOKIE, type ThemeChoice } from "./theme";

/** Draws in another look at once, and from now on in this browser. */
export function setTheme(choice: ThemeChoice): void {
  const root = document.documentElement;
  root.dataset.themeChoice = choice;
  const prefersDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = choice === "system" ? (prefersDark ? "dark" : "light") : choice;
  document.cookie = `${THEME_COOKIE}=${choice}; path=/; max-age=${ONE_YEAR_S}; samesite=lax`;
  for (const listener of listeners) listener();
}

/** What the person chose. */
export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, readChoice, () => "system");
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readChoice(): ThemeChoice {
  const choice = document.documentElement.dataset.themeChoice;
  return isThemeChoice(choice) ? choice : "system";
}
