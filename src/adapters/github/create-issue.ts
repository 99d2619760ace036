import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { t } from "../../core/kernel/texts.ts";
import { writeManagedBlock } from "../../core/model/managed-block.ts";
import type { TicketDraft, WriteOutcome } from "../../core/model/ticket.ts";
import type { GithubContext } from "./context.ts";
import { failed, failedWrite, notAMarker, unknownShape, unknownStatus } from "./errors.ts";
import { placeId, type IssuePlace } from "./issue-place.ts";
import { fromRest, toTicket, type IssueFacts } from "./mapping.ts";
import { isMarkerId, markerOf } from "./markers.ts";
import { addToParent, findParent } from "./parents.ts";
import { patchIssue } from "./patch-issue.ts";
import { readIssue } from "./read-issues.ts";
import type { WantedStatus } from "./statuses.ts";
import { restIssue, type RestIssue } from "./wire.ts";

/**
 * Creates an issue with its text, marker and labels in one request; a closed one is closed and a
 * child is hung under its parent right after.
 *
 * GitHub drops labels and types without a word for an account that may not push. The ticket that
 * comes back is the one that is there.
 */
export async function createIssue(
  context: GithubContext,
  draft: TicketDraft,
  signal: CancelSignal,
): Promise<WriteOutcome> {
  const { project, words, memory, known, names } = context;
  if (!isMarkerId(draft.marker)) return failed(notAMarker());
  const status = words.parse(draft.status);
  if (status === undefined) {
    return failed(
      unknownStatus(
        draft.status,
        words.all.map(({ name }) => name),
      ),
    );
  }
  const parent = await findParent(context, draft.parentKey, null, signal);
  if (!parent.ok) return failed(parent.error);

  const action = t("creating an issue in {0}/{1}", project.owner, project.name);
  const sent = await context.api.rest(
    { action, effect: "write" },
    (client, request) =>
      client.issues.create({
        owner: project.owner,
        repo: project.name,
        title: draft.title,
        body: `${writeManagedBlock("", draft.managedText)}\n${markerOf("intent", draft.marker)}\n`,
        labels: [...words.labelsFor(status, draft.labels)],
        ...(draft.type === null ? {} : { type: draft.type }),
        request,
      }),
    signal,
  );
  if (!sent.ok) return failedWrite(sent.error);
  const issue = restIssue.safeParse(sent.value.body);
  // An answer without the mark was meant for another request: the mark is part of what was sent.
  const isOurs = issue.data?.body?.includes(markerOf("intent", draft.marker)) === true;
  if (!issue.success || !isOurs) return { kind: "unsure", error: unknownShape(action) };

  const place = { ...project, number: issue.data.number };
  memory.newest = Math.max(memory.newest ?? 0, place.number);
  known.add(placeId(place));
  names.remember(place, String(place.number));
  const made = fromRest(issue.data, place, { parent: null, pullRequests: [] });
  const facts = await finish(context, made, issue.data, status, parent.value, signal);
  return { kind: "done", ticket: toTicket(facts, String(place.number), context) };
}

/** What fails here leaves the ticket as it is; the next sync sees the difference. */
async function finish(
  context: GithubContext,
  made: IssueFacts,
  { id }: RestIssue,
  status: WantedStatus,
  parent: IssuePlace | null,
  signal: CancelSignal,
): Promise<IssueFacts> {
  const moved =
    status.state === "closed" ? await patchIssue(context, made, { status }, signal) : null;
  const facts = moved?.ok === true ? moved.value : made;
  if (parent === null) return facts;
  const hung = await addToParent(context, parent, { id, place: made.place }, signal);
  if (!hung.ok) return facts;
  // Hanging an issue somewhere counts as a change of it.
  const after = await readIssue(context, made.place, signal);
  return after.ok ? after.value : { ...facts, parent };
}
