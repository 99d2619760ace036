import type { Problem } from "../core/kernel/problem.ts";
import type { Refusal } from "./engine.ts";
import { noTracker } from "./no-tracker.ts";

/** What a refusal comes down to, where there is room for one problem only. */
export function firstError({ problems }: Refusal): Problem {
  const [first] = problems.filter((problem) => problem.severity === "error");
  return first ?? noTracker(null);
}
