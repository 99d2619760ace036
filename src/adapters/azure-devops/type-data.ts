import type * as z from "zod/mini";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TicketStatus } from "../../core/model/ticket.ts";
import type { HttpFailure } from "../http/http.ts";
import { path, type RequestPath } from "../http/request-path.ts";
import { type AzureApi, kindOf } from "./api.ts";
import { toStatus } from "./states.ts";
import { category, states, transitions } from "./wire.ts";

/** What work item types can be. Looked up on first use and kept as long as the tracker. */
export interface TypeData {
  /** The type of the process at the level of requirements: User Story, Issue, … */
  defaultType(signal: CancelSignal): Promise<Result<string, HttpFailure>>;
  /** The states of a type, in the order of its workflow; null where there is no such type. */
  states(
    project: string,
    type: string,
    signal: CancelSignal,
  ): Promise<Result<readonly TicketStatus[] | null, HttpFailure>>;
  /** The states that each state leads to, itself included. */
  moves(
    project: string,
    type: string,
    signal: CancelSignal,
  ): Promise<Result<ReadonlyMap<string, readonly string[]>, HttpFailure>>;
}

export function createTypeData(api: AzureApi, ownProject: string): TypeData {
  const defaults = createMemory<string>();
  const statesOf = createMemory<readonly TicketStatus[] | null>();
  const movesOf = createMemory<ReadonlyMap<string, readonly string[]>>();

  function look<Answer>(
    where: RequestPath,
    answer: z.ZodMiniType<Answer>,
    signal: CancelSignal,
  ): Promise<Result<Answer, HttpFailure>> {
    const action = t("looking up the types of work items");
    return api.ask({ method: "GET", path: where, answer, effect: "read", action }, signal);
  }

  return {
    defaultType: (signal) =>
      defaults("", async () => {
        const where = path`${ownProject}/_apis/wit/workitemtypecategories/${REQUIREMENTS}`;
        const said = await look(where, category, signal);
        return said.ok ? ok(said.value.defaultWorkItemType.name) : said;
      }),

    states: (project, type, signal) =>
      statesOf(JSON.stringify([project, type]), async () => {
        const where = path`${project}/_apis/wit/workitemtypes/${type}/states`;
        const said = await look(where, states, signal);
        if (said.ok) return ok(said.value.value.map((one) => toStatus(one.name, one.category)));
        return isNoSuchType(said.error) ? ok(null) : said;
      }),

    moves: (project, type, signal) =>
      movesOf(JSON.stringify([project, type]), async () => {
        const where = path`${project}/_apis/wit/workitemtypes/${type}`;
        const said = await look(where, transitions, signal);
        if (!said.ok) return said;
        const all = Object.entries(said.value.transitions);
        return ok(new Map(all.map(([from, moves]) => [from, withSelf(from, moves)])));
      }),
  };
}

/** What a process calls the level at which a team plans its work. */
const REQUIREMENTS = "Microsoft.RequirementCategory";

function withSelf(from: string, moves: readonly { readonly to: string }[]): readonly string[] {
  return [...new Set([from, ...moves.map(({ to }) => to)])];
}

function isNoSuchType(failure: HttpFailure): boolean {
  return failure.status === 404 && /WorkItemTypeNotFound/.test(kindOf(failure));
}

/** Remembers answers and shares questions that are under way; what failed is asked again. */
function createMemory<Value>(): (
  key: string,
  ask: () => Promise<Result<Value, HttpFailure>>,
) => Promise<Result<Value, HttpFailure>> {
  const known = new Map<string, Promise<Result<Value, HttpFailure>>>();
  return async (key, ask) => {
    for (;;) {
      const shared = known.get(key);
      if (shared === undefined) break;
      const answer = await shared;
      if (answer.ok || answer.error.error.code !== "tracker/cancelled") return answer;
      if (known.get(key) === shared) known.delete(key);
    }
    const asked = ask();
    known.set(key, asked);
    const answer = await asked;
    if (!answer.ok && known.get(key) === asked) known.delete(key);
    return answer;
  };
}
