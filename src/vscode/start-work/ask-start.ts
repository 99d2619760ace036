import * as vscode from "vscode";
import { numberedTitle } from "../../core/model/numbered-title.ts";
import type { SpecSection } from "../../core/model/spec.ts";
import type { ChangePlan } from "../../core/plan/plan.ts";
import { heldRows, planRows } from "../../core/view/plan-rows.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { specStatusLabel, stateLabel } from "../../core/view/status-words.ts";
import { costText } from "../review/cost-text.ts";
import type { WorkBranch } from "./work-branch.ts";

/** What can be done to begin; null for a part that is done already or cannot be. */
export interface StartParts {
  readonly branch: WorkBranch | null;
  /** What a sync does once the section is in progress. */
  readonly status: ChangePlan | null;
}

/** What a person wants of it. */
export interface StartChoice {
  readonly branch: boolean;
  readonly status: boolean;
  readonly leftOut: ReadonlySet<string>;
}

interface Entry extends vscode.QuickPickItem {
  readonly part: "branch" | "status" | "item";
  readonly id: string;
}

/** One list with all of it, each part ready to be left out; undefined when it is turned down. */
export function askStart(
  section: SpecSection,
  parts: StartParts,
): Promise<StartChoice | undefined> {
  const list = vscode.window.createQuickPick<Entry>();
  list.title = vscode.l10n.t("Canon: start work on {0}", plainLine(section.title, 60));
  list.placeholder = placeholder(parts);
  list.canSelectMany = true;
  list.ignoreFocusOut = true;
  const entries = [...branchEntry(parts), ...statusEntries(section, parts)];
  list.items = entries;
  list.selectedItems = entries;
  list.onDidChangeSelection((selected) => {
    // The ticket follows the spec: it cannot move alone.
    const hasStatus = selected.some(({ part }) => part === "status");
    const kept = selected.filter(({ part }) => hasStatus || part !== "item");
    if (kept.length < selected.length) list.selectedItems = kept;
  });
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      resolve(choiceOf(entries, list.selectedItems));
      list.dispose();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

function choiceOf(entries: readonly Entry[], selected: readonly Entry[]): StartChoice {
  const has = (part: Entry["part"]): boolean => selected.some((entry) => entry.part === part);
  const kept = new Set(has("status") ? selected.map(({ id }) => id) : []);
  const items = entries.filter(({ part }) => part === "item").map(({ id }) => id);
  return {
    branch: has("branch"),
    status: has("status"),
    leftOut: new Set(items.filter((id) => !kept.has(id))),
  };
}

function branchEntry({ branch }: StartParts): Entry[] {
  if (branch === null) return [];
  const { name, exists, current } = branch;
  const from = current ?? "HEAD";
  return [
    {
      label: name,
      description: exists
        ? vscode.l10n.t("Switch to the branch, which exists already")
        : vscode.l10n.t("Create the branch from {0} and switch to it", from),
      iconPath: new vscode.ThemeIcon("git-branch"),
      part: "branch",
      id: "branch",
    },
  ];
}

function statusEntries(section: SpecSection, { status }: StartParts): Entry[] {
  if (status === null) return [];
  const from = section.status === null ? stateLabel("draft") : specStatusLabel(section.status);
  const spec: Entry = {
    label: plainLine(numberedTitle(section), 80),
    description: vscode.l10n.t("Set the spec's status: {0} → {1}", from, stateLabel("in_progress")),
    iconPath: new vscode.ThemeIcon("edit"),
    part: "status",
    id: "status",
  };
  const rows = planRows(status, () => section);
  const items = rows.map(({ itemId, label, note, action, section: name }): Entry => ({
    label: name,
    description: label,
    ...(note === null ? {} : { detail: note }),
    iconPath: new vscode.ThemeIcon(action === "create" ? "add" : "arrow-right"),
    part: "item",
    id: itemId,
  }));
  return [spec, ...items];
}

/** A ticket that has to wait is said here, before anything is done without it. */
function placeholder({ status }: StartParts): string {
  const hint = vscode.l10n.t("Uncheck what is not to happen, then press OK");
  if (status === null) return hint;
  const [held] = heldRows(status, () => undefined);
  const first = held === undefined ? costText(status.items) : `${held.label}.`;
  return first === "" ? hint : `${first} ${hint}`;
}
