import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { TicketClosing, WriteOutcome } from "../../core/model/ticket.ts";
import { commentText, isPosted, listComments } from "./comments.ts";
import { markerTag } from "./keys.ts";
import { notAMarker } from "./messages.ts";
import { addHistory } from "./patch.ts";
import type { Place } from "./place.ts";
import { stepsToLink } from "./pull-requests.ts";
import { readCurrent, stepsToState, writeSteps } from "./update-item.ts";

/** Moves a work item, says why and links the pull request: all in one request, or not at all. */
export async function closeItem(
  place: Place,
  key: string,
  { status, comment, pullRequest }: TicketClosing,
  expectedRevision: string,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  if (markerTag(comment.marker) === undefined) {
    return { kind: "failed", error: notAMarker(comment.marker) };
  }
  const current = await readCurrent(place, key, signal);
  if (!current.ok) return { kind: "failed", error: current.error };
  const { item, ticket } = current.value;
  if (ticket.revision !== expectedRevision) return { kind: "stale", current: ticket };
  const move = await stepsToState(place, current.value, status, signal);
  if (!move.ok) return { kind: "failed", error: move.error };
  const listed = await listComments(place, key, signal);
  if (!listed.ok) return { kind: "failed", error: listed.error };
  const link = pullRequest === null ? [] : await stepsToLink(place, item, pullRequest, signal);
  const isSaid = isPosted(listed.value.comments, comment);
  return writeSteps(
    place,
    current.value,
    (form) => [
      ...move.value,
      ...(isSaid ? [] : [addHistory(commentText(comment, form), form)]),
      ...link,
    ],
    signal,
  );
}
