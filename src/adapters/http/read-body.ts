/** Longer answers are given up; the longest real one, a page of tickets with texts, is far below. */
const MAX_BYTES = 20_000_000;

export type Body =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "not-json" | "broken-json" | "too-large" };

/**
 * Reads the body of an answer as JSON, and no more of it than is sensible.
 *
 * Errors: rejects when the connection ends before the body does.
 */
export async function readBody(response: Response): Promise<Body> {
  const bytes = await readBytes(response);
  if (bytes === null) return { kind: "too-large" };
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") return { kind: "json", value: null };
  if (!/[/+]json\b/i.test(response.headers.get("content-type") ?? "")) return { kind: "not-json" };
  try {
    return { kind: "json", value: JSON.parse(text) as unknown };
  } catch {
    return { kind: "broken-json" };
  }
}

async function readBytes(response: Response): Promise<Uint8Array | null> {
  if (response.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
