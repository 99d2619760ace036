import { afterEdits } from "../core/plan/after-plan.ts";
import { closingItems, closingKey, type Closings } from "../core/plan/closings.ts";
import type { ChangePlan } from "../core/plan/plan.ts";
import type { Snapshot } from "../core/plan/snapshot.ts";
import { checkSection } from "../core/claims/check-claims.ts";
import { citationsOf } from "../core/claims/citations.ts";
import { doubtsOf } from "../core/claims/doubts.ts";
import { NO_HISTORY } from "../ports/code-history.ts";
import { checkCitations } from "./check-citations.ts";
import type { EngineDeps } from "./engine-deps.ts";
import type { Run } from "./engine.ts";

/**
 * Checks the claims of the sections that a plan would make done because their tickets are.
 *
 * They are judged as the plan leaves them: with the criteria that were ticked in the ticket. Nothing
 * is read where no section closes.
 */
export async function checkClosings(
  { files, history = NO_HISTORY }: Pick<EngineDeps, "files" | "history">,
  { config, specs }: Snapshot,
  plan: ChangePlan,
  run: Run,
): Promise<Closings> {
  const closing = config.verifyOnClose === "off" ? [] : closingItems(plan);
  if (closing.length === 0) return new Map();
  const meant = specs.flatMap(({ file, document }) => {
    const indexes = closing.filter((one) => one.file === file).map((one) => one.sectionIndex);
    if (indexes.length === 0) return [];
    const { sections } = afterEdits(
      document,
      plan.items.filter((item) => item.file === file),
    );
    return [{ file, sections, own: sections.filter(({ index }) => indexes.includes(index)) }];
  });
  const cited = meant.map(({ file, own }) => ({ file, citations: own.flatMap(citationsOf) }));
  const verdictOf = await checkCitations({ files, history }, cited, run);
  return new Map(
    meant.flatMap(({ file, sections, own }) =>
      own.map((section) => {
        const claims = checkSection({ sections }, section, (one) => verdictOf(file, one));
        const key = closingKey({ file, sectionIndex: section.index });
        return [key, doubtsOf(sections, claims)] as const;
      }),
    ),
  );
}
