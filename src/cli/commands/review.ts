import { hasErrors, type Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { ChangeRequest, Comparison } from "../../sync/comparison.ts";
import { misuse, refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, MISUSE, type ExitCode } from "../exit-codes.ts";
import { comparisonToJson, formatComparison } from "../output/format-comparison.ts";
import { withWorkspace, type Workspace } from "../workspace.ts";
import { addSections, type AddedSection } from "./add-sections.ts";
import { noPlan, type NoPlan } from "./planning.ts";

export interface ReviewFlags {
  /** A number or an address. */
  readonly pr: string | undefined;
  readonly base: string | undefined;
  readonly addSections: boolean;
}

const NOTHING = { contradictions: [], unspecified: [] };

/** Compares a change with the specs; writes nothing unless sections are asked for. */
export async function reviewCommand(
  context: CommandContext,
  flags: ReviewFlags,
): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const compared = await compare(context, workspace, flags);
    workspace.quiet();
    if (!compared.ok) {
      const { problems, exit } = compared.error;
      refuse(context, problems, NOTHING);
      return exit;
    }
    const comparison = compared.value;
    const { output } = context;
    output.lines(formatComparison(comparison, output.theme));
    const added = flags.addSections ? await addSections(workspace, comparison) : [];
    workspace.quiet();
    output.lines(added.map((one) => output.theme.clean(addedWords(one))));
    output.problems(comparison.problems);
    output.document({ ...comparisonToJson(comparison), added });
    const open = comparison.findings.filter(({ name }) => !isAdded(added, name));
    return open.length > 0 || hasErrors(comparison.problems) ? ATTENTION : DONE;
  });
}

/** Remembers findings as decided, or with `isUndo` forgets that they are. */
export async function decideCommand(
  context: CommandContext,
  names: readonly string[],
  isUndo: boolean,
): Promise<ExitCode> {
  return withWorkspace(
    context,
    async (workspace) => {
      const changed = await workspace.engine.changes.decide(names, !isUndo);
      workspace.quiet();
      if (!changed.ok) {
        refuse(context, [changed.error], { changed: [] });
        return changed.error.code === "compare/no-such-finding" ? MISUSE : ATTENTION;
      }
      const state = isUndo ? "is asked about again." : "is not asked about any more.";
      const { output } = context;
      output.lines(changed.value.map((name) => output.theme.clean(`${name} ${state}`)));
      if (changed.value.length === 0) output.lines(["Nothing changed: it was so already."]);
      output.document({ changed: changed.value, isDecided: !isUndo, problems: [] });
      return DONE;
    },
    { asksNobody: true },
  );
}

async function compare(
  context: CommandContext,
  workspace: Workspace,
  flags: ReviewFlags,
): Promise<Result<Comparison, NoPlan>> {
  const request = await readRequest(context, workspace, flags);
  if (!request.ok) return request;
  const compared = await workspace.engine.changes.compare(request.value, workspace.run);
  if (compared.ok) return compared;
  const { problems, exit } = noPlan(compared.error);
  const isWrongName = problems.some(({ code }) => code === "git/no-such-commit");
  return err({ problems: problems.map(withSetUp), exit: isWrongName ? MISUSE : exit });
}

function withSetUp(problem: Problem): Problem {
  if (problem.code !== "compare/no-model") return problem;
  const next =
    "On the command line it is a program of your own: name it under agent.command in ~/.config/canon/config.yaml, and try it with canon doctor.";
  return { ...problem, message: `${problem.message} ${next}` };
}

async function readRequest(
  context: CommandContext,
  workspace: Workspace,
  { pr, base }: ReviewFlags,
): Promise<Result<ChangeRequest, NoPlan>> {
  if (pr === undefined) return ok({ kind: "working-tree", revision: base ?? null });
  if (base !== undefined) {
    const problem = misuse("usage", "Give either --pr or --base: a pull request has its own base.");
    return err({ problems: [problem], exit: MISUSE });
  }
  const { findWork } = await import("../host/find-work.ts");
  const work = await findWork(context, workspace, pr);
  if (!work.ok) return err(withWayOut(work.error));
  const opened = await workspace.openGitHost(workspace.run.signal);
  const isOwn = opened.ok && opened.value.host.repository === work.value.repository;
  return ok({ kind: "pull-request", work: work.value, host: isOwn ? opened.value : null });
}

/** A pull request that is not merged can be compared where it is checked out. */
function withWayOut({ problems, exit }: NoPlan): NoPlan {
  const said = problems.map((one) =>
    one.code === "git/not-merged"
      ? {
          ...one,
          message:
            "This pull request is not merged. Nothing was compared. Check it out, and compare it with --base and the branch that it goes to.",
        }
      : one,
  );
  return { problems: said, exit };
}

function isAdded(added: readonly AddedSection[], name: string): boolean {
  return added.some((one) => one.name === name && one.outcome === "done");
}

function addedWords({ file, sectionId, outcome, error, name }: AddedSection): string {
  return outcome === "done"
    ? `Added a draft section: ${file}#${sectionId}`
    : `No section was added for ${name}: ${error ?? outcome}`;
}
