import { err, ok, type Result } from "../../../core/kernel/result.ts";
import type { HttpFailure } from "../../http/http.ts";

/** A part of a list, and how long the whole is. */
export interface Part<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

/**
 * Reads a list that Jira gives in parts, however short it cuts them.
 *
 * Shape:  `isComplete` is false when `maxParts` ended it.
 * Errors: the first part that cannot be read ends it all.
 */
export async function readParts<Item>(
  maxParts: number,
  readPart: (startAt: number) => Promise<Result<Part<Item>, HttpFailure>>,
): Promise<Result<{ readonly items: readonly Item[]; readonly isComplete: boolean }, HttpFailure>> {
  const items: Item[] = [];
  for (let count = 0; count < maxParts; count++) {
    const part = await readPart(items.length);
    if (!part.ok) return err(part.error);
    items.push(...part.value.items);
    const isEnd = part.value.items.length === 0 || items.length >= part.value.total;
    if (isEnd) return ok({ items, isComplete: true });
  }
  return ok({ items, isComplete: false });
}
