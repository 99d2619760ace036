import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TicketDraft, TrackerError, WriteOutcome } from "../../core/model/ticket.ts";
import { sendCreate, type CreateInput, type Proxy } from "./calls.ts";
import { notAKey, unknownStatus } from "./errors.ts";
import { assumedStatus, descriptionOf, knownNames, stateNamed, toTicket } from "./mapping.ts";
import { keyOfNew, ticketAt } from "./place.ts";
import { readTicket } from "./read-tickets.ts";

/**
 * Creates one ticket, once.
 *
 * When the answer is lost, or says that the tracker behind the server failed, nobody can tell
 * whether the ticket is there: the server shows no texts to look for the marker in.
 */
export async function createTicket(
  proxy: Proxy,
  draft: TicketDraft,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const { place } = proxy;
  const state = stateNamed(place.system, draft.status);
  if (state === undefined) return failed(unknownStatus(knownNames(place.system)));
  const parent = draft.parentKey === null ? null : ticketAt(place, draft.parentKey);
  if (parent === undefined) return failed(notAKey(draft.parentKey ?? "", place));
  if (!isMarker(draft.marker)) return failed(badMarker());
  const input: CreateInput = {
    project_key: place.project,
    summary: draft.title,
    description: descriptionOf(place.system, draft),
    parent_ticket_id: place.system === "jira" ? (parent?.id ?? null) : null,
    status: { state, blocked_by: null },
    labels: draft.labels,
    issue_type: draft.type ?? "Task",
    custom_fields: {},
    assignees: [],
    milestone: null,
  };
  const sent = await sendCreate(proxy, input, signal);
  if (!sent.ok) {
    const { error, executed } = sent.error;
    return executed === "no" ? failed(error) : unsure(error, draft.marker);
  }
  const key = keyOfNew(place, sent.value);
  if (key === undefined) return unsure(strangeKey(), draft.marker);
  const read = await readTicket(proxy, key, signal);
  if (read.ok) return { kind: "done", ticket: read.value };
  return { kind: "done", ticket: toTicket(place, key, assumedStatus(place.system, key, state)) };
}

function failed(error: TrackerError): WriteOutcome {
  return { kind: "failed", error };
}

function unsure({ code, message }: TrackerError, marker: string): WriteOutcome {
  return { kind: "unsure", error: { code, message: `${message} ${lookYourself(marker)}` } };
}

/** Said of every create whose end is unknown; `marker` is the name of its note as well. */
export function lookYourself(marker: string): string {
  const note = isMarker(marker)
    ? `.canon/journal/intents/${marker}.json`
    : t("its note in .canon/");
  return t(
    "A Canon server cannot be asked whether the ticket was created, and Canon will not create it again by itself. Look in the tracker: if the ticket is there, link it with canon link; if it is not, delete {0} and sync again.",
    note,
  );
}

function isMarker(text: string): boolean {
  return /^[A-Za-z0-9-]{1,64}$/.test(text);
}

function strangeKey(): TrackerError {
  return {
    code: "tracker/unreadable-answer",
    message: t("The Canon server named the new ticket in a form that Canon does not know."),
  };
}

function badMarker(): TrackerError {
  return {
    code: "tracker/rejected",
    message: t("The mark of this create is not of Canon's own form. Nothing was created."),
  };
}
