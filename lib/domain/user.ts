import { z } from "zod";
import { cleanText } from "./clean-text";

export const roleSchema = z.enum(["agent", "manager", "admin"]);
export type Role = z.infer<typeof roleSchema>;

export const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  disabled: z.boolean(),
});
export type User = z.infer<typeof userSchema>;

export const passwordSchema = z.string().min(8, "A password needs at least 8 characters.").max(200);

export const newUserSchema = z.object({
  email: z
    .email("That is not an email address.")
    .max(200)
    .transform((email) => email.toLowerCase()),
  name: z.string().transform(cleanText).pipe(z.string().trim().min(1, "A name is needed.").max(80)),
  role: roleSchema,
  password: passwordSchema,
});
export type NewUser = z.infer<typeof newUserSchema>;

export const userChangesSchema = newUserSchema.partial().extend({ disabled: z.boolean().optional() });
export type UserChanges = z.infer<typeof userChangesSchema>;

/** Who acts: a signed-in person, or the system itself (`null` wherever an actor is optional). */
export type Actor = { id: string; name: string; role: Role };
