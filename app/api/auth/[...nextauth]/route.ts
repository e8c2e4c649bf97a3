import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/auth-options";

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own endpoints: its types don't say what they answer. */
async function handle(request: NextRequest, context: Context): Promise<Response> {
  const answer: unknown = await NextAuth(request, context, authOptions);
  if (answer instanceof Response) return answer;
  throw new Error("next-auth gave no answer");
}

export { handle as GET, handle as POST };
