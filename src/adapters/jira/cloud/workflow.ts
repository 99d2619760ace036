import { getCreateIssueMetaIssueTypeId } from "jira.js/cloud";
import type * as z from "zod/mini";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { TrackerError, WorkflowDescription } from "../../../core/model/ticket.ts";
import { readPages } from "../../http/read-pages.ts";
import { cancelled } from "../problems.ts";
import { isSameName, toStatus } from "../statuses.ts";
import type { CloudContext } from "./context.ts";
import { readIssues } from "./read-issues.ts";
import { CREATE_FIELDS } from "./wire.ts";

/** What Canon gives a new ticket, and what Jira fills with the account itself. */
const FILLED = new Set([
  "summary",
  "description",
  "project",
  "issuetype",
  "parent",
  "labels",
  "reporter",
]);

const PER_PAGE = 50;
const MAX_PAGES = 10;

/** The types of the project, with their states and the fields that only a person can fill. */
export async function describeWorkflow(
  context: CloudContext,
  signal: CancelSignal,
  typesInUse?: readonly string[],
): Promise<Result<WorkflowDescription, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const known = await context.types(signal, "fresh");
  if (!known.ok) return err(known.error.error);
  const types = [];
  for (const { id, name, statuses, subtask } of known.value) {
    const isUsed = typesInUse?.some((one) => isSameName(one, name)) ?? true;
    const requiredFields = isUsed ? await readRequiredFields(context, id, signal) : ok([]);
    if (!requiredFields.ok) return requiredFields;
    const states = statuses.map((status) => toStatus(status));
    types.push({ name, states, requiredFields: requiredFields.value, needsParent: subtask });
  }
  return ok({ types });
}

/** Where each ticket can be moved to from where it is; what cannot be read is left open. */
export async function reachableStatuses(
  context: CloudContext,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, readonly string[] | null>> {
  const readings = await readIssues(context, keys, signal, ["transitions"]);
  return new Map(
    [...readings].map(([key, reading]) => {
      if (reading.kind !== "found" || reading.known.issue.transitions == null) return [key, null];
      const { fields, transitions } = reading.known.issue;
      const names = [fields.status.name, ...transitions.map(({ to }) => to.name)];
      return [key, [...new Set(names)]];
    }),
  );
}

async function readRequiredFields(
  { jira, project }: CloudContext,
  typeId: string,
  signal: CancelSignal,
): Promise<Result<readonly string[], TrackerError>> {
  const pages = await readPages(MAX_PAGES, async (cursor) => {
    const answer = await jira.ask(
      CREATE_FIELDS,
      { effect: "read", action: t("reading the fields of {0}", project) },
      (client) =>
        getCreateIssueMetaIssueTypeId(client, {
          projectIdOrKey: project,
          issueTypeId: typeId,
          startAt: Number(cursor ?? 0),
          maxResults: PER_PAGE,
        }),
      signal,
    );
    return answer.ok ? ok(pageOf(answer.value)) : err(answer.error.error);
  });
  if (!pages.ok) return pages;
  const required = pages.value.items.filter(
    ({ fieldId, required: isRequired, hasDefaultValue }) =>
      isRequired && hasDefaultValue !== true && !FILLED.has(fieldId),
  );
  return ok(required.map(({ name }) => name));
}

function pageOf(answer: z.infer<typeof CREATE_FIELDS>) {
  const items = "fields" in answer ? answer.fields : answer.results;
  const next = answer.startAt + items.length;
  return { items, next: next < answer.total && items.length > 0 ? String(next) : null };
}
