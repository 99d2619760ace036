import * as vscode from "vscode";
import type { FieldChoice } from "../../core/plan/choices.ts";
import type { HeldItem } from "../../core/plan/plan.ts";
import type { ConflictEntry, ConflictQuestion } from "../../core/view/conflict-choices.ts";
import type { PlanDocuments } from "./plan-documents.ts";

interface Entry extends vscode.QuickPickItem {
  readonly choice: ConflictEntry["choice"];
}

const ICONS: Readonly<Record<ConflictEntry["choice"], string>> = {
  merge: "git-merge",
  tracker: "arrow-left",
  spec: "arrow-right",
  hold: "watch",
};

/**
 * Asks what happens to one field in conflict; undefined on cancel.
 *
 * The two texts stand in a comparison behind the list, and each side can be compared with what was
 * last agreed on.
 */
export async function chooseField(
  held: HeldItem,
  { field, prompt, entries }: ConflictQuestion,
  section: string,
  documents: PlanDocuments,
): Promise<FieldChoice | undefined> {
  const isText = field === "text";
  if (isText) await compare(documents, section, ["ticket", held.tracker], ["spec", held.spec]);
  const picked = await pick(
    `Canon: ${section}`,
    prompt,
    entries.map((entry) => toEntry(entry, isText && held.base !== null)),
    (choice) => {
      const side = choice === "tracker" ? held.tracker : held.spec;
      const name = choice === "tracker" ? "ticket" : "spec";
      void compare(documents, section, [vscode.l10n.t("last agreed"), held.base], [name, side]);
    },
  );
  if (isText) await documents.closeDiffs();
  if (picked !== "merge") return picked;
  return isText ? mergeText(held, section) : typeTitle(held, section);
}

function toEntry({ choice, label, description }: ConflictEntry, isComparable: boolean): Entry {
  const isSide = choice === "tracker" || choice === "spec";
  const button: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("diff"),
    tooltip: vscode.l10n.t("Compare with what was last agreed on"),
  };
  const buttons = isSide && isComparable ? [button] : [];
  return { label, description, choice, iconPath: new vscode.ThemeIcon(ICONS[choice]), buttons };
}

function pick(
  title: string,
  placeholder: string,
  entries: readonly Entry[],
  onCompare: (choice: Entry["choice"]) => void,
): Promise<Entry["choice"] | undefined> {
  const list = vscode.window.createQuickPick<Entry>();
  list.title = title;
  list.placeholder = placeholder;
  list.ignoreFocusOut = true;
  list.items = entries;
  return new Promise((resolve) => {
    list.onDidTriggerItemButton(({ item }) => {
      onCompare(item.choice);
    });
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]?.choice);
      list.dispose();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

async function compare(
  documents: PlanDocuments,
  section: string,
  [leftName, left]: readonly [string, string | null],
  [rightName, right]: readonly [string, string | null],
): Promise<void> {
  const title = vscode.l10n.t("Canon: {0}, {1} and {2}", section, leftName, rightName);
  await documents.showDiff(`${leftName}.md`, title, `${left ?? ""}\n`, `${right ?? ""}\n`);
}

/** A merge that was given up, or still has a conflict in it, leaves the field for later. */
async function mergeText(held: HeldItem, section: string): Promise<FieldChoice> {
  const { mergeInEditor } = await import("./merge-in-editor.ts");
  const { spec, tracker, base } = held;
  const merged = await mergeInEditor({
    name: section,
    base,
    spec: spec ?? "",
    ticket: tracker ?? "",
  });
  if (merged !== undefined) return { merged };
  vscode.window.setStatusBarMessage(
    vscode.l10n.t("Canon: the text was not merged and stays held."),
    5000,
  );
  return "hold";
}

async function typeTitle(held: HeldItem, section: string): Promise<FieldChoice | undefined> {
  const title = await vscode.window.showInputBox({
    title: `Canon: ${section}`,
    prompt: vscode.l10n.t("The title for the heading, without its number, and for the ticket"),
    value: held.tracker ?? held.spec ?? "",
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === "" ? vscode.l10n.t("A section needs a title.") : undefined,
  });
  return title === undefined ? undefined : { merged: title.trim() };
}
