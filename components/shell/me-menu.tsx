import { useQuery } from "@tanstack/react-query";
import { Keyboard, LogOut } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import { meQueries } from "@/lib/client/me-queries";
import { openShortcuts } from "./shortcuts-state";
import { signOutHere } from "./sign-out-here";
import { isThemeChoice, themeChoices, themeNames } from "./theme";
import { setTheme, useThemeChoice } from "./use-theme";

/** Who is signed in, and what is theirs: the look, the keys, the way out. */
export function MeMenu({ compact = false }: { compact?: boolean }) {
  const { data: me } = useQuery(meQueries.me());
  const theme = useThemeChoice();
  if (!me) return null;
  return (
    <Menu>
      <MenuTrigger
        aria-label={`${me.name}. Your menu`}
        className={
          compact
            ? "flex size-11 shrink-0 items-center justify-center rounded-menu hover:bg-surface-2"
            : "flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control px-2 font-medium hover:bg-surface-2 aria-expanded:bg-surface-2"
        }
      >
        <Avatar person={me} size={compact ? 28 : 24} />
        {compact ? null : <span className="truncate">{me.name}</span>}
      </MenuTrigger>
      <MenuContent align="start" side={compact ? "right" : "top"} className="w-56">
        <MenuLabel>
          {me.name}, {me.role}
        </MenuLabel>
        <MenuSeparator />
        <MenuLabel>Look</MenuLabel>
        <MenuRadioGroup value={theme} onValueChange={(value) => isThemeChoice(value) && setTheme(value)}>
          {themeChoices.map((choice) => (
            // The menu stays open, so that the looks can be compared.
            <MenuRadioItem key={choice} value={choice} onSelect={(event) => event.preventDefault()}>
              {themeNames[choice]}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuItem icon={Keyboard} shortcut={["?"]} onSelect={openShortcuts}>
          Keyboard shortcuts
        </MenuItem>
        <MenuItem icon={LogOut} onSelect={() => void signOutHere()}>
          Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
