"use client";

import { createContext, useContext, useEffect, useState, type ReactNode } from "react";

const TICK_MS = 20_000;

interface Clock {
  /** Milliseconds since the epoch, fresh to within `TICK_MS`. */
  now: number;
  timeZone: string;
}

const ClockContext = createContext<Clock>({ now: 0, timeZone: "UTC" });

/**
 * The time for everything on screen. It starts with the server's moment and the zone the browser told it in a
 * cookie, so that both write the same times into the page, and then goes on with the browser's own.
 */
export function ClockProvider({ initial, children }: { initial: Clock; children: ReactNode }) {
  const [clock, setClock] = useState(initial);

  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const tick = () => setClock({ now: Date.now(), timeZone });
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, []);

  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** The moment and time zone to show times for. */
export function useClock(): Clock {
  return useContext(ClockContext);
}
