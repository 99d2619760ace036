import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { readManagedBlock, writeManagedBlock } from "../../core/model/managed-block.ts";
import type { TicketChange, TrackerError, WriteOutcome } from "../../core/model/ticket.ts";
import type { HttpFailure } from "../http/http.ts";
import type { GithubContext } from "./context.ts";
import { failed, failedWrite, notAKey, unknownStatus } from "./errors.ts";
import { parseIssueKey, placeId, type IssuePlace } from "./issue-place.ts";
import { revisionOf, toTicket, type IssueFacts } from "./mapping.ts";
import { addToParent, findParent, readIssueId, removeFromParent } from "./parents.ts";
import { patchIssue, type IssuePatch } from "./patch-issue.ts";
import { readIssue } from "./read-issues.ts";

/**
 * Changes an issue that still is at `expectedRevision`.
 *
 * GitHub has no conditional write, so the issue is read just before; one request then changes all
 * but the parent.
 */
export async function updateIssue(
  context: GithubContext,
  key: string,
  change: TicketChange,
  expectedRevision: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const place = parseIssueKey(key, context.project);
  if (place === undefined) return failed(notAKey(key));
  const read = await readIssue(context, place, signal);
  if (!read.ok) return failed(read.error);
  const before = read.value;
  context.names.remember(before.place, key);
  if (revisionOf(before) !== expectedRevision) {
    return { kind: "stale", current: toTicket(before, key, context) };
  }
  const patch = patchFor(context, before, change);
  if (!patch.ok) return failed(patch.error);
  const parent = await wantedParent(context, before, change.parentKey, signal);
  if (!parent.ok) return failed(parent.error);

  const isPatched = Object.keys(patch.value).length > 0;
  const patched = isPatched ? await patchIssue(context, before, patch.value, signal) : ok(before);
  if (!patched.ok) return failedWrite(patched.error);
  if (parent.value === undefined) {
    return { kind: "done", ticket: toTicket(patched.value, key, context) };
  }
  const hung = await moveToParent(context, patched.value, parent.value, signal);
  if (!hung.ok) return failedWrite(hung.error);
  const after = await readIssue(context, before.place, signal);
  const facts = after.ok ? after.value : { ...patched.value, parent: parent.value };
  return { kind: "done", ticket: toTicket(facts, key, context) };
}

/** Only what differs from what is there. */
function patchFor(
  { words }: GithubContext,
  before: IssueFacts,
  { title, managedText, status }: TicketChange,
): Result<IssuePatch, TrackerError> {
  const wanted = status === undefined ? undefined : words.parse(status);
  if (status !== undefined && wanted === undefined) {
    return err(
      unknownStatus(
        status,
        words.all.map(({ name }) => name),
      ),
    );
  }
  const shown = words.read(before.state, before.closing, before.labels).name;
  const isNewText = managedText !== undefined && managedText !== readManagedBlock(before.body);
  return ok({
    ...(title === undefined || title === before.title ? {} : { title }),
    ...(isNewText ? { body: writeManagedBlock(before.body, managedText) } : {}),
    ...(wanted === undefined || wanted.name === shown ? {} : { status: wanted }),
  });
}

/** Undefined: the parent stays as it is. */
async function wantedParent(
  context: GithubContext,
  before: IssueFacts,
  key: string | null | undefined,
  signal: CancelSignal,
): Promise<Result<IssuePlace | null | undefined, TrackerError>> {
  if (key === undefined) return ok(undefined);
  const parent = await findParent(context, key, before.place, signal);
  if (!parent.ok) return parent;
  return ok(idOf(parent.value) === idOf(before.parent) ? undefined : parent.value);
}

async function moveToParent(
  context: GithubContext,
  { place, parent: old }: IssueFacts,
  wanted: IssuePlace | null,
  signal: CancelSignal,
): Promise<Result<unknown, HttpFailure>> {
  const id = await readIssueId(context, place, signal);
  if (!id.ok) return id;
  const child = { id: id.value, place };
  if (wanted !== null) return addToParent(context, wanted, child, signal);
  return old === null ? ok(null) : removeFromParent(context, old, child, signal);
}

function idOf(place: IssuePlace | null): string | null {
  return place === null ? null : placeId(place);
}
