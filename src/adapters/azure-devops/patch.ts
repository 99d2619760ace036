import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Result } from "../../core/kernel/result.ts";
import type { HttpFailure } from "../http/http.ts";
import { path, type RequestPath } from "../http/request-path.ts";
import { kindOf } from "./api.ts";
import type { TextForm } from "./description.ts";
import type { textFieldOf } from "./mapping.ts";
import { PARENT } from "./mapping.ts";
import type { Place } from "./place.ts";
import { type WorkItem, workItem } from "./wire.ts";

/** One step of a JSON Patch. Source: RFC 6902, and the work item tracking interface 7.1. */
export interface PatchStep {
  readonly op: "add" | "remove" | "test";
  readonly path: string;
  readonly value?: unknown;
}

interface PatchRequest {
  readonly method: "POST" | "PATCH";
  readonly path: RequestPath;
  readonly action: string;
  /** The steps with their long texts in one of the two forms. */
  steps(form: TextForm): readonly PatchStep[];
}

/**
 * Sends a patch. A server that refuses it because it knows no Markdown is given HTML instead, now
 * and from then on: a refusal means that nothing was done, so this is no second try.
 */
export async function sendPatch(
  place: Place,
  request: PatchRequest,
  signal: CancelSignal,
): Promise<Result<WorkItem, HttpFailure>> {
  const form = place.textForm;
  const steps = request.steps(form);
  const said = await sendSteps(place, request, steps, signal);
  if (said.ok || form === "html" || !steps.some(namesMarkdown) || !mayMeanMarkdown(said.error)) {
    return said;
  }
  const again = await sendSteps(place, request, request.steps("html"), signal);
  if (again.ok) place.textForm = "html";
  return again.ok || again.error.executed === "unknown" ? again : said;
}

/** A change of one work item that is still at this revision. */
export function guarded(revision: number, steps: readonly PatchStep[]): readonly PatchStep[] {
  return [{ op: "test", path: "/rev", value: revision }, ...steps];
}

/** Tells that the work item was not at the revision that a patch was made for. */
export function isStale({ status }: HttpFailure): boolean {
  return status === 409 || status === 412;
}

/** Tells a refusal that may be about a format the server has never heard of. */
export function mayMeanMarkdown(failure: HttpFailure): boolean {
  return failure.status === 400 && kindOf(failure) !== "RuleValidationException";
}

export function itemPath(id: number): RequestPath {
  return path`_apis/wit/workitems/${id}`;
}

export function setField(name: string, value: unknown): PatchStep {
  return { op: "add", path: `/fields/${name}`, value };
}

/** A long text, and what it is to be shown as. */
export function setText(
  field: ReturnType<typeof textFieldOf>,
  value: string,
  form: TextForm,
): readonly PatchStep[] {
  const text = setField(field, value);
  if (form === "html") return [text];
  return [text, { op: "add", path: `${FORMATS}${field}`, value: "Markdown" }];
}

export function addRelation(rel: string, url: string, comment?: string): PatchStep {
  const attributes = comment === undefined ? {} : { attributes: { comment } };
  return { op: "add", path: "/relations/-", value: { rel, url, ...attributes } };
}

export function addParent(address: URL, parentId: number): PatchStep {
  return addRelation(PARENT, `${address.href}_apis/wit/workItems/${parentId}`);
}

const FORMATS = "/multilineFieldsFormat/";
const HISTORY = "System.History";

/** A comment as part of a change. Only Markdown is said to be what it is. */
export function addHistory(text: string, form: TextForm): PatchStep {
  return setField(HISTORY, form === "html" ? text : { format: "Markdown", text });
}

function namesMarkdown(step: PatchStep): boolean {
  return (
    step.path.startsWith(FORMATS) ||
    (step.path === `/fields/${HISTORY}` && typeof step.value === "object")
  );
}

function sendSteps(
  place: Place,
  { method, path: where, action }: PatchRequest,
  steps: readonly PatchStep[],
  signal: CancelSignal,
): Promise<Result<WorkItem, HttpFailure>> {
  return place.api.ask(
    {
      method,
      path: where,
      body: steps,
      contentType: "application/json-patch+json",
      answer: workItem,
      effect: "write",
      action,
    },
    signal,
  );
}
