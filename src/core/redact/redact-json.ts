import type { SafeText } from "../kernel/safe-text.ts";
import type { Redactor } from "./redact.ts";

/**
 * Writes a value as JSON with every string in it redacted, the keys of objects included.
 *
 * Shape:  what `JSON.stringify` takes; texts that went through the redactor stay as they are.
 * Errors: throws for what JSON cannot hold, so that nothing half-made is sent.
 */
export function redactJson(value: unknown, redact: Redactor): SafeText {
  return JSON.stringify(redactStrings(value, redact)) as SafeText;
}

function redactStrings(value: unknown, redact: Redactor): unknown {
  if (typeof value === "string") return redact(value).text;
  if (Array.isArray(value)) return value.map((one) => redactStrings(one, redact));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [redact(key).text, redactStrings(one, redact)]),
  );
}
