"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Lock } from "lucide-react";
import { useEffect, useRef, type ComponentType } from "react";
import { inboxPath, navigate } from "@/components/inbox/use-inbox-location";
import { ViewLink } from "@/components/inbox/view-link";
import { HOME_VIEW } from "@/components/inbox/views";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { meQueries } from "@/lib/client/me-queries";
import { AccountsPage } from "./accounts/accounts-page";
import { QuarantinePage } from "./quarantine/quarantine-page";
import { SectionList } from "./section-list";
import { ALL_SETTINGS_PATH, sectionsFor, type Section } from "./settings-sections";
import { useSettingsKeys } from "./use-settings-keys";
import { useSettingsSection } from "./use-settings-section";

const pages: Record<Section, ComponentType> = {
  accounts: AccountsPage,
  quarantine: QuarantinePage,
};

/** The settings: their parts and, beside them, the one that is open. On a phone one covers the other. */
export function SettingsScreen() {
  const { data: me } = useQuery(meQueries.me());
  const section = useSettingsSection();
  const sections = me ? sectionsFor(me) : [];
  const shown = section === null ? sections[0] : sections.find(({ id }) => id === section);
  useSettingsKeys();
  useFocusOnTheWay(section);

  if (!shown) return <NoAccess />;
  const Page = pages[shown.id];
  return (
    <div className="flex min-h-0 flex-1 flex-col bg-surface">
      <title>{`${section === null ? "Settings" : `${shown.name} · Settings`} · Replydesk`}</title>
      <header className="flex h-13 shrink-0 items-center border-b border-border pr-3 pl-4 has-[button]:pl-1 tablet:h-15 tablet:pl-5 tablet:has-[button]:pl-5 desk:h-13 desk:pl-6 desk:has-[button]:pl-6">
        {section === null ? null : (
          <IconButton icon={ArrowLeft} label="Back to settings" className="tablet:hidden" onClick={goBack} />
        )}
        <h1
          id="settings-title"
          tabIndex={-1}
          className={cn(
            "text-view font-[650] outline-none tablet:text-title tablet:font-semibold",
            section !== null && "max-tablet:text-touch max-tablet:font-semibold",
          )}
        >
          Settings
        </h1>
      </header>
      <div className="grid min-h-0 flex-1 tablet:grid-cols-[184px_minmax(0,1fr)] desk:grid-cols-[208px_minmax(0,1fr)]">
        <SectionList
          sections={sections}
          shown={shown.id}
          isChosen={section !== null}
          onOpen={rememberWayBack}
        />
        <main
          key={shown.id}
          id="settings-page"
          aria-label={shown.name}
          className={cn("relative min-h-0 overflow-y-auto", section === null && "max-tablet:hidden")}
        >
          <div className="max-w-[944px] px-4 py-4 pb-8 tablet:px-5 tablet:py-5 desk:px-8">
            <Page />
          </div>
        </main>
      </div>
    </div>
  );
}

function NoAccess() {
  return (
    <main
      id="settings-page"
      aria-label="Settings"
      className="flex flex-1 items-center justify-center bg-surface"
    >
      <title>Settings · Replydesk</title>
      <div data-page-title tabIndex={-1} className="outline-none">
        <EmptyState
          icon={Lock}
          title="This part of the settings is for admins"
          action={
            <Button asChild>
              <ViewLink href={inboxPath(HOME_VIEW, null)}>Go to Needs reply</ViewLink>
            </Button>
          }
        >
          Ask an admin if something here has to change.
        </EmptyState>
      </div>
    </main>
  );
}

/** Whether Back leads to the list of parts, rather than out of the settings. */
let cameFromList = false;

function rememberWayBack(): void {
  cameFromList = window.location.pathname === ALL_SETTINGS_PATH;
}

/** Phone: from a part to the list of them. */
function goBack(): void {
  if (cameFromList) window.history.back();
  else navigate(ALL_SETTINGS_PATH, { replace: true });
  cameFromList = false;
}

/** On a phone the pages cover each other, and what had the focus is gone: the title of what came has it then. */
function useFocusOnTheWay(section: Section | null): void {
  const before = useRef(section);
  useEffect(() => {
    if (before.current === section) return;
    before.current = section;
    const { activeElement } = document;
    const isLost = activeElement === document.body || activeElement?.checkVisibility() === false;
    if (!isLost) return;
    const title = section === null ? "#settings-title" : "#settings-page [data-page-title]";
    document.querySelector<HTMLElement>(title)?.focus();
  }, [section]);
}
