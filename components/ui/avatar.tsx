import { cn } from "./cn";

const tones = [
  "bg-(--avatar-a) text-(--avatar-a-text)",
  "bg-(--avatar-b) text-(--avatar-b-text)",
  "bg-(--avatar-c) text-(--avatar-c-text)",
  "bg-(--avatar-d) text-(--avatar-d-text)",
  "bg-(--avatar-e) text-(--avatar-e-text)",
];

const sizes = {
  18: "size-[18px] text-[8px]",
  20: "size-5 text-[9px]",
  24: "size-6 text-[10px]",
  28: "size-7 text-key",
};

interface AvatarProps {
  person: { name: string };
  size?: keyof typeof sizes;
  className?: string;
}

/** Somebody of the team, by initials. Decoration: whoever draws it says the name in words too. */
export function Avatar({ person, size = 18, className }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex shrink-0 items-center justify-center rounded-full font-semibold tracking-normal",
        sizes[size],
        tones[toneOf(person.name)],
        className,
      )}
    >
      {initialsOf(person.name)}
    </span>
  );
}

/** First letters of the first and last word: "Priya Nair" is PN, "Cher" is C. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}

function toneOf(name: string): number {
  let hash = 0;
  for (const letter of name) hash = (hash * 351 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return hash % tones.length;
}
