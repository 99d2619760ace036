import { hasErrors } from "../../core/kernel/problem.ts";
import { coverageOf } from "../../core/view/coverage.ts";
import { claimCounts, isFinding } from "../../core/view/claim-counts.ts";
import type { VerifiedSection } from "../../sync/verify-report.ts";
import { refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { formatVerification } from "../output/format-verification.ts";
import { selectScope } from "../scope.ts";
import { withWorkspace } from "../workspace.ts";
import { noPlan } from "./planning.ts";

const NOTHING = { sections: [] };

/** Checks what sections claim against the code; changes nothing and asks no tracker. */
export async function verifyCommand(
  context: CommandContext,
  words: readonly string[],
): Promise<ExitCode> {
  return withWorkspace(
    context,
    async (workspace) => {
      const { engine, run } = workspace;
      const selection = await selectScope(context, workspace, words);
      if (!selection.ok) return refuse(context, [selection.error], NOTHING);
      const { scope, includes } = selection.value;
      const verified = await engine.verify(scope, run);
      workspace.quiet();
      const { output } = context;
      if (!verified.ok) {
        const { problems, exit } = noPlan(verified.error);
        refuse(context, problems, NOTHING);
        return exit;
      }
      const sections = verified.value.sections.filter((one) => includes(one.file, one.section.id));
      // Whatever else is odd in a spec is for `canon lint` to say.
      const unread = verified.value.problems.filter(({ severity }) => severity === "error");
      const found = sections.flatMap(({ problems }) => problems);
      const problems = [...unread, ...found];
      output.lines(formatVerification(sections, output.theme));
      output.problems(unread);
      output.document({
        sections: sections.map(sectionToJson),
        problems: problems.map(({ code, severity, file, line, message }) => ({
          ...{ code, severity, file, line, message },
        })),
        summary: claimCounts(sections),
      });
      return found.some(isFinding) || hasErrors(unread) ? ATTENTION : DONE;
    },
    { asksNobody: true },
  );
}

/** A section as scripts see it. */
function sectionToJson({ file, section, claims, problems }: VerifiedSection): object {
  return {
    file,
    sectionId: section.id,
    title: section.title,
    line: section.line,
    status: section.status?.state ?? "draft",
    coverage: coverageOf(section),
    isBorneOut: !problems.some(isFinding),
    evidence: claims.citations.map(({ source, file: cited, criterionIndex, line, verdict }) => ({
      source,
      ...cited,
      line,
      criterion: criterionIndex === null ? null : (section.criteria[criterionIndex]?.text ?? null),
      state: verdict.kind,
      reason: "why" in verdict ? verdict.why : null,
      movedTo: verdict.kind === "moved" ? verdict.to : null,
    })),
    gaps: claims.gaps.map((gap) => ({
      kind: gap.kind,
      line: gap.line,
      criterion:
        "criterionIndex" in gap && gap.criterionIndex !== null
          ? (section.criteria[gap.criterionIndex]?.text ?? null)
          : null,
    })),
  };
}
