import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { firstPaintScript, isThemeChoice, THEME_COOKIE, TIME_ZONE_COOKIE } from "@/components/shell/theme";
import { inter, interLatin } from "./fonts";
import "./globals.css";
import { Providers } from "./providers";

export const metadata: Metadata = {
  description: "A support inbox for text messages",
  appleWebApp: { title: "Replydesk", capable: true, statusBarStyle: "default" },
  formatDetection: { telephone: false },
  robots: { index: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f7f6" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1110" },
  ],
};

/** The document: its look and its clock are set before anything is painted. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, clock } = await readPerson();
  return (
    <html
      lang="en"
      data-theme={theme === "dark" ? "dark" : "light"}
      data-theme-choice={theme}
      className={`${interLatin.variable} ${inter.variable}`}
      // The first script sets the theme of the device on this element before React takes over.
      suppressHydrationWarning
    >
      <body>
        <script dangerouslySetInnerHTML={{ __html: firstPaintScript }} />
        <Providers clock={clock}>{children}</Providers>
      </body>
    </html>
  );
}

/** What this browser told us before: its look and its zone. And the moment the page is written for. */
async function readPerson() {
  const jar = await cookies();
  const chosen = jar.get(THEME_COOKIE)?.value;
  return {
    theme: isThemeChoice(chosen) ? chosen : ("system" as const),
    clock: { now: Date.now(), timeZone: knownTimeZone(jar.get(TIME_ZONE_COOKIE)?.value) },
  };
}

/** A cookie can hold anything; a zone nobody knows would make every time throw. */
function knownTimeZone(cookie: string | undefined): string {
  if (cookie === undefined) return "UTC";
  try {
    const name = decodeURIComponent(cookie);
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
