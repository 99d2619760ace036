import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { TicketDraft, TrackerError, WriteOutcome } from "../../../core/model/ticket.ts";
import { toKey } from "../keys.ts";
import type { Jira } from "./jira.ts";
import { readIssues } from "./read-issues.ts";
import { readMarker } from "./read-marker.ts";
import { moveTo } from "./transitions.ts";
import type { JiraIssue } from "./wire.ts";
import { readBack, sendMove, ticketOf } from "./write-issue.ts";

/** Drafts that were not refused, and the keys that Jira gave for them. */
export interface Created {
  readonly drafts: readonly TicketDraft[];
  readonly keys: readonly string[];
}

type Outcomes = readonly (readonly [TicketDraft, WriteOutcome])[];

/**
 * Reads the tickets that were just made, and moves them to their wanted states.
 *
 * Errors: a ticket that exists is `done`, also where it could not be moved. `unsure` is one that
 *         cannot be read, or that nobody can tell from its siblings.
 */
export async function confirmCreated(
  jira: Jira,
  { drafts, keys }: Created,
  signal: CancelSignal,
): Promise<Outcomes> {
  const own = keys.map((key) => toKey(key)).filter((key) => key !== undefined);
  const readings = await readIssues(jira, own, signal);
  const issues = own.map((key) => {
    const reading = readings.get(key);
    return reading?.kind === "found" ? reading.issue : undefined;
  });
  const isInOrder =
    issues.length === drafts.length &&
    drafts.every(({ title }, place) => hasTitle(issues[place], title));
  const byMarker = isInOrder
    ? new Map(drafts.map(({ marker }, place) => [marker, issues[place]]))
    : await readMarkers(jira, own, signal);
  return Promise.all(
    drafts.map(async (draft) => {
      const issue = byMarker.get(draft.marker);
      if (issue === undefined) return [draft, { kind: "unsure", error: cannotTell() }] as const;
      return [draft, await bringToStatus(jira, issue, draft.status, signal)] as const;
    }),
  );
}

/** Jira trims titles, and that is all that it does to them. */
function hasTitle(issue: JiraIssue | undefined, title: string): boolean {
  return issue?.fields.summary.trim() === title.trim();
}

async function readMarkers(
  jira: Jira,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, JiraIssue | undefined>> {
  const read = await Promise.all(keys.map((key) => readMarker(jira, key, signal)));
  return new Map(
    read.flatMap((one) =>
      one.ok && one.value?.marker != null ? [[one.value.marker, one.value.issue] as const] : [],
    ),
  );
}

async function bringToStatus(
  jira: Jira,
  issue: JiraIssue,
  status: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const ticket = await ticketOf(jira, issue, issue.key, signal);
  const move = await moveTo(jira, issue, status, signal);
  if (!move.ok || move.value === null) return { kind: "done", ticket };
  await sendMove(jira, issue.key, move.value, signal);
  const moved = await readBack(jira, issue.key, signal);
  return moved.kind === "done" ? moved : { kind: "done", ticket };
}

function cannotTell(): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t(
      "Jira made a ticket, but it could not be read afterwards. Sync again; Canon then looks for it before it makes another.",
    ),
  };
}
