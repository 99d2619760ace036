import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type {
  TicketDraft,
  TicketStatus,
  TrackerError,
  WriteOutcome,
} from "../../core/model/ticket.ts";
import { path } from "../http/request-path.ts";
import { failedOrUnsure } from "./api.ts";
import { writeDescription } from "./description.ts";
import { isMarkerTag, markerTag } from "./keys.ts";
import { tagsOf, textFieldOf, toTags, toTicket } from "./mapping.ts";
import { cancelled, noSuchType, notAMarker, oddAnswer, unknownState } from "./messages.ts";
import { findParent } from "./parents.ts";
import { addParent, guarded, itemPath, sendPatch, setField, setText } from "./patch.ts";
import type { Place } from "./place.ts";
import { readItem } from "./read-items.ts";
import { pickState } from "./states.ts";
import type { WorkItem } from "./wire.ts";

function creatingAction(): string {
  return t("creating a work item");
}

/**
 * Creates a work item, with the tag by which it is found again inside the same request.
 *
 * Processes let a new work item begin in one state only, so it is moved afterwards where the
 * wanted one is another.
 */
export async function createItem(
  place: Place,
  draft: TicketDraft,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const wanted = await prepare(place, draft, signal);
  if (!wanted.ok) return { kind: "failed", error: wanted.error };
  const { type, states, state, parentId, tag } = wanted.value;
  const said = await sendPatch(
    place,
    {
      method: "POST",
      path: path`${place.project}/_apis/wit/workitems/$${type}`,
      action: creatingAction(),
      steps: (form) => {
        const text = writeDescription("", draft.managedText, form);
        return [
          setField("System.Title", draft.title),
          ...setText(textFieldOf(type), text.value, text.form),
          setField("System.Tags", toTags([tag, ...draft.labels])),
          ...(parentId === null ? [] : [addParent(place.address, parentId)]),
        ];
      },
    },
    signal,
  );
  if (!said.ok) return failedOrUnsure(said.error);
  const isAnothers = tagsOf(said.value).some((one) => isMarkerTag(one) && !isSameTag(one, tag));
  if (isAnothers) return { kind: "unsure", error: oddAnswer(place.address.host, creatingAction()) };
  place.seen.add(said.value.id);
  const item = await moved(place, said.value, state.name, signal);
  return { kind: "done", ticket: toTicket(item, states, place.address) };
}

/** Tags are the same whatever their case. */
function isSameTag(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

interface Prepared {
  readonly type: string;
  readonly states: readonly TicketStatus[];
  readonly state: TicketStatus;
  readonly parentId: number | null;
  readonly tag: string;
}

/** Everything that can be refused before anything is written. */
async function prepare(
  place: Place,
  draft: TicketDraft,
  signal: CancelSignal,
): Promise<Result<Prepared, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const tag = markerTag(draft.marker);
  if (tag === undefined) return err(notAMarker(draft.marker));
  const type = draft.type === null ? await place.types.defaultType(signal) : ok(draft.type);
  if (!type.ok) return err(type.error.error);
  if (!TYPE_NAME.test(type.value)) return err(noSuchType(type.value, place.project));
  const states = await place.types.states(place.project, type.value, signal);
  if (!states.ok) return err(states.error.error);
  if (states.value === null) return err(noSuchType(type.value, place.project));
  const state = pickState(draft.status, states.value);
  if (state === undefined) {
    const names = states.value.map(({ name }) => name);
    return err(unknownState(draft.status, type.value, names));
  }
  const parent =
    draft.parentKey === null ? ok(null) : await findParent(place, draft.parentKey, signal);
  if (!parent.ok) return parent;
  return ok({ type: type.value, states: states.value, state, parentId: parent.value, tag });
}

/** Source: Microsoft's naming rules for work item types. */
const TYPE_NAME = /^[^\p{Cc}.,;'`:~\\/*|?"&%$!+=()[\]{}<>-][^\p{Cc}\\/]{0,127}$/u;

/** The work item in the wanted state, or as it is where the process does not allow that. */
async function moved(
  place: Place,
  item: WorkItem,
  state: string,
  signal: CancelSignal,
): Promise<WorkItem> {
  if (item.fields["System.State"] === state) return item;
  const said = await sendPatch(
    place,
    {
      method: "PATCH",
      path: itemPath(item.id),
      action: t("moving work item {0}", item.id),
      steps: () => guarded(item.rev, [setField("System.State", state)]),
    },
    signal,
  );
  if (said.ok) return said.value;
  const now = await readItem(place, String(item.id), signal);
  return now.ok ? now.value : item;
}
