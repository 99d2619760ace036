import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { TrackerError } from "../../../core/model/ticket.ts";
import type { HttpFailure } from "../../http/http.ts";
import { path } from "../../http/request-path.ts";
import { noSuchType } from "../problems.ts";
import { isSameName } from "../statuses.ts";
import type { JiraApi } from "./jira-api.ts";
import { PROJECT_STATUSES, type JiraIssue, type JiraType } from "./wire.ts";

export async function readTypes(
  api: JiraApi,
  project: string,
  signal: CancelSignal,
): Promise<Result<readonly JiraType[], HttpFailure>> {
  return api.send(
    PROJECT_STATUSES,
    {
      method: "GET",
      path: path`/rest/api/2/project/${project}/statuses`,
      effect: "read",
      action: t("reading the types and states of {0}", project),
    },
    signal,
  );
}

/**
 * The issue type that a new ticket gets.
 *
 * Shape: without a name it is a task, or the project's sub-task below a ticket that is no epic.
 */
export function typeFor(
  types: readonly JiraType[],
  name: string | null,
  parent: JiraIssue | undefined,
): Result<JiraType, TrackerError> {
  const standard = types.filter((type) => !type.subtask);
  const parentType = parent?.fields.issuetype.name ?? "Epic";
  const fitting = isSameName(parentType, "Epic") ? standard : types.filter((type) => type.subtask);
  const found =
    name === null
      ? (fitting.find((type) => isSameName(type.name, "Task")) ?? fitting[0])
      : types.find((type) => isSameName(type.name, name));
  if (found !== undefined) return ok(found);
  const names = types.map((type) => type.name);
  return err(noSuchType(name ?? "Task", names));
}
