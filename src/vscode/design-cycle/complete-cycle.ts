import * as vscode from "vscode";
import { messageLine } from "../../core/view/plain-text.ts";
import { completeCycle, type CompletionRequest } from "../../design-cycle/complete-cycle.ts";
import type { CompletionReport, SystemCompletion } from "../../design-cycle/completion-report.ts";
import { completionSentence, completionText } from "../../design-cycle/completion-text.ts";
import type { App } from "../app.ts";
import { withRun } from "../host/run.ts";
import { chooseOutcome } from "./choose-outcome.ts";
import { openCycle, type OpenCycle } from "./open-cycle.ts";
import { hasWork, reviewCompletion } from "./review-completion.ts";

const TEXT = "design-cycle.txt";
const LINES_OF_LIST = 7;
const OTHER = vscode.l10n.t("Choose Another Outcome");

/**
 * Brings the outcome of the current cycle to its tickets, after the person has seen each move and
 * each comment word for word.
 */
export async function completeDesignCycle(app: App): Promise<void> {
  const open = await openCycle(app);
  if (open === undefined) return;
  let request: CompletionRequest = { outcome: null, pullRequestUrl: null };
  for (;;) {
    const shown = await preview(open, request);
    if (shown === undefined) return;
    await app.planDocuments.showText(TEXT, previewText(shown));
    const decision = await decide(app, shown);
    if (decision === undefined) return;
    if (decision !== "other-outcome") {
      await carryOut(app, open, request, decision);
      return;
    }
    const other = await chooseOutcome(request);
    if (other === undefined) return;
    request = other;
  }
}

/** Undefined where there is nothing to look at, which the person was told. */
async function preview(
  { deps }: OpenCycle,
  request: CompletionRequest,
): Promise<CompletionReport | undefined> {
  const shown = await withRun(
    vscode.l10n.t("Canon: reading the tickets of the design cycle"),
    async (run) => {
      const { signal, progress } = run;
      const options = { isPreview: true, progress };
      const report = await completeCycle(await deps(signal), request, signal, options);
      return signal.aborted ? undefined : report;
    },
  );
  if (shown === undefined) {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Canon: cancelled, nothing was changed."),
      5000,
    );
    return undefined;
  }
  if (shown.cycle !== null) return shown;
  const [problem] = shown.problems;
  const why = problem?.message ?? vscode.l10n.t("Start a cycle first; .design/STATE.md names it.");
  const text = messageLine(
    vscode.l10n.t("No design cycle is current, so nothing was done. {0}", why),
    400,
  );
  void vscode.window.showInformationMessage(text);
  return undefined;
}

/** Begins below the list, which would hide the first lines. */
function previewText(shown: CompletionReport): string {
  const space = shown.systems.some(hasWork) ? "\n".repeat(LINES_OF_LIST) : "";
  return `${space}${completionText(shown, true)}`;
}

async function decide(
  app: App,
  shown: CompletionReport,
): Promise<readonly SystemCompletion[] | "other-outcome" | undefined> {
  if (shown.systems.some(hasWork)) {
    return reviewCompletion(shown, () => {
      void app.planDocuments.showText(TEXT, previewText(shown));
    });
  }
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      "There is nothing to do for this design cycle. The text beside says why for each tracker.",
    ),
    OTHER,
  );
  return choice === undefined ? undefined : "other-outcome";
}

/** Does what was agreed to and nothing else, and says what came of it. */
async function carryOut(
  app: App,
  { deps }: OpenCycle,
  request: CompletionRequest,
  reviewed: readonly SystemCompletion[],
): Promise<void> {
  const report = await withRun(vscode.l10n.t("Canon: completing the design cycle"), async (run) => {
    const { signal, progress } = run;
    return completeCycle(await deps(signal), request, signal, { reviewed, progress });
  });
  // The tickets are not as they were a moment ago.
  app.digest.refresh();
  const text = completionText(report, false);
  app.log.info((await app.accounts()).redact(text).text);
  await app.planDocuments.showText(TEXT, text);
  const { sentence, isWhole } = completionSentence(report);
  const message = messageLine(sentence, 400);
  if (isWhole) void vscode.window.showInformationMessage(message);
  else void vscode.window.showWarningMessage(message);
}
