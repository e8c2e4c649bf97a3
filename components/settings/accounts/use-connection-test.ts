import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemsOf } from "@/components/ui/form-problems";
import { testConnection } from "@/lib/client/change-accounts";
import { outcomeOf } from "./account-words";

/** Tests a connection on demand. `outcome` says how it goes and went, as long as the card is on screen. */
export function useConnectionTest(accountId: string): {
  run: () => void;
  isTesting: boolean;
  outcome: string | null;
} {
  const client = useQueryClient();
  const test = useMutation({
    mutationFn: async () => {
      const startedAt = performance.now();
      return outcomeOf(await testConnection(client, accountId), performance.now() - startedAt);
    },
    networkMode: "always",
  });
  return {
    run: () => {
      if (!test.isPending) test.mutate();
    },
    isTesting: test.isPending,
    outcome: test.isPending
      ? "Testing"
      : test.error
        ? `Couldn’t test. ${problemsOf(test.error).general ?? ""}`
        : (test.data ?? null),
  };
}
