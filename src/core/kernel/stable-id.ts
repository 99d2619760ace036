import { hashText } from "./hash.ts";

/**
 * The same id for the same parts, on every machine, so that a repetition finds what it made.
 *
 * Shape:  a UUID, version 4.
 */
export function stableId(parts: readonly string[]): string {
  const hex = hashText(parts.join("\n"));
  const variant = "89ab".charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
  return [...groups, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}
