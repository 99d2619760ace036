import { hasErrors, type Problem } from "../../core/kernel/problem.ts";
import { refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { formatStatus } from "../output/format-status.ts";
import { selectScope, type Selection } from "../scope.ts";
import { withWorkspace, type Workspace } from "../workspace.ts";
import { noPlan } from "./planning.ts";
import { rowToJson, statusRows, type StatusRow } from "../../core/view/status-rows.ts";

/** Shows sections with their status, the live status of their tickets, and where they differ. */
export async function statusCommand(
  context: CommandContext,
  words: readonly string[],
  { offline }: { readonly offline: boolean },
): Promise<ExitCode> {
  return withWorkspace(
    context,
    async (workspace) => {
      const selection = await selectScope(context, workspace, words);
      if (!selection.ok) return refuse(context, [selection.error], { sections: [] });
      const { rows, problems, exit } = await readStatus(workspace, selection.value, offline);
      const { includes } = selection.value;
      const shown = rows.filter(({ file, section }) => includes(file, section.id));
      workspace.quiet();
      const { output } = context;
      output.lines(formatStatus(shown, output.theme, workspace.now()));
      output.problems(problems);
      const requests = workspace.meter.total();
      output.document({ sections: shown.map(rowToJson), problems, requests });
      return exit ?? exitOf(shown, problems);
    },
    { asksNobody: offline },
  );
}

interface StatusReading {
  readonly rows: readonly StatusRow[];
  readonly problems: readonly Problem[];
  /** Set when the tickets could not be asked at all. */
  readonly exit: ExitCode | null;
}

async function readStatus(
  { engine, run }: Workspace,
  { scope }: Selection,
  offline: boolean,
): Promise<StatusReading> {
  const taken = await engine.snapshot(scope, run, { offline });
  const notes = { references: await engine.references(), lastKnown: await engine.lastKnown() };
  if (!taken.ok) {
    // The specs still have something to say, whatever the configuration lacks.
    const { specs, problems } = await engine.readSpecs(scope, run);
    const rows = statusRows(specs, new Map(), null, notes);
    const isEnough = offline && taken.error.kind === "no-tracker";
    if (isEnough) return { rows, problems, exit: null };
    return {
      rows,
      problems: [...taken.error.problems, ...problems],
      exit: noPlan(taken.error).exit,
    };
  }
  const snapshot = taken.value;
  if (offline) {
    const rows = statusRows(snapshot.specs, new Map(), null, notes);
    const problems = snapshot.problems.filter((one) => !isNotAsked(one));
    return { rows, problems, exit: null };
  }
  const { buildPlan } = await import("../../core/plan/build-plan.ts");
  const options = { direction: "both", onConflict: "hold", asked: new Set<string>() } as const;
  const plan = buildPlan(snapshot, options);
  await engine.noteSeen();
  const { references } = snapshot;
  const rows = statusRows(snapshot.specs, snapshot.tickets, plan, { ...notes, references });
  return { rows, problems: plan.problems, exit: null };
}

/** That a tracker was not asked is no news to somebody who said so. */
function isNotAsked({ code, severity }: Problem): boolean {
  return code === "config/tracker-unavailable" && severity === "info";
}

/** Sections that drifted are news; tickets that cannot be seen are trouble. */
function exitOf(rows: readonly StatusRow[], problems: readonly Problem[]): ExitCode {
  const isTrouble = rows.some(({ drift }) => drift === "missing" || drift === "unreadable");
  return isTrouble || hasErrors(problems) ? ATTENTION : DONE;
}
