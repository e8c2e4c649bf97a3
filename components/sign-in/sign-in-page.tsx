import type { ReactNode } from "react";
import { Mark } from "@/components/ui/mark";

/** The page before the inbox: one narrow column in the middle. */
export function SignInPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="flex h-dvh overflow-y-auto bg-bg px-4">
      <div className="m-auto w-full max-w-[376px] py-8">
        <p className="mb-6 flex items-center gap-2.5 text-touch leading-6 font-semibold">
          <Mark size={24} />
          Replydesk
        </p>
        <h1 className="mb-4 text-display font-semibold">{title}</h1>
        {children}
      </div>
    </main>
  );
}
