import { hashText } from "../../../core/kernel/hash.ts";
import { isTicketKey } from "../../../core/model/ticket-ref.ts";
import type { Ticket } from "../../../core/model/ticket.ts";
import { toStatus } from "../statuses.ts";
import { toUtc } from "../times.ts";
import { readAroundBlock, readManagedBlock } from "./managed-block.ts";
import type { JiraIssue } from "./wire.ts";

/** The fields that a ticket is made of, without those that differ from server to server. */
export const FIELD_NAMES: readonly string[] = [
  "summary",
  "description",
  "status",
  "resolution",
  "issuetype",
  "parent",
  "labels",
  "assignee",
  "created",
  "updated",
];

/**
 * The ticket as all trackers show it.
 *
 * `key` is the one it was asked for: an issue that was moved to another project answers to its
 * old key as well, and the spec's link stays as it is. `epicLink` is the id of the field that
 * names an issue's epic; null where there is none.
 */
export function toTicket(
  issue: JiraIssue,
  key: string,
  { baseUrl, epicLink }: { readonly baseUrl: URL; readonly epicLink: string | null },
): Ticket {
  const { fields } = issue;
  const parentKey = parentKeyOf(issue, epicLink);
  return {
    ref: { system: "jira", key },
    url: new URL(`browse/${encodeURIComponent(issue.key)}`, baseUrl).href,
    title: fields.summary,
    managedText: readManagedBlock(fields.description ?? ""),
    otherText: readAroundBlock(fields.description ?? ""),
    status: toStatus(fields.status, fields.resolution?.name),
    type: fields.issuetype.name,
    parentKey,
    labels: fields.labels ?? [],
    assignee: fields.assignee?.displayName ?? fields.assignee?.name ?? null,
    createdAt: toUtc(fields.created),
    updatedAt: toUtc(fields.updated),
    revision: revisionOf(issue, parentKey),
    pullRequests: [],
    lastComment: null,
  };
}

function parentKeyOf({ fields }: JiraIssue, epicLink: string | null): string | null {
  if (fields.parent != null) return fields.parent.key;
  const epic = epicLink === null ? null : fields[epicLink];
  return typeof epic === "string" && isTicketKey("jira", epic) ? epic : null;
}

/**
 * The index may know times in whole seconds only, where a direct read knows more; and two
 * changes may fall into one second. So the revision is made of the second and of what can change.
 */
function revisionOf({ fields }: JiraIssue, parentKey: string | null): string {
  const second = toUtc(fields.updated).slice(0, 19);
  const { summary, description, status, resolution, issuetype, labels } = fields;
  const states = [status.id, resolution?.name, issuetype.id, parentKey, labels];
  return hashText(JSON.stringify([second, summary, description, states])).slice(0, 16);
}
