import { CircleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useClock } from "@/components/ui/clock";
import { Icon } from "@/components/ui/icon";
import type { AccountOverview } from "@/lib/domain/account";
import { rejectionOf } from "./account-words";

interface RejectedBoxProps {
  account: AccountOverview;
  onUpdate: () => void;
}

/** What a rejected sign-in means for the account, and the way out. */
export function RejectedBox({ account, onUpdate }: RejectedBoxProps) {
  const { title, text } = rejectionOf(account, useClock());
  return (
    <div className="mt-3.5 flex items-center gap-3 rounded-menu bg-danger-tint py-3 pr-3 pl-3.5 max-tablet:flex-wrap">
      <Icon of={CircleAlert} className="mt-0.5 shrink-0 self-start text-danger" />
      <p className="min-w-0 flex-1 max-tablet:basis-[calc(100%-28px)]">
        <b className="font-semibold">{title}</b>
        <br />
        {text}
      </p>
      <Button variant="primary" onClick={onUpdate} className="max-tablet:ml-7">
        {account.authMethod === "basic" ? "Update password" : "Update app secret"}
      </Button>
    </div>
  );
}
