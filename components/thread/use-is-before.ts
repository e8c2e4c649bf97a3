import { useEffect, useState } from "react";

/** Whether a time is still to come; draws anew when it has. */
export function useIsBefore(time: string): boolean {
  const [now, setNow] = useState(() => Date.now());
  const left = Date.parse(time) - now;

  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(left, 60_000) + 10);
    return () => clearTimeout(timer);
  }, [left]);

  return left > 0;
}
