import type { QueryClient } from "@tanstack/react-query";
import { accountQueries } from "./account-queries";
import { ApiError, callApi } from "./api";
import { quarantineQueries } from "./quarantine-queries";

/**
 * Takes a webhook in after all.
 * @throws ApiError `still_unreadable`, with the reason, and then it stays
 */
export function replayWebhook(client: QueryClient, id: string): Promise<void> {
  return leaving(client, id, () =>
    callApi<{ status: "processed" }>("POST", `/api/webhook-events/${id}/replay`),
  );
}

/** Puts a webhook away for good. */
export function discardWebhook(client: QueryClient, id: string): Promise<void> {
  return leaving(client, id, () => callApi<null>("DELETE", `/api/webhook-events/${id}`));
}

/** Takes a webhook off the list once the server has, also when somebody else was quicker. */
async function leaving(client: QueryClient, id: string, call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    const isGone = error instanceof ApiError && (error.status === 404 || error.status === 409);
    if (isGone) takeOff(client, id);
    throw error;
  }
  takeOff(client, id);
}

function takeOff(client: QueryClient, id: string): void {
  void client.cancelQueries({ queryKey: quarantineQueries.list().queryKey });
  client.setQueryData(quarantineQueries.list().queryKey, (list) =>
    list === undefined
      ? list
      : {
          ...list,
          pages: list.pages.map((page) => ({ ...page, items: page.items.filter((item) => item.id !== id) })),
        },
  );
  // The number beside the section's name.
  void client.invalidateQueries({ queryKey: accountQueries.list().queryKey });
}
