import * as vscode from "vscode";
import type { ChangePlan, PlanItem } from "../../core/plan/plan.ts";
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

/**
 * Shows every change of a plan, each ready to be left out.
 *
 * Gives back the ids of what was left out; undefined when the person turned the plan down.
 */
export async function reviewPlan(
  plan: ChangePlan,
  folder: LoadedFolder,
  sources: PlanSources,
  documents: PlanDocuments,
): Promise<ReadonlySet<string> | undefined> {
  const list = vscode.window.createQuickPick<ReviewEntry>();
  const show: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("list-unordered"),
    tooltip: "Show the whole plan as text",
  };
  const held = plan.held.length === 0 ? "" : `, ${plan.held.length} held`;
  list.title = `Canon: ${plural(plan.items.length, "planned change")}${held}`;
  list.placeholder = "Uncheck what is not to happen, then press OK";
  list.canSelectMany = true;
  list.ignoreFocusOut = true;
  list.matchOnDescription = true;
  list.buttons = [show];
  list.items = entries(plan, sources);
  list.selectedItems = list.items.filter((entry) => entry.item !== undefined);
  list.onDidTriggerButton(() => {
    void documents.showText("plan.txt", planText(plan, sources));
  });
  list.onDidTriggerItemButton(({ item: { item } }) => {
    if (item !== undefined) void showChange(item, folder, sources, documents);
  });
  const leftOut = await decided(list, plan);
  await documents.closeDiffs();
  return leftOut;
}

function decided(
  list: vscode.QuickPick<ReviewEntry>,
  plan: ChangePlan,
): Promise<ReadonlySet<string> | undefined> {
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      const kept = new Set(list.selectedItems.map((entry) => entry.item?.id));
      resolve(new Set(plan.items.map(({ id }) => id).filter((id) => !kept.has(id))));
      list.dispose();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

function entries(plan: ChangePlan, sources: PlanSources): ReviewEntry[] {
  const items = new Map(plan.items.map((item) => [item.id, item]));
  const list: ReviewEntry[] = [];
  let file: string | undefined;
  for (const row of planRows(plan, sources.sectionOf)) {
    if (row.file !== file) {
      file = row.file;
      list.push({ label: file, kind: vscode.QuickPickItemKind.Separator });
    }
    const item = items.get(row.itemId);
    if (item !== undefined) list.push(entry(row, item));
  }
  return list;
}

function entry(row: PlanRow, item: PlanItem): ReviewEntry {
  const compare: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("diff"),
    tooltip: "Show what changes",
  };
  return {
    label: row.section,
    description: row.label,
    ...(row.note === null ? {} : { detail: row.note }),
    iconPath: new vscode.ThemeIcon(ICONS[row.action]),
    buttons: hasDiff(item) ? [compare] : [],
    item,
  };
}
