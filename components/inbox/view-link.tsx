import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { isSamePart, navigate } from "./use-inbox-location";

/**
 * A link inside the app: from one place of the inbox to another, or of the settings, a plain click asks nobody; any
 * other kind of click does what the browser does.
 */
export function ViewLink({ href, onClick, ...rest }: ComponentProps<"a"> & { href: string }) {
  const router = useRouter();
  return (
    <a
      href={href}
      onClick={(event) => {
        onClick?.(event);
        const isPlain =
          event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
        if (event.defaultPrevented || !isPlain) return;
        event.preventDefault();
        if (isSamePart(href, window.location.pathname)) navigate(href);
        else router.push(href);
      }}
      {...rest}
    />
  );
}
