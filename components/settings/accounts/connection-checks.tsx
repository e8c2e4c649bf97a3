import { CircleAlert, CircleCheck, CircleDashed, type LucideIcon } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { Spinner } from "@/components/ui/spinner";
import type { ConnectionCheck, ConnectionTest } from "@/lib/domain/account";

const onTheWay: Record<ConnectionCheck["name"], string> = {
  signIn: "Signing in",
  numbers: "Looking for numbers",
  webhook: "Checking the webhook",
  credits: "Reading credits",
};
const names: readonly ConnectionCheck["name"][] = ["signIn", "numbers", "webhook", "credits"];

const marks: Record<ConnectionCheck["status"], { icon: LucideIcon; tone: string; word: string }> = {
  ok: { icon: CircleCheck, tone: "text-accent-text", word: "OK" },
  problem: { icon: CircleAlert, tone: "text-danger", word: "Problem" },
  unknown: { icon: CircleDashed, tone: "text-text-3", word: "Not known" },
};

interface ConnectionChecksProps {
  test: ConnectionTest | null;
  isTesting: boolean;
}

/** What the last test of a connection found, line by line; while one is under way, what it looks at. */
export function ConnectionChecks({ test, isTesting }: ConnectionChecksProps) {
  return (
    <section>
      <h4 className="mb-1.5 text-meta font-medium text-text-3">Connection test</h4>
      <ul aria-busy={isTesting} className="min-h-[112px]">
        {isTesting ? names.map((name) => <Waiting key={name}>{onTheWay[name]}</Waiting>) : null}
        {!isTesting && test ? test.checks.map((check) => <Check key={check.name} {...check} />) : null}
        {!isTesting && !test ? <li className="leading-7 text-text-3">Not tested yet.</li> : null}
      </ul>
    </section>
  );
}

function Waiting({ children }: { children: string }) {
  return (
    <li className="flex h-7 items-center gap-2.5 text-text-2">
      <Spinner />
      {children}
    </li>
  );
}

/** A short detail stands at the end of the line; what to do about a problem stands under it. */
function Check({ status, text, detail }: ConnectionCheck) {
  const { icon, tone, word } = marks[status];
  const isShort = status === "ok";
  return (
    <li className="flex min-h-7 items-start gap-2.5 py-1">
      <Icon of={icon} className={cn("mt-0.5 shrink-0", tone)} />
      <span className="min-w-0 flex-1">
        <span className="sr-only">{word}: </span>
        {text}
        {detail !== null && !isShort ? <span className="block text-meta text-text-2">{detail}</span> : null}
      </span>
      {detail !== null && isShort ? (
        <span className="shrink-0 text-text-3 tabular-nums">{detail}</span>
      ) : null}
    </li>
  );
}
