import type { SpecSection } from "./spec.ts";

/** The words of a heading, with its number where it has one: `3.1 Key Generation`. */
export function numberedTitle({ number, title }: Pick<SpecSection, "number" | "title">): string {
  return number === null ? title : `${number} ${title}`;
}
