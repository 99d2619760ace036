import * as vscode from "vscode";
import type { ChangePlan, PlanItem } from "../../core/plan/plan.ts";
import { planRows, type PlanRow } from "../../core/view/plan-rows.ts";
import type { PlanSources } from "./plan-sources.ts";
import { hasDiff } from "./show-change.ts";

export interface ReviewEntry extends vscode.QuickPickItem {
  readonly item?: PlanItem;
  /** All that is known of the change, for those who want more than a line. */
  readonly fullText?: string;
}

export type Grouping = "spec" | "kind";

/** Why an item is proposed, besides what the plan itself says. */
export type DetailOf = (item: PlanItem) => string | null;

/** The buttons of an entry; the same objects each time, so that they can be told apart. */
export interface EntryButtons {
  readonly diff: vscode.QuickInputButton;
  readonly more: vscode.QuickInputButton;
}

export function entryButtons(): EntryButtons {
  return {
    diff: { iconPath: new vscode.ThemeIcon("diff"), tooltip: vscode.l10n.t("Show what changes") },
    more: { iconPath: new vscode.ThemeIcon("info"), tooltip: vscode.l10n.t("Read all of it") },
  };
}

const ICONS: Readonly<Record<PlanRow["action"], string>> = {
  create: "add",
  ticket: "arrow-right",
  spec: "edit",
};

/** One entry for each change, below the spec that it is about or below its kind. */
export function reviewEntries(
  plan: ChangePlan,
  sources: PlanSources,
  detailOf: DetailOf,
  grouping: Grouping,
  buttons: EntryButtons,
): ReviewEntry[] {
  const items = new Map(plan.items.map((item) => [item.id, item]));
  const groups = new Map<string, ReviewEntry[]>();
  for (const row of planRows(plan, sources.sectionOf)) {
    const item = items.get(row.itemId);
    if (item === undefined) continue;
    const name = grouping === "spec" ? row.file : kindName(row.action);
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(entry(row, item, detailOf(item), grouping, buttons));
  }
  return [...groups].flatMap(([label, entries]) => [
    { label, kind: vscode.QuickPickItemKind.Separator },
    ...entries,
  ]);
}

function kindName(action: PlanRow["action"]): string {
  switch (action) {
    case "create":
      return vscode.l10n.t("New tickets");
    case "ticket":
      return vscode.l10n.t("Changes to tickets");
    case "spec":
      return vscode.l10n.t("Edits in specs");
  }
}

function entry(
  row: PlanRow,
  item: PlanItem,
  why: string | null,
  grouping: Grouping,
  { diff, more }: EntryButtons,
): ReviewEntry {
  // What a person should doubt comes first: a narrow list cuts the end.
  const reasons = [row.note, why].filter((part) => part !== null);
  const place = grouping === "kind" ? [row.file] : [];
  const detail = [...reasons, ...place].join(" · ");
  const compare = hasDiff(item) ? [diff] : [];
  return {
    label: row.section,
    description: row.label,
    ...(detail === "" ? {} : { detail }),
    iconPath: new vscode.ThemeIcon(ICONS[row.action]),
    buttons: reasons.length === 0 ? compare : [...compare, more],
    item,
    fullText: [row.section, row.label, ...reasons, row.file].join("\n\n"),
  };
}
