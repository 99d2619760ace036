import * as vscode from "vscode";
import type { ChangePlan, PlanItem } from "../../core/plan/plan.ts";
import { isForPullRequest } from "../../core/plan/pull-request.ts";
import { planRows, type PlanRow } from "../../core/view/plan-rows.ts";
import { plural } from "../../core/view/spec-counts.ts";
import type { LoadedFolder } from "../workspace/folder-session.ts";
import type { PlanDocuments } from "./plan-documents.ts";
import type { PlanSources } from "./plan-sources.ts";
import { planText } from "./plan-text.ts";
import { hasDiff, showChange } from "./show-change.ts";

interface ReviewEntry extends vscode.QuickPickItem {
  readonly item?: PlanItem;
}

const ICONS: Readonly<Record<PlanRow["action"], string>> = {
  create: "add",
  ticket: "arrow-right",
  spec: "edit",
};

/** What a person made of a plan: which items were left out, and where the rest goes. */
export interface Review {
  readonly leftOut: ReadonlySet<string>;
  readonly goesTo: "workspace" | "pull-request" | "commit";
}

/** What a review says besides the plan itself. */
export interface ReviewAbout {
  /** In place of the usual title. */
  readonly title: string;
  /** Why an item is proposed. */
  readonly detailOf: (item: PlanItem) => string | null;
  /** Whether the changes can be committed at once. */
  readonly canCommit: boolean;
}

/**
 * Shows every change of a plan, each ready to be left out.
 *
 * Gives back undefined when the person turned the plan down.
 */
export async function reviewPlan(
  plan: ChangePlan,
  folder: LoadedFolder,
  sources: PlanSources,
  documents: PlanDocuments,
  about: ReviewAbout | null = null,
): Promise<Review | undefined> {
  const list = vscode.window.createQuickPick<ReviewEntry>();
  const show: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("list-unordered"),
    tooltip: "Show the whole plan as text",
  };
  const held = plan.held.length === 0 ? "" : `, ${plan.held.length} held`;
  const what = about === null ? "Canon" : `Canon: ${about.title}`;
  list.title = `${what}: ${plural(plan.items.length, "planned change")}${held}`;
  list.placeholder = "Uncheck what is not to happen, then press OK";
  list.canSelectMany = true;
  list.ignoreFocusOut = true;
  list.matchOnDescription = true;
  const propose: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("git-pull-request-create"),
    tooltip: "Open a Pull Request",
  };
  const commit: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("git-commit"),
    tooltip: "Make the Changes and Commit Them",
  };
  const edits = plan.items.some(isForPullRequest);
  const commits = edits && about?.canCommit === true ? [commit] : [];
  list.buttons = edits ? [show, ...commits, propose] : [show];
  list.items = entries(plan, sources, about);
  list.selectedItems = list.items.filter((entry) => entry.item !== undefined);
  list.onDidTriggerButton((button) => {
    if (button === show) void documents.showText("plan.txt", planText(plan, sources));
  });
  list.onDidTriggerItemButton(({ item: { item } }) => {
    if (item !== undefined) void showChange(item, folder, sources, documents);
  });
  const review = await decided(list, plan, propose, commit);
  await documents.closeDiffs();
  return review;
}

function decided(
  list: vscode.QuickPick<ReviewEntry>,
  plan: ChangePlan,
  propose: vscode.QuickInputButton,
  commit: vscode.QuickInputButton,
): Promise<Review | undefined> {
  return new Promise((resolve) => {
    const decide = (goesTo: Review["goesTo"]): void => {
      const kept = new Set(list.selectedItems.map((entry) => entry.item?.id));
      const leftOut = new Set(plan.items.map(({ id }) => id).filter((id) => !kept.has(id)));
      resolve({ leftOut, goesTo });
      list.dispose();
    };
    list.onDidAccept(() => {
      decide("workspace");
    });
    list.onDidTriggerButton((button) => {
      if (button === propose) decide("pull-request");
      else if (button === commit) decide("commit");
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

function entries(plan: ChangePlan, sources: PlanSources, about: ReviewAbout | null): ReviewEntry[] {
  const items = new Map(plan.items.map((item) => [item.id, item]));
  const list: ReviewEntry[] = [];
  let file: string | undefined;
  for (const row of planRows(plan, sources.sectionOf)) {
    if (row.file !== file) {
      file = row.file;
      list.push({ label: file, kind: vscode.QuickPickItemKind.Separator });
    }
    const item = items.get(row.itemId);
    if (item !== undefined) list.push(entry(row, item, about?.detailOf(item) ?? null));
  }
  return list;
}

function entry(row: PlanRow, item: PlanItem, why: string | null): ReviewEntry {
  const compare: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("diff"),
    tooltip: "Show what changes",
  };
  return {
    label: row.section,
    description: row.label,
    ...detail([row.note, why]),
    iconPath: new vscode.ThemeIcon(ICONS[row.action]),
    buttons: hasDiff(item) ? [compare] : [],
    item,
  };
}

function detail(parts: readonly (string | null)[]): Pick<ReviewEntry, "detail"> {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? {} : { detail: known.join(" · ") };
}
