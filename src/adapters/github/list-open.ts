import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { ok, type Result } from "../../core/kernel/result.ts";
import type { TicketListing, TrackerError } from "../../core/model/ticket.ts";
import type { GithubContext } from "./context.ts";
import { readIssueList, type ListQuery } from "./listing.ts";

/** The list holds pull requests as well, which fill its pages. */
const MAX_PAGES = 30;

const OPEN: ListQuery = { state: "open", sort: "created", direction: "desc", per_page: 100 };

/** Keys of the open issues of the repository; pull requests are none. */
export async function listOpenTickets(
  context: GithubContext,
  signal: CancelSignal,
): Promise<Result<TicketListing, TrackerError>> {
  const read = await readIssueList(context, OPEN, MAX_PAGES, signal);
  if (!read.ok) return read;
  const { items, isComplete } = read.value;
  const issues = items.filter(({ pull_request }) => pull_request == null);
  return ok({ keys: [...new Set(issues.map(({ number }) => String(number)))], isComplete });
}
