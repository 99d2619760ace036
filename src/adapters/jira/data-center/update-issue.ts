import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { TicketChange, TrackerError, WriteOutcome } from "../../../core/model/ticket.ts";
import { toKey } from "../keys.ts";
import { failed, notAKey, rejected } from "../problems.ts";
import type { CustomFields } from "./custom-fields.ts";
import type { Jira } from "./jira.ts";
import { writeManagedBlock } from "./managed-block.ts";
import { parentField, readParents } from "./parents.ts";
import { moveTo } from "./transitions.ts";
import type { JiraIssue } from "./wire.ts";
import { findIssue, readBack, sendFields, sendMove, type Found } from "./write-issue.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Changes an issue that still is at the expected revision; sends nothing where nothing changes.
 *
 * Jira has no conditional write, so the issue is read just before. The way to a new status is
 * looked for before anything is written, because fields and status take two requests.
 */
export async function updateIssue(
  jira: Jira,
  key: string,
  change: TicketChange,
  expectedRevision: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const found = await findIssue(jira, key, signal);
  if (found.kind !== "found") return found;
  const { issue, ticket } = found;
  if (ticket.revision !== expectedRevision) return { kind: "stale", current: ticket };
  const fields = await changedFields(jira, found, change, signal);
  if (!fields.ok) return failed(fields.error);
  const move = await moveTo(jira, issue, change.status, signal);
  if (!move.ok) return failed(move.error);

  const hasFields = Object.keys(fields.value).length > 0;
  if (!hasFields && move.value === null) return { kind: "done", ticket };
  const notSet = hasFields ? await sendFields(jira, issue.key, fields.value, signal) : undefined;
  if (notSet !== undefined) return notSet;
  const notMoved =
    move.value === null ? undefined : await sendMove(jira, issue.key, move.value, signal);
  return notMoved ?? readBack(jira, issue.key, signal);
}

async function changedFields(
  jira: Jira,
  { issue, ticket }: Found,
  { title, managedText, parentKey }: TicketChange,
  signal: CancelSignal,
): Promise<Result<Fields, TrackerError>> {
  const fields: Record<string, unknown> = {};
  if (title !== undefined && title !== ticket.title) fields["summary"] = title;
  if (managedText !== undefined && managedText !== ticket.managedText) {
    fields["description"] = writeManagedBlock(issue.fields.description ?? "", managedText);
  }
  if (parentKey === undefined || parentKey === ticket.parentKey) return ok(fields);
  const parent = await changedParent(jira, issue, parentKey, signal);
  return parent.ok ? ok({ ...fields, ...parent.value }) : parent;
}

async function changedParent(
  jira: Jira,
  { key, fields }: JiraIssue,
  parentKey: string | null,
  signal: CancelSignal,
): Promise<Result<Fields, TrackerError>> {
  const custom = await jira.customFields(signal);
  if (!custom.ok) return err(custom.error.error);
  const child = fields.issuetype;
  if (child.subtask === true) return err(fixedParent(key));
  if (parentKey === null) return clearedParent(custom.value, key);
  const own = toKey(parentKey);
  if (own === undefined) return err(notAKey(parentKey));
  if (own === key) {
    return err(
      rejected(t("{0} cannot be its own parent. Nothing was changed. Choose another.", key)),
    );
  }
  const parent = (await readParents(jira, [own], signal)).get(own);
  if (parent === undefined) return err(notAKey(parentKey));
  return parent.ok ? parentField(child, parent.value, custom.value) : parent;
}

function clearedParent({ epicLink }: CustomFields, key: string): Result<Fields, TrackerError> {
  return epicLink === null ? err(fixedParent(key)) : ok({ [epicLink]: null });
}

function fixedParent(key: string): TrackerError {
  return rejected(
    t(
      "Jira Data Center does not let a program move the sub-task {0} to another parent. Nothing was changed. Move it in Jira.",
      key,
    ),
  );
}
