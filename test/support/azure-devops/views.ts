import type { AzureState, StoredComment, StoredItem } from "./azure-state.ts";
import { ORGANISATION } from "./azure-state.ts";
import { type ItemType, movesFrom } from "./processes.ts";

export const PARENT = "System.LinkTypes.Hierarchy-Reverse";
export const TEXT_FIELDS: readonly string[] = [
  "System.Description",
  "Microsoft.VSTS.TCM.ReproSteps",
];

export function itemUrl({ origin }: AzureState, id: number): string {
  return `${origin}/${ORGANISATION}/_apis/wit/workItems/${id}`;
}

/** The number that a relation's address names; null for addresses of anything else. */
export function idIn(state: AzureState, url: string): number | null {
  const start = `${state.origin}/${ORGANISATION}/_apis/wit/workItems/`.toLowerCase();
  const rest = url.toLowerCase().startsWith(start) ? url.slice(start.length) : "";
  return /^\d+$/.test(rest) ? Number(rest) : null;
}

/** All fields that have a value; empty ones are left out. */
export function fieldsOf(state: AzureState, item: StoredItem): Record<string, unknown> {
  const parent = item.relations.find(({ rel }) => rel === PARENT);
  const last = item.comments.at(-1);
  const all: Record<string, unknown> = {
    "System.Id": item.id,
    "System.Rev": item.rev,
    "System.AreaPath": item.project,
    "System.TeamProject": item.project,
    "System.IterationPath": item.project,
    "System.WorkItemType": item.type,
    "System.State": item.state,
    "System.Reason": "New",
    "System.CreatedDate": item.createdAt,
    "System.CreatedBy": identity("Jamal Hartnett"),
    "System.ChangedDate": item.changedAt,
    "System.ChangedBy": identity("Jamal Hartnett"),
    "System.CommentCount": item.comments.length,
    "System.Title": item.title,
    "System.History": last?.text,
    "System.Parent": parent === undefined ? undefined : idIn(state, parent.url),
    "System.Tags": item.tags.length === 0 ? undefined : item.tags.join("; "),
    "System.AssignedTo": item.assignee === null ? undefined : identity(item.assignee),
    ...Object.fromEntries(item.fields),
  };
  if (item.isSpoiled) all["System.State"] = { odd: true };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && value !== ""),
  );
}

/** One work item by itself, with everything around it. */
export function itemView(
  state: AzureState,
  item: StoredItem,
  withRelations: boolean,
): Record<string, unknown> {
  const fields = fieldsOf(state, item);
  delete fields["System.Id"];
  delete fields["System.Rev"];
  const url = itemUrl(state, item.id);
  const { relations, formats } = item;
  return {
    id: item.id,
    rev: item.rev,
    fields,
    ...(formats.size === 0 ? {} : { multilineFieldsFormat: Object.fromEntries(formats) }),
    ...(withRelations && relations.length > 0 ? { relations } : {}),
    _links: {
      self: { href: url },
      html: {
        href: `${state.origin}/${ORGANISATION}/${encodeURIComponent(item.project)}/_workitems/edit/${item.id}`,
      },
    },
    url,
  };
}

/** One entry of an answer for many: the named fields and nothing more. */
export function entryView(
  state: AzureState,
  item: StoredItem,
  names: readonly string[],
): Record<string, unknown> {
  const all = fieldsOf(state, item);
  const fields = Object.fromEntries(
    names.flatMap((name) => (name in all ? [[name, all[name]]] : [])),
  );
  return { id: item.id, rev: item.rev, fields, url: itemUrl(state, item.id) };
}

export function commentView(
  state: AzureState,
  item: StoredItem,
  comment: StoredComment,
): Record<string, unknown> {
  const person = identity(comment.author);
  return {
    workItemId: item.id,
    id: comment.id,
    version: 1,
    text: comment.text,
    renderedText: comment.text,
    format: comment.format,
    createdBy: person,
    createdDate: comment.createdAt,
    modifiedBy: person,
    modifiedDate: comment.createdAt,
    isDeleted: comment.isDeleted,
    url: `${itemUrl(state, item.id)}/comments/${comment.id}`,
  };
}

export function typeView(state: AzureState, type: ItemType): Record<string, unknown> {
  const fields = typeFieldsView(type);
  const moves = ["", ...type.states.map(({ name }) => name)].map((from) => [
    from,
    [...new Set(movesFrom(type, from))].map((to) => ({ to, actions: null })),
  ]);
  return {
    name: type.name,
    referenceName: `Microsoft.VSTS.WorkItemTypes.${type.name.replaceAll(" ", "")}`,
    description: "",
    color: "CC293D",
    isDisabled: false,
    xmlForm: "<FORM></FORM>",
    fields,
    fieldInstances: fields,
    transitions: Object.fromEntries(moves) as unknown,
    states: statesView(type),
    url: `${state.origin}/${ORGANISATION}/_apis/wit/workItemTypes/${encodeURIComponent(type.name)}`,
  };
}

export function statesView(type: ItemType): Record<string, unknown>[] {
  return type.states.map(({ name, category }) => ({ name, color: "b2b2b2", category }));
}

/** Source: the recorded answer for a bug, cut to a few fields of each kind. */
export function typeFieldsView(type: ItemType): Record<string, unknown>[] {
  const field = (referenceName: string, name: string, alwaysRequired: boolean, value?: string) => ({
    alwaysRequired,
    defaultValue: value ?? null,
    referenceName,
    name,
    url: `https://dev.azure.com/acme/_apis/wit/fields/${referenceName}`,
  });
  return [
    field("System.Title", "Title", true),
    field("System.IterationId", "Iteration ID", true),
    field("System.AreaId", "Area ID", true),
    field("System.Description", "Description", false),
    field("Microsoft.VSTS.Common.Priority", "Priority", true, "2"),
    ...(type.requires ?? []).map((one) => field(one.referenceName, one.name, true)),
  ];
}

function identity(displayName: string): Record<string, unknown> {
  return {
    displayName,
    url: "https://vssps.dev.azure.com/acme/_apis/Identities/d291b0c4-a05c-4ea6-8df1-4b41d5f39eff",
    _links: {
      avatar: { href: "https://dev.azure.com/acme/_apis/GraphProfile/MemberAvatars/aad.Y" },
    },
    id: "d291b0c4-a05c-4ea6-8df1-4b41d5f39eff",
    uniqueName: "someone@example.com",
    imageUrl: "https://dev.azure.com/acme/_api/_common/identityImage?id=d291b0c4",
    descriptor: "aad.Y",
  };
}
