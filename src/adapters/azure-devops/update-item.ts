import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { Ticket, TicketChange, TrackerError, WriteOutcome } from "../../core/model/ticket.ts";
import { failedOrUnsure } from "./api.ts";
import { type TextForm, writeDescription } from "./description.ts";
import { PARENT, storedText, textFieldOf } from "./mapping.ts";
import { noSuchType, ownParent, unknownState } from "./messages.ts";
import { findParent } from "./parents.ts";
import {
  addParent,
  guarded,
  isStale,
  itemPath,
  type PatchStep,
  sendPatch,
  setField,
  setText,
} from "./patch.ts";
import type { Place } from "./place.ts";
import { readItem, ticketOf } from "./read-items.ts";
import { pickState } from "./states.ts";
import type { WorkItem } from "./wire.ts";

/** A work item as it is now, with the ticket that it stands for. */
export interface Current {
  readonly item: WorkItem;
  readonly ticket: Ticket;
}

/** Changes a work item in one request, which the server carries out at this revision only. */
export async function updateItem(
  place: Place,
  key: string,
  change: TicketChange,
  expectedRevision: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const current = await readCurrent(place, key, signal);
  if (!current.ok) return { kind: "failed", error: current.error };
  const { ticket } = current.value;
  if (ticket.revision !== expectedRevision) return { kind: "stale", current: ticket };
  const steps = await stepsFor(place, current.value, change, signal);
  if (!steps.ok) return { kind: "failed", error: steps.error };
  return writeSteps(place, current.value, steps.value, signal);
}

export async function readCurrent(
  place: Place,
  key: string,
  signal: CancelSignal,
): Promise<Result<Current, TrackerError>> {
  const item = await readItem(place, key, signal);
  if (!item.ok) return item;
  const ticket = await ticketOf(place, item.value, signal);
  return ticket.ok ? ok({ item: item.value, ticket: ticket.value }) : ticket;
}

/** Sends a guarded change; without a step, nothing is sent. */
export async function writeSteps(
  place: Place,
  { item, ticket }: Current,
  steps: (form: TextForm) => readonly PatchStep[],
  signal: CancelSignal,
): Promise<WriteOutcome> {
  if (steps(place.textForm).length === 0) return { kind: "done", ticket };
  const { key } = ticket.ref;
  const said = await sendPatch(
    place,
    {
      method: "PATCH",
      path: itemPath(item.id),
      action: t("changing work item {0}", key),
      steps: (form) => guarded(item.rev, steps(form)),
    },
    signal,
  );
  if (said.ok) {
    const after = await ticketOf(place, said.value, signal);
    return after.ok
      ? { kind: "done", ticket: after.value }
      : { kind: "unsure", error: after.error };
  }
  if (!isStale(said.error)) return failedOrUnsure(said.error);
  const now = await readCurrent(place, key, signal);
  if (!now.ok) return { kind: "failed", error: now.error };
  return now.value.ticket.revision === ticket.revision
    ? failedOrUnsure(said.error)
    : { kind: "stale", current: now.value.ticket };
}

/** The step to a state by its name; none where the work item is in it already. */
export async function stepsToState(
  place: Place,
  { item, ticket }: Current,
  wanted: string,
  signal: CancelSignal,
): Promise<Result<readonly PatchStep[], TrackerError>> {
  const { "System.TeamProject": project, "System.WorkItemType": type } = item.fields;
  const states = await place.types.states(project, type, signal);
  if (!states.ok) return err(states.error.error);
  if (states.value === null) return err(noSuchType(type, project));
  const state = pickState(wanted, states.value);
  if (state === undefined) {
    return err(
      unknownState(
        wanted,
        type,
        states.value.map(({ name }) => name),
      ),
    );
  }
  return ok(state.name === ticket.status.name ? [] : [setField("System.State", state.name)]);
}

/** What differs from the work item as it is now. */
async function stepsFor(
  place: Place,
  current: Current,
  { title, managedText, status, parentKey }: TicketChange,
  signal: CancelSignal,
): Promise<Result<(form: TextForm) => readonly PatchStep[], TrackerError>> {
  const { item, ticket } = current;
  const steps: PatchStep[] = [];
  if (title !== undefined && title !== ticket.title) steps.push(setField("System.Title", title));
  if (status !== undefined) {
    const move = await stepsToState(place, current, status, signal);
    if (!move.ok) return move;
    steps.push(...move.value);
  }
  if (parentKey !== undefined && parentKey !== ticket.parentKey) {
    const parent = await stepsToParent(place, item, parentKey, signal);
    if (!parent.ok) return parent;
    steps.push(...parent.value);
  }
  if (managedText === undefined || managedText === ticket.managedText) return ok(() => steps);
  const field = textFieldOf(item.fields["System.WorkItemType"]);
  return ok((wanted) => {
    const { value, form } = writeDescription(storedText(item), managedText, wanted);
    return [...setText(field, value, form), ...steps];
  });
}

/** A work item has one parent, so the old one makes room first. */
async function stepsToParent(
  place: Place,
  { id, relations }: WorkItem,
  parentKey: string | null,
  signal: CancelSignal,
): Promise<Result<readonly PatchStep[], TrackerError>> {
  const index = relations?.findIndex(({ rel }) => rel === PARENT) ?? -1;
  const removal: PatchStep[] = index < 0 ? [] : [{ op: "remove", path: `/relations/${index}` }];
  if (parentKey === null) return ok(removal);
  if (parentKey === String(id)) return err(ownParent(parentKey));
  const parent = await findParent(place, parentKey, signal);
  return parent.ok ? ok([...removal, addParent(place.address, parent.value)]) : parent;
}
