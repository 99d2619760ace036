import { hasErrors, type Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { parseTicketId, SYSTEMS, ticketId, type TicketRef } from "../../core/model/ticket-ref.ts";
import type { ChangePlan } from "../../core/plan/plan.ts";
import type { SectionPlace } from "../../sync/triage-report.ts";
import { misuse, refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, MISUSE, type ExitCode } from "../exit-codes.ts";
import { findSection } from "../find-section.ts";
import { formatTriage } from "../output/format-triage.ts";
import { existingPath } from "../paths.ts";
import { withWorkspace, type Workspace } from "../workspace.ts";
import { showNoPlan, showPlan } from "./plan.ts";
import { noPlan } from "./planning.ts";
import { runPlan } from "./sync.ts";

/** Lists the open tickets that no section links to, and what could be done with each. */
export async function triageCommand(context: CommandContext): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const triage = await workspace.engine.triage(workspace.run);
    workspace.quiet();
    if (!triage.ok) {
      const { problems, exit } = noPlan(triage.error);
      refuse(context, problems, { ...NOTHING_LISTED, requests: workspace.meter.total() });
      return exit;
    }
    const { triageToJson } = await import("../../sync/triage-json.ts");
    const { output } = context;
    output.problems(triage.value.problems);
    output.lines(formatTriage(triage.value, output.theme));
    output.document(triageToJson(triage.value));
    return hasErrors(triage.value.problems) ? ATTENTION : DONE;
  });
}

const NOTHING_LISTED = { tickets: [], outOfScope: 0 };

export interface AddFlags {
  /** `FILE` or `FILE#SECTION`; undefined: where the section fits best. */
  readonly to: string | undefined;
  readonly dryRun: boolean;
}

/** Adds a section for a ticket that has none. */
export async function addSectionCommand(
  context: CommandContext,
  word: string,
  { to, dryRun }: AddFlags,
): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const ref = readTicket(word);
    if (!ref.ok) return showNoPlan(context, workspace, { problems: [ref.error], exit: MISUSE });
    const place = await readPlace(context, workspace, to);
    if (!place.ok) return showNoPlan(context, workspace, { problems: [place.error], exit: MISUSE });
    const plan = await workspace.engine.planSection(ref.value, place.value, workspace.run);
    workspace.quiet();
    if (!plan.ok) {
      const exit = plan.error.code.startsWith("config/") ? MISUSE : ATTENTION;
      return showNoPlan(context, workspace, { problems: [plan.error], exit });
    }
    if (!dryRun) return runPlan(context, workspace, plan.value);
    context.output.lines(await draftLines(context, workspace, plan.value));
    return showPlan(context, workspace, plan.value);
  });
}

/** Remembers tickets as out of scope, or with `isUndo` forgets that they are. */
export async function ignoreCommand(
  context: CommandContext,
  words: readonly string[],
  isUndo: boolean,
): Promise<ExitCode> {
  const refs: TicketRef[] = [];
  for (const word of words) {
    const ref = readTicket(word);
    if (!ref.ok) return refuse(context, [ref.error], NOTHING_CHANGED);
    refs.push(ref.value);
  }
  return withWorkspace(context, async (workspace) => {
    const changed = await workspace.engine.setOutOfScope(refs, !isUndo, workspace.run);
    workspace.quiet();
    if (!changed.ok) {
      const exit = refuse(context, [changed.error], NOTHING_CHANGED);
      return changed.error.code.startsWith("config/") ? exit : ATTENTION;
    }
    const tickets = changed.value.map(ticketId);
    const state = isUndo ? "back in scope" : "out of scope";
    const lines = refs.map(ticketId).map((id) => {
      const words = tickets.includes(id) ? `${id} is ${state} now.` : `${id} was ${state} already.`;
      return context.output.theme.clean(words);
    });
    context.output.lines([...new Set(lines)]);
    context.output.document({ changed: tickets, isOutOfScope: !isUndo, problems: [] });
    return DONE;
  });
}

const NOTHING_CHANGED = { changed: [] };

/** The text that would be added, as it would stand in the spec. */
async function draftLines(
  { output }: CommandContext,
  { engine, run }: Workspace,
  plan: ChangePlan,
): Promise<string[]> {
  const { editOf } = await import("../../core/plan/edit-of.ts");
  const lines: string[] = [];
  for (const item of plan.items) {
    const { specs } = await engine.readSpecs({ paths: [item.file], section: null }, run);
    const spec = specs.find(({ file }) => file === item.file);
    const edit = spec === undefined ? undefined : editOf(spec.document, item);
    const text = edit?.ok === true ? edit.value.map((splice) => splice.text).join("") : "";
    const rows = text.trim().split(/\r\n|\r|\n/);
    lines.push(...rows.map((row) => output.theme.good(`  + ${output.theme.clean(row)}`)), "");
  }
  return lines;
}

async function readPlace(
  context: CommandContext,
  workspace: Workspace,
  to: string | undefined,
): Promise<Result<SectionPlace | null, Problem>> {
  if (to === undefined) return ok(null);
  const file = existingPath(context, to);
  if (file !== undefined) return ok({ file, sectionId: null });
  if (!to.includes("#")) {
    return err(misuse("no-such-path", `There is no file "${to}". Check the spelling of the path.`));
  }
  const section = await findSection(context, workspace, to);
  return section.ok ? ok({ file: section.value.file, sectionId: section.value.id }) : section;
}

function readTicket(word: string): Result<TicketRef, Problem> {
  const ref = parseTicketId(word);
  if (ref !== undefined) return ok(ref);
  return err(
    misuse(
      "not-a-ticket",
      `"${word}" is not a ticket. Write SYSTEM:KEY, for example jira:PAY-142. The systems are ${SYSTEMS.join(", ")}.`,
    ),
  );
}
