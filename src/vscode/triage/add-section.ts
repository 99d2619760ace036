import * as vscode from "vscode";
import { ticketId } from "../../core/model/ticket-ref.ts";
import { approvePlan } from "../../core/plan/approve.ts";
import type { ChangePlan } from "../../core/plan/plan.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import type { Engine, Run } from "../../sync/engine.ts";
import type { SectionPlace, TriagedTicket } from "../../sync/triage-report.ts";
import type { App } from "../app.ts";
import { mayWrite } from "../commands/may-write.ts";
import { showProblem, showRefusal } from "../commands/show-refusal.ts";
import { showReport } from "../commands/show-report.ts";
import { withRun } from "../host/run.ts";
import { choose } from "../host/steps.ts";
import { PlanSources } from "../review/plan-sources.ts";
import { showChange } from "../review/show-change.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { choosePlace } from "./choose-section.ts";
import type { Next } from "./scope.ts";

/** Drafts a section for a ticket, shows it, and writes it once the person agrees. */
export async function addSection(
  app: App,
  session: FolderSession,
  { ref, ticket }: TriagedTicket,
  place: SectionPlace,
): Promise<Next> {
  const title = vscode.l10n.t(
    "Canon: a section for {0}",
    plainLine(`${ref.key} ${ticket.title}`, 70),
  );
  const plan: PlanSection = (engine, at, run) => engine.planSection(ref, at, run);
  const next = await draftSection(app, session, { title, plan, step: 3 }, place);
  // The person is at the new section now and has enough of the list.
  return next === "changed" ? "ended" : next;
}

type PlanSection = (
  engine: Engine,
  place: SectionPlace | null,
  run: Run,
) => ReturnType<Engine["planSection"]>;

interface SectionQuestion {
  readonly title: string;
  readonly plan: PlanSection;
  /** How many questions came before, and one. */
  readonly step: number;
}

/**
 * Drafts a section, shows the spec before and after, and writes it once the person agrees. Without
 * a place, it goes where it fits best.
 */
export async function draftSection(
  app: App,
  session: FolderSession,
  { title, plan: planAt, step }: SectionQuestion,
  place: SectionPlace | null,
): Promise<Next> {
  if (!(await mayWrite(session))) return "ended";
  const folder = await session.load();
  let at: SectionPlace | null | undefined = place;
  while (at !== undefined) {
    const wanted = at;
    const plan = await withRun(vscode.l10n.t("Canon: drafting a section"), (run) =>
      planAt(folder.engine, wanted, run),
    );
    if (!plan.ok) {
      showProblem(plan.error);
      return "ended";
    }
    const sources = await PlanSources.read(folder, plan.value);
    const [item] = plan.value.items;
    if (item !== undefined) await showChange(item, folder, sources, app.planDocuments);
    const where = item?.file ?? wanted?.file ?? "";
    const answer = await choose({ title, step, total: null }, where, CHOICES);
    await app.planDocuments.closeDiffs();
    if (answer === "back") return "same";
    if (answer === "cancelled") return "ended";
    if (answer.value === "write") return write(app, session, plan.value, sources);
    at = await choosePlace(session, title);
  }
  return "same";
}

const CHOICES = [
  {
    label: `$(check) ${vscode.l10n.t("Add this section")}`,
    description: vscode.l10n.t("as the comparison shows it"),
    value: "write" as const,
  },
  { label: `$(move) ${vscode.l10n.t("Choose another place…")}`, value: "move" as const },
];

async function write(
  app: App,
  session: FolderSession,
  plan: ChangePlan,
  sources: PlanSources,
): Promise<Next> {
  const { engine, parse, files } = await session.load();
  const approved = approvePlan(plan);
  const report = await withRun(vscode.l10n.t("Canon: adding the section"), (run) =>
    engine.apply(approved, run),
  );
  if (!report.ok) {
    await showRefusal(session, report.error);
    return "ended";
  }
  const [result] = report.value.results;
  if (result?.outcome === "done") {
    const { item } = result;
    const link = item.kind === "add-section" ? item.section.link : null;
    const gone = link === null ? [] : [ticketId(link)];
    app.triage.drop(session, item.ticket === null ? gone : [...gone, item.ticket]);
    const reading = await files.read(item.file);
    const document = reading.kind === "found" ? parse(reading.text) : undefined;
    const line = document?.sections.find(({ id }) => id === item.sectionId)?.line ?? 1;
    const position = new vscode.Position(line - 1, 0);
    await vscode.window.showTextDocument(session.uriOf(item.file), {
      selection: new vscode.Range(position, position),
    });
  }
  await showReport(app, session, report.value, sources);
  return result?.outcome === "done" ? "changed" : "ended";
}
