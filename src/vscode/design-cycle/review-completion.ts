import * as vscode from "vscode";
import { plainLine } from "../../core/view/plain-text.ts";
import type { CompletionReport, SystemCompletion } from "../../design-cycle/completion-report.ts";
import { outcomeWords } from "../../design-cycle/completion-text.ts";
import { NAMES } from "../../design-cycle/cycle-state.ts";

interface TicketEntry extends vscode.QuickPickItem {
  readonly completion: SystemCompletion;
}

/** Whether a completion would change anything in this tracker. */
export function hasWork({ transition, comment }: SystemCompletion): boolean {
  return transition?.done === false || comment?.already === false;
}

/**
 * Shows what would be done for each ticket, ready to be left out.
 *
 * Gives back what the person agreed to; undefined when they turned it down.
 */
export async function reviewCompletion(
  { cycle, outcome, systems }: CompletionReport,
  showText: () => void,
): Promise<readonly SystemCompletion[] | "other-outcome" | undefined> {
  const list = vscode.window.createQuickPick<TicketEntry>();
  const show: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("list-unordered"),
    tooltip: vscode.l10n.t("Show the whole text"),
  };
  const other: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("edit"),
    tooltip: vscode.l10n.t("Choose another outcome"),
  };
  list.title = vscode.l10n.t(
    "Canon: complete {0}, {1}",
    plainLine(cycle ?? "", 40),
    outcomeWords(outcome),
  );
  list.placeholder = vscode.l10n.t("Uncheck what is not to happen, then press OK");
  list.canSelectMany = true;
  list.ignoreFocusOut = true;
  list.matchOnDescription = true;
  list.buttons = [show, other];
  list.items = systems.filter(hasWork).map(entry);
  list.selectedItems = list.items;
  return new Promise((resolve) => {
    list.onDidTriggerButton((button) => {
      if (button === show) {
        showText();
        return;
      }
      resolve("other-outcome");
      list.dispose();
    });
    list.onDidAccept(() => {
      resolve(list.selectedItems.map(({ completion }) => completion));
      list.dispose();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

function entry(completion: SystemCompletion): TicketEntry {
  const { system, key, transition, comment } = completion;
  const isMoved = transition?.done === false;
  const move = isMoved
    ? `${plainLine(transition.from)} → ${plainLine(transition.to)}`
    : vscode.l10n.t("stays where it is");
  const said =
    comment?.already === false ? plainLine(comment.text, 200) : vscode.l10n.t("No new comment");
  return {
    label: `${NAMES[system]} ${plainLine(key ?? "")}`,
    description: move,
    detail: said,
    iconPath: new vscode.ThemeIcon(isMoved ? "arrow-right" : "comment"),
    completion,
  };
}
