import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import type { Role } from "@/lib/domain/user";

export interface DemoLogin {
  name: string;
  email: string;
  role: Role;
  password: string;
}

interface DemoLoginsProps {
  logins: DemoLogin[];
  onUse: (login: DemoLogin) => void;
  isBusy: boolean;
}

/** Who one can be in the demo. Each login stands in the page as `data-email` and `data-password`, for programs. */
export function DemoLogins({ logins, onUse, isBusy }: DemoLoginsProps) {
  const passwords = new Set(logins.map(({ password }) => password));
  return (
    <section
      aria-labelledby="demo"
      className="mt-8 rounded-card border border-border bg-surface px-4 pt-3.5 pb-3"
    >
      <h2 id="demo" className="font-semibold">
        Demo mode
      </h2>
      <p className="mb-1.5 text-text-2">Sample data. No real texts are sent.</p>
      <ul>
        {logins.map((login) => (
          <li
            key={login.email}
            data-email={login.email}
            data-password={login.password}
            className="flex h-13 items-center gap-3 border-b border-border"
          >
            <Avatar person={login} size={28} />
            <span className="min-w-0 flex-1">
              <b className="block truncate leading-[18px] font-medium">{login.name}</b>
              <span className="block truncate text-meta text-text-3">
                <span className="inline-block first-letter:uppercase">{login.role}</span>, {login.email}
              </span>
            </span>
            <Button
              size="small"
              disabled={isBusy}
              onClick={() => onUse(login)}
              aria-label={`Use ${login.name}`}
            >
              Use
            </Button>
          </li>
        ))}
      </ul>
      {passwords.size === 1 ? (
        <p className="pt-3 text-meta text-text-3">
          The password for all {logins.length === 3 ? "three" : logins.length} is{" "}
          <span className="font-medium text-text select-all">{logins[0]?.password}</span>
        </p>
      ) : null}
    </section>
  );
}
