import { ORGANISATION, type AzureState, type StoredItem } from "./azure-state.ts";
import type { Call } from "./call.ts";
import { applyPatch } from "./json-patch.ts";
import { noSuchItem, Refused } from "./refusals.ts";
import { commentView, entryView, itemUrl, itemView } from "./views.ts";
import { runQuery } from "./wiql.ts";

const KNOWN_BODY = new Set(["ids", "fields", "errorPolicy", "$expand", "asOf"]);

export function batch({ state, body }: Call): unknown {
  const asked = JSON.parse(body) as Record<string, unknown>;
  const odd = Object.keys(asked).find((name) => !KNOWN_BODY.has(name));
  if (odd !== undefined) throw new Refused(400, "JsonSerializationException", odd);
  const { ids, fields, errorPolicy } = asked;
  if (!isListOf(ids, Number.isInteger) || ids.length > 200 || ids.length === 0) {
    throw new Refused(400, "VssPropertyValidationException", "VS403474: At most 200 ids.");
  }
  if (!isListOf(fields, (one) => typeof one === "string") || asked["$expand"] !== undefined) {
    throw new Refused(
      400,
      "ConflictingParametersException",
      "The expand parameter can not be used.",
    );
  }
  const unknown = (fields as string[]).find((name) => !/^(?:System|Microsoft)\./.test(name));
  if (unknown !== undefined) throw new Refused(400, "WorkItemFieldInvalidException", "TF51535");
  const entries = (ids as number[]).map((id) => {
    const item = state.find(id);
    if (item === undefined && errorPolicy !== "omit") throw noSuchItem(id);
    return item === undefined ? null : entryView(state, item, fields as string[]);
  });
  const value = state.switches.missing === "null" ? entries : entries.filter((one) => one !== null);
  return { count: value.length, value };
}

export function oneItem({ state, query }: Call, id: string): unknown {
  const item = found(state, id);
  const expand = query.get("$expand") ?? "none";
  if (!/^(?:none|relations|all)$/i.test(expand)) throw new Refused(400, "InvalidArgumentException");
  return itemView(state, item, !/^none$/i.test(expand));
}

export function create(call: Call, project: string, type: string): unknown {
  const { state, body } = call;
  requirePatchType(call);
  const made = state.add({ type, project });
  state.items.pop();
  const item = applyPatch(state, made, body, true);
  state.items.push(item);
  return itemView(state, item, true);
}

export function patch(call: Call, id: string): unknown {
  const { state, body } = call;
  requirePatchType(call);
  const item = found(state, id);
  const changed = applyPatch(state, item, body, false);
  state.touch(changed);
  state.items[state.items.indexOf(item)] = changed;
  return itemView(state, changed, true);
}

function requirePatchType({ contentType }: Call): void {
  if (contentType === "application/json-patch+json") return;
  throw new Refused(415, "VssRequestContentTypeNotSupportedException");
}

export function wiql({ state, query, body }: Call, project: string): unknown {
  const asked = JSON.parse(body) as { query?: unknown };
  if (typeof asked.query !== "string") throw new Refused(400, "VssPropertyValidationException");
  const top = Number(query.get("$top") ?? Infinity);
  const hasTimes = query.get("timePrecision") === "true";
  const items = runQuery(state, project, asked.query, hasTimes, top);
  const column = {
    referenceName: "System.Id",
    name: "ID",
    url: `${state.origin}/${ORGANISATION}/_apis/wit/fields/System.Id`,
  };
  return {
    queryType: "flat",
    queryResultType: "workItem",
    asOf: state.now(),
    columns: [column],
    workItems: items.map(({ id }) => ({ id, url: itemUrl(state, id) })),
  };
}

export function postComment(call: Call, project: string, id: string): unknown {
  const { state, query, body } = call;
  const item = itemIn(call, project, id);
  const { text } = JSON.parse(body) as { text?: unknown };
  if (typeof text !== "string" || text === "") {
    throw new Refused(400, "VssPropertyValidationException");
  }
  const comment = state.comment(
    item,
    text,
    query.get("format") === "markdown" ? "markdown" : "html",
  );
  state.touch(item);
  return commentView(state, item, comment);
}

export function listComments(call: Call, project: string, id: string): unknown {
  const { state, query } = call;
  const item = itemIn(call, project, id);
  const from = Number(query.get("continuationToken") ?? "0");
  const wanted = Number(query.get("$top") ?? "200");
  const size = Math.min(wanted, state.switches.commentsPerPage);
  const order = query.get("order") === "asc" ? item.comments : item.comments.toReversed();
  const there = order.filter(({ isDeleted }) => !isDeleted);
  const page = there.slice(from, from + size);
  const next = from + size < there.length ? { continuationToken: String(from + size) } : {};
  return {
    totalCount: there.length,
    count: page.length,
    comments: page.map((one) => commentView(state, item, one)),
    ...next,
  };
}

function found(state: AzureState, id: string): StoredItem {
  const item = /^\d+$/.test(id) ? state.find(Number(id)) : undefined;
  if (item === undefined) throw noSuchItem(Number(id));
  return item;
}

/** Comments are found under the project that the work item is in, and under no other. */
function itemIn({ state }: Call, project: string, id: string): StoredItem {
  const item = found(state, id);
  if (item.project === project) return item;
  throw noSuchItem(item.id);
}

function isListOf(list: unknown, is: (one: unknown) => boolean): list is unknown[] {
  return Array.isArray(list) && list.every(is);
}
