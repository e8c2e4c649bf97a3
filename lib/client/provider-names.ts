import type { ProviderKind } from "@/lib/domain/conversation";

/** What people call the providers. */
export const providerNames: Record<ProviderKind, string> = {
  eztexting: "EZ Texting",
  eztexting_legacy: "EZ Texting (older API)",
  textit: "TextIt",
};
