import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type {
  TrackerError,
  WorkflowDescription,
  WorkflowType,
} from "../../../core/model/ticket.ts";
import type { HttpFailure } from "../../http/http.ts";
import { path } from "../../http/request-path.ts";
import { cancelled } from "../problems.ts";
import { isSameName, toStatus } from "../statuses.ts";
import type { CustomFields } from "./custom-fields.ts";
import type { Jira } from "./jira.ts";
import { readParts } from "./pages.ts";
import { CREATE_FIELDS, type JiraType } from "./wire.ts";

const PAGE = 100;
const MAX_PAGES = 10;

/** What Canon gives every new ticket, or Jira by itself. */
const FILLED = new Set(["project", "issuetype", "summary", "description", "parent", "reporter"]);

/** The issue types of the project, with the states and the required fields of each. */
export async function describeWorkflow(
  jira: Jira,
  signal: CancelSignal,
  typesInUse?: readonly string[],
): Promise<Result<WorkflowDescription, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const custom = await jira.customFields(signal);
  if (!custom.ok) return err(custom.error.error);
  const types = await jira.types(signal);
  if (!types.ok) return err(types.error.error);
  const described = await Promise.all(
    types.value.map(async (type) => {
      const isUsed = typesInUse?.some((one) => isSameName(one, type.name)) ?? true;
      return isUsed ? describeType(jira, type, custom.value, signal) : ok(toType(type, []));
    }),
  );
  const all: WorkflowType[] = [];
  for (const one of described) {
    if (!one.ok) return err(one.error.error);
    all.push(one.value);
  }
  return ok({ types: all });
}

async function describeType(
  jira: Jira,
  type: JiraType,
  { epicName }: CustomFields,
  signal: CancelSignal,
): Promise<Result<WorkflowType, HttpFailure>> {
  const fields = await readParts(MAX_PAGES, async (startAt) => {
    const answer = await jira.api.send(
      CREATE_FIELDS,
      {
        method: "GET",
        path: path`/rest/api/2/issue/createmeta/${jira.project}/issuetypes/${type.id}`,
        query: { startAt, maxResults: PAGE },
        effect: "read",
        action: t("reading the fields of {0}", jira.project),
      },
      signal,
    );
    return answer.ok ? ok({ items: answer.value.values, total: answer.value.total }) : answer;
  });
  if (!fields.ok) return fields;
  const required = fields.value.items.filter(
    ({ fieldId, required: isRequired, hasDefaultValue }) =>
      isRequired && hasDefaultValue !== true && !FILLED.has(fieldId) && fieldId !== epicName,
  );
  return ok(
    toType(
      type,
      required.map(({ name }) => name),
    ),
  );
}

function toType(
  { name, statuses, subtask }: JiraType,
  requiredFields: readonly string[],
): WorkflowType {
  const states = statuses.map((status) => toStatus(status));
  return { name, states, requiredFields, needsParent: subtask };
}
