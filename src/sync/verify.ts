import { err, ok, type Result } from "../core/kernel/result.ts";
import { citationsOf } from "../core/claims/citations.ts";
import { checkSection } from "../core/claims/check-claims.ts";
import { claimProblems } from "../core/claims/claim-problems.ts";
import { NO_HISTORY } from "../ports/code-history.ts";
import { checkCitations } from "./check-citations.ts";
import type { EngineDeps } from "./engine-deps.ts";
import type { Engine, Refusal, Run, Scope } from "./engine.ts";
import type { Verification } from "./verify-report.ts";

/** Checks what sections claim against the code; changes nothing and asks no tracker. */
export async function verifySpecs(
  { files, history = NO_HISTORY }: Pick<EngineDeps, "files" | "history">,
  { specs, problems }: Awaited<ReturnType<Engine["readSpecs"]>>,
  { section: only }: Scope,
  run: Run,
): Promise<Result<Verification, Refusal>> {
  const meant = specs.flatMap(({ file, document }) => {
    const own = document.sections.filter(({ id }) => only === null || id === only.id);
    return own.length === 0 ? [] : [{ file, document, own }];
  });
  const cited = meant.map(({ file, own }) => ({
    file,
    citations: own.flatMap(citationsOf),
  }));
  const verdictOf = await checkCitations({ files, history }, cited, run);
  if (run.signal.aborted) return err({ kind: "cancelled", problems: [] });
  const sections = meant.flatMap(({ file, document, own }) =>
    own.map((section) => {
      const claims = checkSection(document, section, (one) => verdictOf(file, one));
      const problems = claimProblems(document.sections, claims);
      return { file, section, claims, problems: problems.map((one) => ({ ...one, file })) };
    }),
  );
  return ok({ sections, problems });
}
