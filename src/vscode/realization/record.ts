import * as vscode from "vscode";
import { counted } from "../../core/kernel/texts.ts";
import { approvePlan } from "../../core/plan/approve.ts";
import type { KnownMerge } from "../../core/realization/relations/considered.ts";
import { workName } from "../../core/realization/relations/relation-words.ts";
import { messageLine, plainLine } from "../../core/view/plain-text.ts";
import type { Result } from "../../core/kernel/result.ts";
import type { RealizationDraft, Refusal } from "../../sync/engine.ts";
import type { ApplyReport, CommitReport } from "../../sync/report.ts";
import { proposeRealization } from "../../sync/propose-realization.ts";
import type { App } from "../app.ts";
import { chooseFolder } from "../commands/choose-folder.ts";
import { mayWrite } from "../commands/may-write.ts";
import { showProposal } from "../commands/propose-plan.ts";
import { showProblem, showRefusal } from "../commands/show-refusal.ts";
import { showReport } from "../commands/show-report.ts";
import { withRun } from "../host/run.ts";
import { PlanSources } from "../review/plan-sources.ts";
import { reviewPlan, type Review } from "../review/review-plan.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { askRelations } from "./ask-relations.ts";
import { chooseMerges } from "./choose-merges.ts";
import { verdictLine } from "./verdict-line.ts";

/** Records what merged pull requests realized, each after a review of its own. */
export async function recordRealization(app: App, argument: unknown): Promise<void> {
  const session = folderOf(app, argument) ?? (await chooseFolder(app));
  if (session === undefined || !(await mayWrite(session))) return;
  const chosen = await choose(app, session);
  if (chosen === undefined) {
    sayNothing();
    return;
  }
  // A message stays until somebody answers it, and the next review does not wait for that.
  const said: Promise<void>[] = [];
  const say = (message: Promise<void>): void => void said.push(message);
  for (const merge of chosen) {
    // Whoever turns one away wants to look first.
    if (!(await recordOne(app, session, merge, say))) break;
  }
  await app.merges.refresh(session);
  await Promise.all(said);
}

/** Takes a message that is on screen. */
type Say = (message: Promise<void>) => void;

async function choose(
  app: App,
  session: FolderSession,
): Promise<readonly (KnownMerge | string)[] | undefined> {
  const { engine } = await session.load();
  const listed = await withRun(vscode.l10n.t("Canon: looking for merged pull requests"), (run) =>
    engine.records.list({ isRelated: true }, run),
  );
  if (!listed.ok) {
    const text = listed.error.map(({ message }) => message).join(" ");
    void vscode.window.showWarningMessage(messageLine(text, 500));
    return undefined;
  }
  app.merges.keep(session, listed.value.merges);
  const { why } = listed.value;
  if (why !== null) app.log.info((await app.accounts()).redact(why).text);
  return chooseMerges(listed.value, async ({ name }) => {
    const saved = await engine.records.putAside([name], true);
    if (saved.ok) app.merges.drop(session, name);
    else showProblem(saved.error);
  });
}

/** False where the person turned it away, or could not be asked. */
async function recordOne(
  app: App,
  session: FolderSession,
  merge: KnownMerge | string,
  say: Say,
): Promise<boolean> {
  const { engine } = await session.load();
  const found = await withRun(vscode.l10n.t("Canon: reading the pull request"), (run) =>
    engine.records.find(merge, run),
  );
  if (!found.ok) {
    for (const problem of found.error.problems.slice(0, 1)) showProblem(problem);
    return false;
  }
  const work = found.value;
  const draftWith = (asked: ReadonlySet<string>) =>
    withRun(vscode.l10n.t("Canon: relating it to sections"), (run) =>
      engine.draftRealization(work, { asked, model: "decides" }, run),
    );
  const first = await draftWith(new Set());
  if (!first.ok) {
    await showRefusal(session, first.error);
    return false;
  }
  const asked = await confirm(session, first.value);
  if (asked === undefined) return stopped();
  const draft = asked.size === 0 ? first : await draftWith(asked);
  if (!draft.ok) {
    await showRefusal(session, draft.error);
    return false;
  }
  if (draft.value.plan.items.length === 0) {
    await sayNothingToRecord(app, session, draft.value);
    return true;
  }
  return review(app, session, draft.value, say);
}

