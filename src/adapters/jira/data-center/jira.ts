import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { ok, type Result } from "../../../core/kernel/result.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { HttpFailure } from "../../http/http.ts";
import type { CustomFields } from "./custom-fields.ts";
import type { JiraApi } from "./jira-api.ts";
import type { JiraIssue, JiraType } from "./wire.ts";

/** Something that is asked of the server once and then known, unless asking failed. */
export type Known<Value> = (signal: CancelSignal) => Promise<Result<Value, HttpFailure>>;

/** One project of one Jira, and what this run has learned about it. */
export interface Jira {
  readonly api: JiraApi;
  readonly clock: Clock;
  /** The key of the project, in capitals. */
  readonly project: string;
  readonly customFields: Known<CustomFields>;
  /** The issue types of the project with their states. */
  readonly types: Known<readonly JiraType[]>;
  /** Where the tickets that were read stood, by key, for questions that need no newer answer. */
  readonly seen: Map<string, Place>;
}

/** Where an issue stands in its workflow. */
export interface Place {
  readonly key: string;
  readonly typeId: string;
  readonly status: { readonly id: string; readonly name: string };
}

export function placeOf({ key, fields }: JiraIssue): Place {
  const { issuetype, status } = fields;
  return { key, typeId: issuetype.id, status: { id: status.id, name: status.name } };
}

export function askOnce<Value>(ask: Known<Value>): Known<Value> {
  let known: Promise<Result<Value, HttpFailure>> | undefined;
  return async (signal) => {
    known ??= ask(signal);
    const asked = known;
    const answer = await asked;
    if (!answer.ok && known === asked) known = undefined;
    return answer.ok ? ok(answer.value) : answer;
  };
}
