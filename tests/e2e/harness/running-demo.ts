import { z } from "zod";

const environmentSchema = z.object({ E2E_BASE_URL: z.url(), E2E_CONTROL_URL: z.url() });

/** Where the global set-up has started the demo, and its sandbox's control. */
export function runningDemo(): { url: string; controlUrl: string } {
  const { E2E_BASE_URL: url, E2E_CONTROL_URL: controlUrl } = environmentSchema.parse(process.env);
  return { url, controlUrl };
}
