import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { TicketDraft, TrackerError } from "../../../core/model/ticket.ts";
import { toKey } from "../keys.ts";
import { noSuchParent, noSuchStatus, notAKey, rejected } from "../problems.ts";
import { isSameName } from "../statuses.ts";
import type { CustomFields } from "./custom-fields.ts";
import { writeManagedBlock } from "./managed-block.ts";
import { parentField } from "./parents.ts";
import { typeFor } from "./project-types.ts";
import type { JiraIssue, JiraType } from "./wire.ts";

/** Where Canon's note on a ticket stands: an entity property, which nobody sees. */
export const NOTE_KEY = "canon";

/** What is known of a project before tickets are made in it. */
export interface Surroundings {
  readonly project: string;
  readonly types: readonly JiraType[];
  readonly custom: CustomFields;
  readonly parents: ReadonlyMap<string, Result<JiraIssue, TrackerError>>;
}

/** Writes a draft as what Jira takes; refuses what Jira surely would not. */
export function draftToIssue(
  draft: TicketDraft,
  { project, types, custom, parents }: Surroundings,
): Result<unknown, TrackerError> {
  const parent = parentOf(draft, parents);
  if (!parent.ok) return parent;
  const type = typeFor(types, draft.type, parent.value);
  if (!type.ok) return type;
  const { id, name, statuses } = type.value;
  if (!statuses.some((status) => isSameName(status.name, draft.status))) {
    const names = statuses.map((status) => status.name);
    return err(noSuchStatus(draft.status, null, names));
  }
  const link = linkToParent(type.value, parent.value, custom);
  if (!link.ok) return link;
  const isEpic = isSameName(name, "Epic") && custom.epicName !== null;
  const fields = {
    project: { key: project },
    issuetype: { id },
    summary: draft.title,
    description: writeManagedBlock("", draft.managedText),
    ...(draft.labels.length === 0 ? {} : { labels: draft.labels.map(toLabel) }),
    ...(isEpic ? { [custom.epicName]: draft.title } : {}),
    ...link.value,
  };
  return ok({ fields, properties: [{ key: NOTE_KEY, value: { marker: draft.marker } }] });
}

function parentOf(
  { parentKey }: TicketDraft,
  parents: Surroundings["parents"],
): Result<JiraIssue | undefined, TrackerError> {
  if (parentKey === null) return ok(undefined);
  const own = toKey(parentKey);
  return own === undefined ? err(notAKey(parentKey)) : (parents.get(own) ?? err(noSuchParent(own)));
}

function linkToParent(
  type: JiraType,
  parent: JiraIssue | undefined,
  custom: CustomFields,
): Result<Readonly<Record<string, unknown>>, TrackerError> {
  if (parent !== undefined) return parentField(type, parent, custom);
  return type.subtask ? err(needsParent(type.name)) : ok({});
}

function needsParent(type: string): TrackerError {
  const shown = type.replace(/[^\p{L}\p{N} -]/gu, "?").slice(0, 60);
  return rejected(
    t(
      "A {0} needs a parent in Jira, and this section has none. No ticket was made. Link the section above first, or choose another type under `hierarchy` in the configuration.",
      shown,
    ),
  );
}

/** A label of Jira is one word. */
function toLabel(label: string): string {
  return label.trim().replace(/\s+/g, "-").slice(0, 255);
}
