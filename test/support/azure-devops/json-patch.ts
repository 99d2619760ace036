import type { AzureState, StoredItem, StoredRelation } from "./azure-state.ts";
import { movesFrom } from "./processes.ts";
import { badPatch, noSuchItem, Refused, ruleError } from "./refusals.ts";
import { idIn, PARENT, TEXT_FIELDS } from "./views.ts";

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

/**
 * Applies a patch document to a work item, wholly or not at all; gives back the new one.
 *
 * `isNew`: the item was just made, and begins in one state only.
 */
export function applyPatch(
  state: AzureState,
  item: StoredItem,
  body: string,
  isNew: boolean,
): StoredItem {
  const operations = parsePatch(body);
  const draft: StoredItem = {
    ...item,
    tags: [...item.tags],
    fields: new Map(item.fields),
    formats: new Map(item.formats),
    relations: [...item.relations],
    comments: [...item.comments],
  };
  for (const operation of operations) {
    if (operation.op === "test") test(state, item, operation);
    else if (operation.path.startsWith("/fields/")) setField(state, draft, operation, isNew);
    else if (operation.path.startsWith("/relations/")) relate(state, draft, operation);
    else if (operation.path.startsWith("/multilineFieldsFormat/")) {
      setFormat(state, draft, operation, operations);
    } else throw badPatch(`The path ${operation.path} is not one of a work item.`);
  }
  for (const name of TEXT_FIELDS) {
    const changed = operations.some(({ path }) => path === `/fields/${name}`);
    const text = draft.fields.get(name);
    if (changed && text !== undefined) {
      draft.fields.set(name, state.kept(text, draft.formats.get(name) ?? "html"));
    }
  }
  const type = state.type(item.type);
  const empty = (type?.requires ?? []).filter((one) => !draft.fields.has(one.referenceName));
  if (empty.length > 0) throw ruleError(...empty.map((one) => one.referenceName));
  if (draft.title === "") throw ruleError("System.Title");
  return draft;
}

function parsePatch(body: string): readonly Operation[] {
  const parsed: unknown = JSON.parse(body);
  if (!Array.isArray(parsed) || parsed.length === 0) {
    throw badPatch("You must pass a valid patch document in the body of the request.");
  }
  return parsed.map((one: unknown) => {
    if (typeof one !== "object" || one === null || !("op" in one) || !("path" in one)) {
      throw badPatch("You must pass a valid patch document in the body of the request.");
    }
    const { op, path, ...rest } = one;
    const others = Object.keys(rest).filter((name) => name !== "value" && name !== "from");
    if (typeof op !== "string" || typeof path !== "string" || others.length > 0) {
      throw badPatch("You must pass a valid patch document in the body of the request.");
    }
    return { op, path, ...("value" in rest ? { value: rest.value } : {}) };
  });
}

function test(state: AzureState, item: StoredItem, { path, value }: Operation): void {
  if (path !== "/rev" || typeof value !== "number") throw badPatch(`Cannot test ${path}.`);
  if (value === item.rev) return;
  throw new Refused(
    state.switches.staleStatus,
    "TestPatchOperationFailedException",
    "VS403430: The test operation for path '/rev' failed.",
  );
}

function setField(
  state: AzureState,
  draft: StoredItem,
  { op, path, value }: Operation,
  isNew: boolean,
): void {
  const name = path.slice("/fields/".length);
  if (op !== "add" && op !== "replace") throw badPatch(`Cannot ${op} ${path}.`);
  if (name === "System.History") {
    addHistory(state, draft, value);
    return;
  }
  if (typeof value !== "string") throw badPatch(`The value of ${name} must be a text.`);
  switch (name) {
    case "System.Title":
      if (value.length > 255) throw ruleError(name);
      draft.title = value;
      break;
    case "System.State": {
      const type = state.type(draft.type);
      const known = type?.states.find((one) => one.name.toLowerCase() === value.toLowerCase());
      const reachable = type === undefined ? [] : movesFrom(type, isNew ? "" : draft.state);
      if (known === undefined || !reachable.includes(known.name)) throw ruleError(name);
      draft.state = known.name;
      break;
    }
    case "System.Tags":
      draft.tags = readTags(value);
      break;
    case "System.Description":
      draft.fields.set(name, value);
      break;
    default: {
      const type = state.type(draft.type);
      const isRepro = name === "Microsoft.VSTS.TCM.ReproSteps" && type?.hasReproSteps === true;
      const isOwn = type?.requires?.some((one) => one.referenceName === name) ?? false;
      if (!isRepro && !isOwn) {
        throw new Refused(
          400,
          "WorkItemFieldInvalidException",
          `TF51535: Cannot find field ${name}.`,
        );
      }
      draft.fields.set(name, value);
    }
  }
}

