import { LoaderCircle } from "lucide-react";
import { Icon } from "./icon";

/** Something is on its way. Decoration: the words beside it say what. */
export function Spinner() {
  return <Icon of={LoaderCircle} className="shrink-0 animate-spin text-text-3 motion-reduce:animate-none" />;
}
