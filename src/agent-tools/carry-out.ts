import { err, ok } from "../core/kernel/result.ts";
import { approvePlan } from "../core/plan/approve.ts";
import type { ApplyReport } from "../sync/report.ts";
import { itemsJson } from "./plan-json.ts";
import type { ShelvedPlan } from "./plan-shelf.ts";
import { refusalText } from "./refusal-text.ts";
import type { Answer, ToolContext } from "./tool-context.ts";

/** A plan of more changes than a person reads in one message is carried out another way. */
export const MOST_CONFIRMED = 40;

/**
 * Carries a plan out that a person has agreed to, without the items that they left out.
 *
 * Whoever calls this has shown every item to the person.
 */
export async function carryOut(
  context: ToolContext,
  { plan }: ShelvedPlan,
  leftOut: ReadonlySet<string> = new Set(),
): Promise<Answer> {
  const report = await context.folder.engine.apply(approvePlan(plan, leftOut), context.run);
  if (!report.ok) return err(refusalText(report.error, context));
  return ok(outcomeJson(report.value, context));
}

/** How a run ended, for a model. */
export function outcomeJson({ results }: ApplyReport, context: ToolContext): object {
  const failed = results.filter(({ outcome }) => outcome !== "done");
  const items = itemsJson({ items: failed.map(({ item }) => item) }, context);
  return {
    done: results.length - failed.length,
    notDone: failed.slice(0, 50).map(({ outcome, error }, index) => {
      const why = error === null ? null : context.specs.message(error);
      return {
        ...items[index],
        outcome,
        ...(why === null ? {} : { why: context.words.line(why, 600) }),
      };
    }),
  };
}

/** The changes of a plan, one a line, for the person who is to agree to them. */
export function confirmationLines({ plan }: ShelvedPlan, context: ToolContext): string[] {
  return itemsJson(plan, context).map(({ file, section, change, what, from, to }) => {
    const status = to == null ? "" : ` (${from ?? "none"} to ${to})`;
    return `${file}, ${section}: ${what ?? `${change}${status}`}`;
  });
}
