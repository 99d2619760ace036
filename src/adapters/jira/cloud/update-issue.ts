import { editIssue } from "jira.js/cloud";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { Ticket, TicketChange, WriteOutcome } from "../../../core/model/ticket.ts";
import { toKey } from "../keys.ts";
import {
  cancelled,
  type Failed,
  failed,
  failureOf,
  notAKey,
  noSuchTicket,
  rejected,
} from "../problems.ts";
import { isSameName } from "../statuses.ts";
import { refuseParent } from "./check-drafts.ts";
import type { CloudContext } from "./context.ts";
import { writeBlock } from "./managed-block.ts";
import { type KnownIssue, PROPERTY_KEY, toTicket } from "./mapping.ts";
import { findStep, takeStep } from "./move-issue.ts";
import { type IssueReading, readIssues } from "./read-issues.ts";
import { NOTHING } from "./wire.ts";

/** A ticket as it was just before a write. */
export interface Current {
  readonly key: string;
  readonly known: KnownIssue;
  readonly ticket: Ticket;
}

/** Changes a ticket that still is at the expected revision; sends nothing where nothing changes. */
export async function updateIssue(
  context: CloudContext,
  key: string,
  change: TicketChange,
  expectedRevision: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const parentKey = change.parentKey ?? null;
  const readings = await readBefore(context, key, parentKey, signal);
  const current = currentOf(context, key, readings);
  if (!current.ok) return current.error;
  const { ticket } = current.value;
  if (ticket.revision !== expectedRevision) return { kind: "stale", current: ticket };
  const refused = parentKey === null ? undefined : refuse(ticket, parentKey, readings);
  if (refused !== undefined) return refused;

  const edit = editFor(current.value, change);
  const { status = ticket.status.name } = change;
  const isMoved = !isSameName(status, ticket.status.name);
  if (edit === null && !isMoved) return { kind: "done", ticket };
  const step = isMoved ? await findStep(context, key, status, signal) : undefined;
  if (step?.ok === false) return step.error;

  const send = (): Promise<Failed | undefined> =>
    edit === null ? NOTHING_SENT : sendEdit(context, key, edit, signal);
  const move = (): Promise<Failed | undefined> =>
    step === undefined ? NOTHING_SENT : takeStep(context, key, step.value, signal);
  // A workflow may lock a ticket that is over, so it is changed while it is open.
  const isOver = ["completed", "canceled"].includes(ticket.status.category ?? "");
  const failure = isOver ? ((await move()) ?? (await send())) : ((await send()) ?? (await move()));
  return failure ?? readAfter(context, key, signal);
}

const NOTHING_SENT = Promise.resolve(undefined);

/** Reads a ticket for a write. */
export async function readCurrent(
  context: CloudContext,
  key: string,
  signal: CancelSignal,
): Promise<Result<Current, Failed>> {
  return currentOf(context, key, await readBefore(context, key, null, signal));
}

/** The ticket after a write; it was done, but how it is now may be out of sight. */
export async function readAfter(
  context: CloudContext,
  key: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const after = await readCurrent(context, key, signal);
  if (after.ok) return { kind: "done", ticket: after.value.ticket };
  return { kind: "unsure", error: after.error.error };
}

async function readBefore(
  context: CloudContext,
  key: string,
  parentKey: string | null,
  signal: CancelSignal,
): Promise<ReadonlyMap<string, IssueReading>> {
  if (signal.aborted) return new Map([[key, { kind: "unreadable", error: cancelled() }]]);
  if (toKey(key) === undefined)
    return new Map([[key, { kind: "unreadable", error: notAKey(key) }]]);
  return readIssues(context, parentKey === null ? [key] : [key, parentKey], signal);
}

function currentOf(
  { jira }: CloudContext,
  key: string,
  readings: ReadonlyMap<string, IssueReading>,
): Result<Current, Failed> {
  const reading = readings.get(key);
  if (reading?.kind === "unreadable") return err(failed(reading.error));
  if (reading?.kind !== "found") return err(failed(noSuchTicket(key)));
  const { known } = reading;
  return ok({ key, known, ticket: toTicket(known, key, jira.baseUrl) });
}

function refuse(
  { ref }: Ticket,
  parentKey: string,
  readings: ReadonlyMap<string, IssueReading>,
): Failed | undefined {
  if (toKey(parentKey) === toKey(ref.key)) {
    return failed(rejected(t("{0} cannot be its own parent. Nothing was changed.", ref.key)));
  }
  const refused = refuseParent(parentKey, readings.get(parentKey));
  return refused === undefined ? undefined : failed(refused);
}

interface Edit {
  readonly fields: Record<string, unknown>;
  readonly update?: Record<string, unknown>;
  readonly properties?: { key: string; value: unknown }[];
}

/** What is to be sent for a change; null when the ticket says all of it already. */
function editFor({ known, ticket }: Current, change: TicketChange): Edit | null {
  const fields: Record<string, unknown> = {};
  const { title, managedText, parentKey } = change;
  if (title !== undefined && title !== ticket.title) fields["summary"] = title;
  if (typeof parentKey === "string" && toKey(parentKey) !== ticket.parentKey) {
    fields["parent"] = { key: toKey(parentKey) };
  }
  const update =
    parentKey === null && ticket.parentKey !== null
      ? { update: { parent: [{ set: { none: true } }] } }
      : {};
  if (managedText === undefined || managedText === ticket.managedText) {
    const isSame = Object.keys(fields).length === 0 && !("update" in update);
    return isSame ? null : { fields, ...update };
  }
  const { property } = known;
  const written = writeBlock(known.description, property, managedText, property?.marker ?? null);
  fields["description"] = written.description;
  return { fields, ...update, properties: [{ key: PROPERTY_KEY, value: written.property }] };
}

async function sendEdit(
  { jira }: CloudContext,
  key: string,
  edit: Edit,
  signal: CancelSignal,
): Promise<Failed | undefined> {
  const answer = await jira.ask(
    NOTHING,
    { effect: "write", action: t("changing {0}", key) },
    (client) => editIssue(client, { issueIdOrKey: key, ...edit }),
    signal,
  );
  return answer.ok ? undefined : failureOf(answer.error, t("change {0}", key));
}
