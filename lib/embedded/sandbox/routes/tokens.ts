import { z } from "zod";
import { empty, ok, parseBody, type Route } from "../http";
import type { Sandbox } from "../sandbox";
import { issueTokens, passwordMatches, rotateTokens, unauthorized } from "../tokens";

const createSchema = z.object({ appKey: z.string(), appSecret: z.string() });
const refreshSchema = z.object({ refreshToken: z.string() });
const revokeSchema = z.object({ token: z.string(), type: z.enum(["ACCESS_TOKEN", "REFRESH_TOKEN"]) });

/** /tokens: the only routes that need no signed-in account. */
export function tokenRoutes(sandbox: Sandbox): Route[] {
  return [
    {
      method: "POST",
      pattern: "/tokens/create",
      handle: (request) => {
        const { appKey, appSecret } = parseBody(request, createSchema);
        if (!passwordMatches(sandbox, appKey, appSecret)) return unauthorized("Invalid username or password");
        return ok(issueTokens(sandbox));
      },
    },
    {
      method: "POST",
      pattern: "/tokens/refresh",
      handle: (request) => {
        const answer = rotateTokens(sandbox, parseBody(request, refreshSchema).refreshToken);
        return answer ? ok(answer) : unauthorized("Invalid or expired refresh token");
      },
    },
    {
      method: "POST",
      pattern: "/tokens/revoke",
      handle: (request) => {
        const { token, type } = parseBody(request, revokeSchema);
        const { tokens } = sandbox.state;
        for (const pair of tokens.all()) {
          if (type === "ACCESS_TOKEN" && pair.accessToken === token)
            tokens.put({ ...pair, accessRevoked: true });
          if (type === "REFRESH_TOKEN" && pair.refreshToken === token)
            tokens.put({ ...pair, refreshRevoked: true });
        }
        return empty();
      },
    },
  ];
}
