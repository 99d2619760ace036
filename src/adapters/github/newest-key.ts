import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { GithubContext } from "./context.ts";
import { cancelled } from "./errors.ts";
import { readFirstPage } from "./listing.ts";

/**
 * The newest number of the project, pull requests included, `0` when there is none.
 *
 * It is asked for once; own tickets move it on. What others made since makes it older than the
 * truth, which only lets a search begin earlier.
 */
export async function newestKey(
  context: GithubContext,
  signal: CancelSignal,
): Promise<Result<string, TrackerError>> {
  const { memory } = context;
  if (signal.aborted) return err(cancelled());
  if (memory.newest === null) {
    const query = { sort: "created", direction: "desc", per_page: 1 } as const;
    const page = await readFirstPage(context, query, null, signal);
    if (!page.ok) return page;
    const newest = page.value === "unchanged" ? 0 : (page.value.items[0]?.number ?? 0);
    memory.newest = newest;
  }
  return ok(String(memory.newest));
}
