import { usePathname } from "next/navigation";
import { isSection, type Section } from "./settings-sections";

/** The section that the address names; null at `/settings`. The address is the only place this is kept. */
export function useSettingsSection(): Section | null {
  const [, section] = usePathname().split("/").filter(Boolean);
  return isSection(section) ? section : null;
}
