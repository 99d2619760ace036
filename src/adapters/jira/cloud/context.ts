import type { CancelSignal } from "../../../core/kernel/cancel.ts";
import { ok, type Result } from "../../../core/kernel/result.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { HttpFailure } from "../../http/http.ts";
import { splitKey } from "../keys.ts";
import type { JiraCloud } from "./jira-cloud.ts";
import { type ProjectType, readProjectTypes } from "./project-types.ts";

/** What the operations of one tracker share. */
export interface CloudContext {
  readonly jira: JiraCloud;
  /** The key of the project, in capitals. */
  readonly project: string;
  readonly clock: Clock;
  /** The highest number that was seen on a ticket of the project; 0 before the first. */
  highestNumber(): number;
  notice(key: string): void;
  /** The project's types, read once; `fresh` reads them again. */
  types(
    signal: CancelSignal,
    fresh?: "fresh",
  ): Promise<Result<readonly ProjectType[], HttpFailure>>;
}

export function createContext(jira: JiraCloud, project: string, clock: Clock): CloudContext {
  let highest = 0;
  let known: readonly ProjectType[] | undefined;
  return {
    jira,
    project,
    clock,
    highestNumber: () => highest,
    notice(key) {
      const { project: prefix, number } = splitKey(key);
      if (prefix === project && Number.isSafeInteger(number)) highest = Math.max(highest, number);
    },
    async types(signal, fresh) {
      if (known !== undefined && fresh === undefined) return ok(known);
      const read = await readProjectTypes(jira, project, signal);
      if (read.ok) known = read.value;
      return read;
    },
  };
}
