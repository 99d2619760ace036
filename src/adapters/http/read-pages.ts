import { ok, type Result } from "../../core/kernel/result.ts";
import type { TrackerError } from "../../core/model/ticket.ts";

/** One page of a list, and where the next one begins; null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/**
 * Reads a list page by page, up to a ceiling.
 *
 * Shape:  `isComplete` is false when the ceiling ended it, or a server that shows the same place
 *         again and again.
 * Errors: the first page that cannot be read ends it all.
 */
export async function readPages<Item>(
  maxPages: number,
  readPage: (cursor: string | null) => Promise<Result<Page<Item>, TrackerError>>,
): Promise<
  Result<{ readonly items: readonly Item[]; readonly isComplete: boolean }, TrackerError>
> {
  const items: Item[] = [];
  const seen = new Set<string>();
  let cursor: string | null = null;
  for (let count = 0; count < maxPages; count++) {
    const page = await readPage(cursor);
    if (!page.ok) return page;
    items.push(...page.value.items);
    cursor = page.value.next;
    if (cursor === null) return ok({ items, isComplete: true });
    if (seen.has(cursor)) break;
    seen.add(cursor);
  }
  return ok({ items, isComplete: false });
}
