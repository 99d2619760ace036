import * as z from "zod/mini";
import type { Answer } from "../remote/fault-server.ts";
import { refusal, type Shapes } from "./answers.ts";
import type { NewIssue, Store, StoredIssue } from "./store.ts";
import { EPIC_LINK, EPIC_NAME, TYPES, type DoubleType } from "./workflow.ts";

const ISSUE = z.strictObject({
  fields: z.record(z.string(), z.unknown()),
  properties: z.optional(
    z.array(z.strictObject({ key: z.string().check(z.maxLength(255)), value: z.unknown() })),
  ),
});

const REQUEST = z.strictObject({ issueUpdates: z.array(z.unknown()) });
const NAMED = z.strictObject({ id: z.string() });
const KEYED = z.strictObject({ key: z.string() });

type Errors = Record<string, string>;

/** Makes each ticket that it can; one that it cannot is told by its place. */
export function createBulk(store: Store, shape: Shapes, body: unknown): Answer {
  const request = z.safeParse(REQUEST, body);
  if (!request.success) return refusal(400, ["The request is not understood."]);
  const { issueUpdates } = request.data;
  if (issueUpdates.length === 0 || issueUpdates.length > 50) {
    return refusal(400, ["The number of issues must be between 1 and 50."]);
  }
  const issues: StoredIssue[] = [];
  const errors: unknown[] = [];
  for (const [place, update] of issueUpdates.entries()) {
    const checked = check(store, update);
    if ("refused" in checked) {
      const elementErrors = { errorMessages: [], errors: checked.refused };
      errors.push({ status: 400, elementErrors, failedElementNumber: place });
    } else issues.push(store.add(checked));
  }
  const status = issues.length > 0 ? 201 : 400;
  return { status, body: { issues: issues.map((issue) => shape.createdOf(issue)), errors } };
}

function check(store: Store, update: unknown): NewIssue | { readonly refused: Errors } {
  const parsed = z.safeParse(ISSUE, update);
  if (!parsed.success) return { refused: { issue: "Field 'issue' is not understood." } };
  const { project, issuetype, ...fields } = parsed.data.fields;
  const type = typeOf(issuetype);
  if (z.safeParse(KEYED, project).data?.key !== store.project) {
    return { refused: { project: "project is required" } };
  }
  if (type === undefined) return { refused: { issuetype: "issue type is required" } };
  const refused = { ...missing(type, fields), ...checkFields(store, type, fields) };
  if (Object.keys(refused).length > 0) return { refused };
  const properties = (parsed.data.properties ?? []).map(({ key, value }) => [key, value] as const);
  return {
    type,
    summary: String(fields["summary"]).trim(),
    description: (fields["description"] as string | undefined) ?? null,
    labels: (fields["labels"] as string[] | undefined) ?? [],
    parent: z.safeParse(KEYED, fields["parent"]).data?.key ?? null,
    epic: (fields[EPIC_LINK] as string | undefined) ?? null,
    epicName: (fields[EPIC_NAME] as string | undefined) ?? null,
    properties: new Map(properties),
  };
}

function missing(type: DoubleType, fields: Readonly<Record<string, unknown>>): Errors {
  const errors: Errors = {};
  if (fields["summary"] === undefined) errors["summary"] = "You must specify a summary.";
  const needsName = type.name === "Epic" && fields[EPIC_NAME] === undefined;
  if (needsName) errors[EPIC_NAME] = "Epic Name is required.";
  const needsParent = type.subtask && fields["parent"] === undefined;
  if (needsParent) errors["parent"] = "Issue type is a sub-task but parent is required.";
  return errors;
}

/** The checks that creating and editing share; an empty record where all is well. */
export function checkFields(
  store: Store,
  type: DoubleType,
  fields: Readonly<Record<string, unknown>>,
): Errors {
  const errors: Errors = {};
  for (const [name, value] of Object.entries(fields)) {
    const complaint = complaintOf(store, type, name, value);
    if (complaint !== null) errors[name] = complaint;
  }
  return errors;
}

function complaintOf(store: Store, type: DoubleType, name: string, value: unknown): string | null {
  const offScreen = `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`;
  switch (name) {
    case "summary":
      if (typeof value !== "string" || value.trim() === "") return "You must specify a summary.";
      if (value.includes("\n")) return "The summary is invalid because it contains newlines.";
      return value.length < 255 ? null : "Summary must be less than 255 characters.";
    case "description":
      if (typeof value !== "string") return "Operation value must be a string";
      return value.length <= 32_767 ? null : "The entered text is too long. It exceeds the limit.";
    case "labels": {
      const labels = z.safeParse(z.array(z.string()), value).data;
      if (labels === undefined) return "data was not an array";
      return labels.some((label) => /\s/.test(label)) ? "The label contains spaces." : null;
    }
    case "parent": {
      const parent = store.find(z.safeParse(KEYED, value).data?.key ?? "");
      if (!type.subtask) return offScreen;
      return parent !== undefined && !parent.type.subtask ? null : "Could not find the parent.";
    }
    case EPIC_LINK: {
      if (type.subtask || type.name === "Epic") return offScreen;
      const isEpic = typeof value === "string" && store.find(value)?.type.name === "Epic";
      return value === null || isEpic ? null : "The epic does not exist.";
    }
    case EPIC_NAME:
      return type.name === "Epic" && typeof value === "string" ? null : offScreen;
    default:
      return offScreen;
  }
}

function typeOf(issuetype: unknown): DoubleType | undefined {
  const wanted = z.safeParse(NAMED, issuetype).data?.id;
  return TYPES.find(({ id }) => id === wanted);
}
