import * as vscode from "vscode";
import type { ProgressReport } from "../../core/progress/report.ts";
import type { ProgressAction, ProgressPage } from "../../core/progress/progress-protocol.ts";

/** What is on the page, and what of that is of use for its buttons. */
export interface OnPage {
  readonly hasFailed: boolean;
  /** The page is about one spec and not about all of them. */
  readonly isOneSpec: boolean;
  /** Undefined before the first reading. */
  readonly report: Pick<ProgressReport, "history"> | undefined;
  /** There is a message in place of figures, so there is nothing to save. */
  readonly isEmpty: boolean;
}

/** The buttons of the page, in their order. */
export function progressActions(page: OnPage): ProgressPage["actions"] {
  return actionsOf(page).map((action) => ({ action, label: actionLabel(action) }));
}

function actionsOf({ hasFailed, isOneSpec, report, isEmpty }: OnPage): ProgressAction[] {
  if (hasFailed) return ["refresh", "showLog"];
  if (report === undefined) return [];
  const all = isOneSpec ? (["showAll"] as const) : [];
  if (isEmpty) return [...all, "refresh"];
  const { history } = report;
  const isRestricted = history.kind === "none" && history.why === "restricted";
  return [
    ...all,
    "refresh",
    "saveHtml",
    ...(history.kind === "known" ? (["saveSvg"] as const) : []),
    ...(isRestricted ? (["manageTrust"] as const) : []),
  ];
}

function actionLabel(action: ProgressAction): string {
  switch (action) {
    case "manageTrust":
      return vscode.l10n.t("Manage Workspace Trust");
    case "refresh":
      return vscode.l10n.t("Refresh");
    case "saveHtml":
      return vscode.l10n.t("Save as HTML…");
    case "saveSvg":
      return vscode.l10n.t("Save Picture as SVG…");
    case "showAll":
      return vscode.l10n.t("All Specs");
    case "showLog":
      return vscode.l10n.t("Show Log");
  }
}
