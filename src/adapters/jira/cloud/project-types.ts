import { getAllStatuses } from "jira.js/cloud";
import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import type { Result } from "../../../core/kernel/result.ts";
import { t } from "../../../core/kernel/texts.ts";
import type { HttpFailure } from "../../http/http.ts";
import { isSameName } from "../statuses.ts";
import type { JiraCloud } from "./jira-cloud.ts";
import { type ISSUE, PROJECT_STATUSES } from "./wire.ts";
import type * as z from "zod/mini";

/** An issue type of the project with the states that its tickets can have. */
export type ProjectType = z.infer<typeof PROJECT_STATUSES>[number];

type IssueType = z.infer<typeof ISSUE>["fields"]["issuetype"];

export function readProjectTypes(
  jira: JiraCloud,
  project: string,
  signal: CancelSignal,
): Promise<Result<readonly ProjectType[], HttpFailure>> {
  return jira.ask(
    PROJECT_STATUSES,
    { effect: "read", action: t("reading the types and states of {0}", project) },
    (client) => getAllStatuses(client, { projectIdOrKey: project }),
    signal,
  );
}

/**
 * The type that a new ticket gets; undefined where the project has none of that name.
 *
 * Without a name it is a task, or the project's sub-task below a ticket that is no epic.
 */
export function typeFor(
  types: readonly ProjectType[],
  name: string | null,
  parentType: IssueType | undefined,
): ProjectType | undefined {
  if (name !== null) return types.find((type) => isSameName(type.name, name));
  if (parentType?.hierarchyLevel === 0) return types.find((type) => type.subtask);
  const standard = types.filter((type) => !type.subtask);
  return standard.find((type) => isSameName(type.name, "Task")) ?? standard[0];
}