function addHistory(state: AzureState, draft: StoredItem, value: unknown): void {
  if (typeof value === "string") {
    state.comment(draft, value, "html");
    return;
  }
  const isService = state.switches.edition === "service";
  const { format, text } = (value ?? {}) as { format?: unknown; text?: unknown };
  if (!isService || typeof text !== "string" || !/^markdown$/i.test(String(format))) {
    throw badPatch("The value of System.History must be a text.");
  }
  state.comment(draft, text, "markdown");
}

/** A format goes with a new text only, and never back to HTML. */
function setFormat(
  state: AzureState,
  draft: StoredItem,
  { op, path, value }: Operation,
  all: readonly Operation[],
): void {
  const name = path.slice("/multilineFieldsFormat/".length);
  const hasText = all.some((one) => one.path === `/fields/${name}`);
  if (state.switches.edition === "server" || op !== "add" || !TEXT_FIELDS.includes(name)) {
    throw badPatch(`The path ${path} is not one of a work item.`);
  }
  if (!hasText || !/^markdown$/i.test(String(value))) throw badPatch(`Cannot set ${path}.`);
  draft.formats.set(name, "markdown");
}

function relate(state: AzureState, draft: StoredItem, { op, path, value }: Operation): void {
  const place = path.slice("/relations/".length);
  if (op === "remove") {
    const index = /^\d+$/.test(place) ? Number(place) : -1;
    if (draft.relations[index] === undefined) throw badPatch(`There is no relation ${place}.`);
    draft.relations.splice(index, 1);
    return;
  }
  const { rel, url, attributes = {}, ...others } = (value ?? {}) as Partial<StoredRelation>;
  const isOdd =
    typeof rel !== "string" || typeof url !== "string" || typeof attributes !== "object";
  if (op !== "add" || place !== "-" || isOdd || Object.keys(others).length > 0) {
    throw badPatch(`Cannot ${op} ${path}.`);
  }
  const relation = { rel, url, attributes };
  checkRelation(state, draft, relation);
  draft.relations.push(relation);
}

function checkRelation(state: AzureState, draft: StoredItem, relation: StoredRelation): void {
  const { rel, url, attributes } = relation;
  if (draft.relations.some((one) => one.rel === rel && one.url === url)) {
    throw new Refused(400, "RelationAlreadyExistsException", "Relation already exists.");
  }
  switch (rel) {
    case "Hyperlink":
      if (!/^https?:/.test(url)) throw badPatch("The address of the hyperlink is not valid.");
      return;
    case "ArtifactLink":
      if (!url.startsWith("vstfs:///") || typeof attributes["name"] !== "string") {
        throw new Refused(
          400,
          "WorkItemResourceLinkException",
          "VS402323: Unrecognized link type.",
        );
      }
      return;
    case PARENT:
      checkParent(state, draft, url);
      return;
    default:
      throw new Refused(400, "WorkItemTrackingLinkTypeNotFoundException");
  }
}

function checkParent(state: AzureState, draft: StoredItem, url: string): void {
  const id = idIn(state, url);
  if (id === null) throw badPatch("The address of the work item is not valid.");
  if (draft.relations.some(({ rel }) => rel === PARENT)) {
    throw new Refused(400, "WorkItemLinkValidationException", "TF201036: There is a parent.");
  }
  for (let at: number | null = id; at !== null;) {
    const above = state.find(at);
    if (above === undefined) throw noSuchItem(at);
    if (above.id === draft.id) {
      throw new Refused(400, "WorkItemLinkValidationException", "TF201035: The link is circular.");
    }
    const parent = above.relations.find(({ rel }) => rel === PARENT);
    at = parent === undefined ? null : idIn(state, parent.url);
  }
}

/** Tags come back in the order of the alphabet, each once in any letter case. */
function readTags(text: string): string[] {
  const tags = new Map<string, string>();
  for (const tag of text.split(/[;,]/).map((one) => one.trim())) {
    if (tag.length > 400) throw ruleError("System.Tags");
    if (tag !== "" && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  }
  if (tags.size > 100) throw ruleError("System.Tags");
  return [...tags.values()].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}
