import type { ComponentProps } from "react";
import { navigate } from "./use-inbox-location";

/** A link inside the inbox: a plain click stays in the page, any other kind does what the browser does. */
export function ViewLink({ href, onClick, ...rest }: ComponentProps<"a"> & { href: string }) {
  return (
    <a
      href={href}
      onClick={(event) => {
        onClick?.(event);
        const isPlain =
          event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
        if (event.defaultPrevented || !isPlain) return;
        event.preventDefault();
        navigate(href);
      }}
      {...rest}
    />
  );
}
