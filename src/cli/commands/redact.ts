import { isUtf8 } from "node:buffer";
import type { CommandContext } from "../context.ts";
import { DONE, type ExitCode } from "../exit-codes.ts";

/** Copies stdin to stdout with every credential masked; all other bytes stay as they are. */
export async function redactCommand({ host, output }: CommandContext): Promise<ExitCode> {
  const chunks: Buffer[] = [];
  for await (const chunk of host.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  const input = Buffer.concat(chunks);
  // Credentials are ASCII, so that text in any other encoding passes through as single bytes.
  const encoding = isUtf8(input) ? "utf8" : "latin1";
  const { text, found } = output.redactor.redact(input.toString(encoding));
  if (output.isJson) output.document({ text, redacted: found });
  else output.raw(Buffer.from(text, encoding));
  return DONE;
}
