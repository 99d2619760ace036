import { t } from "../../core/kernel/texts.ts";
import { writeUnmarkedBlock } from "../../core/model/managed-block.ts";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { Ticket, TicketChange, TrackerError, WriteOutcome } from "../../core/model/ticket.ts";
import type { LinearApi } from "./api.ts";
import { UPDATE } from "./documents.ts";
import { failedOrUnsure } from "./failures.ts";
import { canonicalKey, isSameName } from "./keys.ts";
import { toTicket } from "./mapping.ts";
import { noSuchParent, notAKey, ownParent } from "./messages.ts";
import { readForChange, readIssue } from "./read-issue.ts";
import type { TeamData } from "./team-data.ts";
import { type Issue, updateAnswer } from "./wire.ts";

/**
 * Changes an issue in one request. Linear has no conditional write, so it is read just before; a
 * change within that moment is overwritten.
 */
export async function updateIssue(
  api: LinearApi,
  teams: TeamData,
  key: string,
  change: TicketChange,
  expectedRevision: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const issue = await readForChange(key, signal, (id) => readIssue(api, id, signal));
  if (!issue.ok) return { kind: "failed", error: issue.error };
  const current = toTicket(issue.value);
  if (current.revision !== expectedRevision) return { kind: "stale", current };
  const input = await inputOf(teams, issue.value, current, change, signal);
  if (!input.ok) return { kind: "failed", error: input.error };
  if (Object.keys(input.value).length === 0) return { kind: "done", ticket: current };
  const said = await api.ask(
    {
      document: UPDATE,
      variables: { id: issue.value.id, input: input.value },
      answer: updateAnswer,
      effect: "write",
      action: t("changing {0}", current.ref.key),
    },
    signal,
  );
  if (said.ok) return { kind: "done", ticket: toTicket(said.value.issueUpdate.issue) };
  // The state may have been removed from the team since it was looked up.
  teams.forget();
  if (said.error.reason === "missing" && change.parentKey != null) {
    return { kind: "failed", error: noSuchParent(change.parentKey) };
  }
  return failedOrUnsure(said.error);
}

/** What differs from the issue as it is now. */
async function inputOf(
  teams: TeamData,
  issue: Issue,
  current: Ticket,
  { title, managedText, status, parentKey }: TicketChange,
  signal: CancelSignal,
): Promise<Result<Readonly<Record<string, unknown>>, TrackerError>> {
  const input: Record<string, unknown> = {};
  if (title !== undefined && title !== current.title) input["title"] = title;
  if (managedText !== undefined && managedText !== current.managedText) {
    input["description"] = writeUnmarkedBlock(issue.description ?? "", managedText);
  }
  if (status !== undefined && !isSameName(status, current.status.name)) {
    const state = await teams.state(issue.team.key, status, signal);
    if (!state.ok) return state;
    input["stateId"] = state.value.id;
  }
  if (parentKey !== undefined) {
    const parent = parentKey === null ? null : canonicalKey(parentKey);
    if (parent === undefined) return err(notAKey(parentKey ?? ""));
    if (parent === current.ref.key) return err(ownParent(parent));
    if (parent !== current.parentKey) input["parentId"] = parent;
  }
  return ok(input);
}