async function confirm(
  session: FolderSession,
  { work, plan, relations }: RealizationDraft,
): Promise<ReadonlySet<string> | undefined> {
  const questions = plan.held.filter(({ reason }) => reason === "relation/weak");
  if (questions.length === 0) return new Set();
  const sources = await PlanSources.read(await session.load(), plan);
  return askRelations(workName(work), questions, relations, sources);
}

async function review(
  app: App,
  session: FolderSession,
  { work, plan, verdicts, relations }: RealizationDraft,
  say: Say,
): Promise<boolean> {
  const folder = await session.load();
  const { engine } = folder;
  const sources = await PlanSources.read(folder, plan);
  const reviewed: Review | undefined = await reviewPlan(plan, folder, sources, app.planDocuments, {
    title: plainLine(workName(work), 40),
    detailOf: (item) => verdictLine(item, verdicts, relations),
    canCommit: engine.records.canCommit,
  });
  if (reviewed === undefined) return stopped();
  const { goesTo, leftOut } = reviewed;
  if (goesTo === "pull-request") {
    const proposed = await withRun(vscode.l10n.t("Canon: opening a pull request"), (run) =>
      proposeRealization(engine, plan, leftOut, run),
    );
    if (proposed.ok) say(showProposal(app, proposed.value, sources));
    else await showRefusal(session, proposed.error);
    return proposed.ok;
  }
  const approved = approvePlan(plan, leftOut);
  const report = await withRun(vscode.l10n.t("Canon: recording"), (run): Promise<Recorded> =>
    goesTo === "commit" ? engine.records.commit(approved, work, run) : engine.apply(approved, run),
  );
  if (!report.ok) {
    await showRefusal(session, report.error);
    return false;
  }
  void vscode.commands.executeCommand("setContext", "canon.hasRecorded", true);
  if ("commit" in report.value) sayCommit(report.value.commit);
  say(showReport(app, session, report.value, sources));
  return true;
}

type Recorded = Result<ApplyReport | CommitReport, Refusal>;

function sayCommit(commit: CommitReport["commit"]): void {
  if (commit === null) return;
  const text = vscode.l10n.t(
    "Canon: committed {0} to {1} as {2}.",
    counted(commit.files.length, "1 file", "{0} files"),
    plainLine(commit.branch, 60),
    commit.id.slice(0, 12),
  );
  vscode.window.setStatusBarMessage(text, 10_000);
}

/** What surely has nothing to record is not offered again; what could not be read is. */
async function sayNothingToRecord(
  app: App,
  session: FolderSession,
  { work, plan }: RealizationDraft,
): Promise<void> {
  const { engine } = await session.load();
  const kept = plan.held.find(({ reason }) => reason !== "relation/weak");
  const broken = plan.problems.find(({ severity }) => severity === "error");
  if (kept !== undefined || broken !== undefined) {
    const why = kept?.message ?? broken?.message ?? "";
    void vscode.window.showWarningMessage(messageLine(`${workName(work)}: ${why}`, 500));
    return;
  }
  const saved = await engine.records.putAside([work.source], true);
  if (saved.ok) app.merges.drop(session, work.source);
  const text = vscode.l10n.t(
    "{0} has nothing to record, and is not offered again.",
    workName(work),
  );
  void vscode.window.showInformationMessage(messageLine(text, 300));
}

function stopped(): false {
  sayNothing();
  return false;
}

function sayNothing(): void {
  vscode.window.setStatusBarMessage(vscode.l10n.t("Canon: nothing was changed."), 5000);
}

/** What a row of the view passes: the folder that it stands for. */
function folderOf(app: App, argument: unknown): FolderSession | undefined {
  return typeof argument === "string"
    ? app.folders.all().find(({ folder }) => folder.uri.toString() === argument)
    : undefined;
}
