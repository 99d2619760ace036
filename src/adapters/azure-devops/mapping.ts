import type { Ticket, TicketStatus } from "../../core/model/ticket.ts";
import { readAroundDescription, readDescription } from "./description.ts";
import { isMarkerTag } from "./keys.ts";
import type { Person, Relation, WorkItem } from "./wire.ts";

export const PARENT = "System.LinkTypes.Hierarchy-Reverse";

/** The field that holds the text of a work item; that of a bug stands in a field of its own. */
export function textFieldOf(type: string): "System.Description" | "Microsoft.VSTS.TCM.ReproSteps" {
  return type === "Bug" ? "Microsoft.VSTS.TCM.ReproSteps" : "System.Description";
}

/** The description of a work item as it is stored; empty without one. */
export function storedText({ fields }: WorkItem): string {
  return fields[textFieldOf(fields["System.WorkItemType"])] ?? "";
}

/** `states` are those of the work item's type; null where they are not known. */
export function toTicket(
  item: WorkItem,
  states: readonly TicketStatus[] | null,
  address: URL,
): Ticket {
  const { fields } = item;
  const state = fields["System.State"];
  return {
    ref: { system: "azure-devops", key: String(item.id) },
    url: urlOf(item, address),
    title: fields["System.Title"],
    managedText: readDescription(storedText(item)),
    otherText: readAroundDescription(storedText(item)),
    status: { name: state, category: states?.find(({ name }) => name === state)?.category ?? null },
    type: fields["System.WorkItemType"],
    parentKey: parentOf(item),
    labels: tagsOf(item).filter((tag) => !isMarkerTag(tag)),
    assignee: nameOf(fields["System.AssignedTo"]),
    createdAt: new Date(fields["System.CreatedDate"]).toISOString(),
    updatedAt: new Date(fields["System.ChangedDate"]).toISOString(),
    revision: String(item.rev),
    // Links do not come with an answer for many, and one for a single item must not differ.
    pullRequests: [],
    lastComment: null,
  };
}

export function tagsOf({ fields }: WorkItem): readonly string[] {
  const tags = (fields["System.Tags"] ?? "").split(";").map((tag) => tag.trim());
  return tags.filter((tag) => tag !== "");
}

/** Labels as tags: a semicolon or comma would end one. */
export function toTags(labels: readonly string[]): string {
  const tags = labels.map((label) =>
    label
      .replace(/[;,\p{Cc}\s]+/gu, " ")
      .trim()
      .slice(0, 400),
  );
  return [...new Set(tags.filter((tag) => tag !== ""))].join("; ");
}

/** Where a relation to another work item points; null for relations to anything else. */
function relatedKey({ url }: Relation): string | null {
  return /\/_apis\/wit\/workItems\/(\d+)$/i.exec(url)?.[1] ?? null;
}

/** The name in either form of a person; null without one. */
export function nameOf(person: Person): string | null {
  const name =
    typeof person === "string" ? person.replace(/\s*<[^<>]*>$/, "") : person?.displayName;
  return name === undefined || name === "" ? null : name;
}

function parentOf({ fields, relations }: WorkItem): string | null {
  const parent = fields["System.Parent"];
  if (parent != null) return String(parent);
  const relation = relations?.find(({ rel }) => rel === PARENT);
  return relation === undefined ? null : relatedKey(relation);
}

/** The page that a person opens; built here, as only some answers name it. */
function urlOf({ id, fields }: WorkItem, address: URL): string {
  return `${address.href}${encodeURIComponent(fields["System.TeamProject"])}/_workitems/edit/${id}`;
}
