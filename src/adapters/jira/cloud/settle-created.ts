import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { WriteOutcome } from "../../../core/model/ticket.ts";
import { type Failed } from "../problems.ts";
import { isSameName } from "../statuses.ts";
import type { CheckedDraft } from "./check-drafts.ts";
import type { CloudContext } from "./context.ts";
import { type KnownIssue, markerOf, toTicket } from "./mapping.ts";
import { moveIssue } from "./move-issue.ts";
import { type IssueReading, readIssues } from "./read-issues.ts";

/** How often a ticket that was just made is looked for, and how long in between. */
const LOOKS = 3;
const PAUSE_MS = 1000;

/**
 * Reads the tickets that were made, moves those that are wanted in another state, and says how
 * each of them is now.
 *
 * Shape:  `made` is the key of each draft's issue, or why there is none. A ticket that could not
 *         be moved is `done` all the same.
 */
export async function settleCreated(
  context: CloudContext,
  drafts: readonly CheckedDraft[],
  made: readonly (string | Failed)[],
  signal: CancelSignal,
): Promise<readonly WriteOutcome[]> {
  const keys = made.filter((one) => typeof one === "string");
  const fresh = await readFresh(context, keys, signal);
  const byMarker = new Map([...fresh.values()].flatMap(markedEntry));
  const moved: string[] = [];
  for (const { draft } of drafts) {
    const known = byMarker.get(draft.marker);
    if (known === undefined || isSameName(known.issue.fields.status.name, draft.status)) continue;
    await moveIssue(context, known.issue, draft.status, signal);
    moved.push(known.issue.key);
  }
  const after = new Map([...fresh, ...(await readIssues(context, moved, signal))]);
  return drafts.map(({ draft }, index): WriteOutcome => {
    const one = made[index];
    if (one === undefined || typeof one !== "string") return one ?? notSeen(t("the ticket"));
    const key = byMarker.get(draft.marker)?.issue.key ?? one;
    const reading = after.get(key);
    if (reading?.kind !== "found") return notSeen(key);
    const marker = markerOf(reading.known.issue);
    // The answer to the create was meant for another one.
    if (marker !== null && marker !== draft.marker) return notSeen("a ticket");
    return { kind: "done", ticket: toTicket(reading.known, key, context.jira.baseUrl) };
  });
}

function markedEntry(reading: IssueReading): readonly (readonly [string, KnownIssue])[] {
  if (reading.kind !== "found") return [];
  const marker = markerOf(reading.known.issue);
  return marker === null ? [] : [[marker, reading.known]];
}

/** A read may go to a copy of the data that does not have the new tickets yet. */
async function readFresh(
  context: CloudContext,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, IssueReading>> {
  const readings = new Map<string, IssueReading>();
  let open = keys;
  for (let look = 1; open.length > 0 && look <= LOOKS; look++) {
    if (look > 1) await context.clock.sleep(PAUSE_MS, signal);
    const read = await readIssues(context, open, signal, ["transitions"]);
    for (const [key, reading] of read) readings.set(key, reading);
    open = open.filter((key) => readings.get(key)?.kind === "missing");
  }
  return readings;
}

/** It exists, but nothing more is known of it; the marker finds it. */
function notSeen(key: string): Failed {
  return {
    kind: "unsure",
    error: {
      code: "tracker/unreachable",
      message: t(
        "Jira made {0}, but it could not be read yet. Canon looks for it by its mark; sync again.",
        key,
      ),
    },
  };
}
