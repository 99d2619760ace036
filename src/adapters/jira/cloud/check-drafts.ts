import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import type { TicketDraft, TrackerError } from "../../../core/model/ticket.ts";
import { toKey } from "../keys.ts";
import {
  type Failed,
  failed,
  noSuchParent,
  noSuchStatus,
  noSuchType,
  notAKey,
} from "../problems.ts";
import { isSameName } from "../statuses.ts";
import type { CloudContext } from "./context.ts";
import { type ProjectType, typeFor } from "./project-types.ts";
import { type IssueReading, readIssues } from "./read-issues.ts";

/** A draft that the project has a place for. */
export interface CheckedDraft {
  readonly kind: "sound";
  readonly draft: TicketDraft;
  readonly type: ProjectType;
}

/** Looks before anything is made whether types, states and parents exist; one outcome each. */
export async function checkDrafts(
  context: CloudContext,
  drafts: readonly TicketDraft[],
  signal: CancelSignal,
): Promise<readonly (CheckedDraft | Failed)[]> {
  const parents = await readParents(context, drafts, signal);
  const known = await context.types(signal);
  if (!known.ok) return drafts.map(() => failed(known.error.error));
  const checked = drafts.map((draft) => check(draft, known.value, parents));
  if (!checked.some(isOutdated)) return checked;
  // The project may have got the missing type or state since it was first read.
  const fresh = await context.types(signal, "fresh");
  return fresh.ok ? drafts.map((draft) => check(draft, fresh.value, parents)) : checked;
}

function readParents(
  context: CloudContext,
  drafts: readonly TicketDraft[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, IssueReading>> {
  return readIssues(
    context,
    drafts.flatMap(({ parentKey }) => parentKey ?? []),
    signal,
  );
}

function check(
  draft: TicketDraft,
  types: readonly ProjectType[],
  parents: ReadonlyMap<string, IssueReading>,
): CheckedDraft | Failed {
  const { parentKey } = draft;
  const parent = parentKey === null ? undefined : parents.get(parentKey);
  const refused = parentKey === null ? undefined : refuseParent(parentKey, parent);
  if (refused !== undefined) return failed(refused);
  const parentType = parent?.kind === "found" ? parent.known.issue.fields.issuetype : undefined;
  const type = typeFor(types, draft.type, parentType);
  if (type === undefined) {
    const names = types.map(({ name }) => name);
    return failed(noSuchType(draft.type ?? "Sub-task", names));
  }
  const states = type.statuses.map(({ name }) => name);
  return states.some((name) => isSameName(name, draft.status))
    ? { kind: "sound", draft, type }
    : failed(noSuchStatus(draft.status, null, states));
}

/** Why a ticket cannot be a parent; undefined when it can. */
export function refuseParent(
  key: string,
  reading: IssueReading | undefined,
): TrackerError | undefined {
  if (toKey(key) === undefined) return notAKey(key);
  if (reading?.kind === "unreadable") return reading.error;
  return reading?.kind === "found" ? undefined : noSuchParent(key);
}

function isOutdated(draft: CheckedDraft | Failed): boolean {
  return (
    draft.kind === "failed" &&
    !["tracker/not-found", "tracker/unreachable"].includes(draft.error.code)
  );
}
