export type JsonBody =
  | { kind: "empty" }
  | { kind: "json"; value: unknown }
  /** `text`: the trimmed body. */
  | { kind: "unreadable"; text: string };

/**
 * Reads an answer's body as JSON, whatever its content type says. Many writes of EZ Texting answer 200 with
 * an empty body (vendor notes 1), and errors may be HTML.
 * @throws when the body is larger than `maxBytes` or breaks off.
 */
export async function readJsonBody(response: Response, maxBytes: number): Promise<JsonBody> {
  const text = (await readText(response, maxBytes)).trim();
  if (text === "") return { kind: "empty" };
  try {
    const value: unknown = JSON.parse(text);
    return { kind: "json", value };
  } catch {
    return { kind: "unreadable", text };
  }
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let text = "";
  let size = 0;
  for (;;) {
    const chunk = await reader.read();
    if (chunk.done) return text + decoder.decode();
    size += chunk.value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new Error(`The answer is larger than ${maxBytes} bytes.`);
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
}
