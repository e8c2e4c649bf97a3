import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { checkPassword } from "./check-password";

const SESSION_SECONDS = 30 * 24 * 60 * 60;

const credentialsSchema = z.object({
  email: z.string().min(1).max(200),
  password: z.string().min(1).max(200),
});

/** next-auth: email and password, a session in an encrypted cookie that holds nothing but who it is. */
export const authOptions: AuthOptions = {
  session: { strategy: "jwt", maxAge: SESSION_SECONDS },
  pages: { signIn: "/login", error: "/login" },
  providers: [
    CredentialsProvider({
      name: "Replydesk",
      credentials: {
        email: { label: "Email", type: "email" },
        password: { label: "Password", type: "password" },
      },
      async authorize(credentials) {
        const given = credentialsSchema.safeParse(credentials);
        if (!given.success) return null;
        const user = await checkPassword(given.data.email, given.data.password);
        return user && { id: user.id, email: user.email, name: user.name };
      },
    }),
  ],
  callbacks: {
    // next-auth puts the id of who signed in into `sub` by itself; nothing else is kept.
    session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub ?? "" } }),
  },
};
