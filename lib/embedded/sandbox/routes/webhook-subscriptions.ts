import { z } from "zod";
import { created, empty, ok, param, parseBody, type Route } from "../http";
import { pageOf } from "../paging";
import { SUBSCRIPTION_TYPES, type Subscription } from "../rows";
import type { Sandbox } from "../sandbox";
import { notFound } from "../vendor-error";

const SUBSCRIPTIONS = "/webhooks/subscriptions";
const subscribeSchema = z.object({
  type: z.enum(SUBSCRIPTION_TYPES),
  callbackUrl: z.url(),
  secret: z.string().nullish(),
  insecureSsl: z.boolean().nullish(),
});

/** /webhooks/subscriptions: several of one type may coexist, each for the whole account; there is no update. */
export function webhookSubscriptionRoutes(sandbox: Sandbox): Route[] {
  const { subscriptions } = sandbox.state;
  return [
    {
      method: "GET",
      pattern: SUBSCRIPTIONS,
      handle: ({ query }) => ok(pageOf(subscriptions.all(), query, row)),
    },
    {
      method: "POST",
      pattern: SUBSCRIPTIONS,
      handle: (request) => {
        const { type, callbackUrl, secret, insecureSsl } = parseBody(request, subscribeSchema);
        const id = sandbox.state.newId();
        subscriptions.put({
          id,
          type,
          callbackUrl,
          secret: secret ?? null,
          insecureSsl: insecureSsl ?? false,
        });
        return created(id);
      },
    },
    {
      method: "GET",
      pattern: `${SUBSCRIPTIONS}/{id}`,
      handle: (request) => {
        const subscription = subscriptions.get(param(request, "id"));
        if (!subscription) throw notFound("The subscription");
        return ok(row(subscription));
      },
    },
    {
      method: "DELETE",
      pattern: `${SUBSCRIPTIONS}/{id}`,
      handle: (request) => {
        if (!subscriptions.remove(param(request, "id"))) throw notFound("The subscription");
        return empty();
      },
    },
  ];
}

/** The secret is not given back (vendor notes 2.10). */
function row({ id, type, callbackUrl, insecureSsl }: Subscription) {
  return { id, type, callbackUrl, insecureSsl };
}
