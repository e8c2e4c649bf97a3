import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["key", "meta", "ui", "body", "title", "touch", "section", "view", "display"],
      radius: ["key", "joined", "control", "menu", "card", "dialog", "bubble", "sheet"],
      shadow: ["float-1", "float-2", "float-3"],
      breakpoint: ["tablet", "desk", "wide"],
    },
  },
});

/** Joins class names; where two say the same thing, the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
