import * as vscode from "vscode";
import { counted } from "../../core/kernel/texts.ts";
import type { KnownMerge } from "../../core/realization/relations/considered.ts";
import { ageWords } from "../../core/view/age-words.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import type { OpenMerges } from "../../sync/list-merges.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";

interface MergeEntry extends vscode.QuickPickItem {
  /** Absent in the entry that asks for another one. */
  readonly merge?: KnownMerge;
}

/**
 * Lets the person choose merges to record; the oldest comes first, as it was merged first.
 *
 * Gives back undefined when they turn away. `onPutAside` is told of those that they leave out of
 * the list.
 */
export async function chooseMerges(
  { merges, from }: OpenMerges,
  onPutAside: (merge: KnownMerge) => Promise<void>,
): Promise<readonly (KnownMerge | string)[] | undefined> {
  const list = vscode.window.createQuickPick<MergeEntry>();
  const title = (count: number): string =>
    from === "clone"
      ? counted(
          count,
          "Canon: Record Realization, 1 merge of the last 30 days, from this clone",
          "Canon: Record Realization, {0} merges of the last 30 days, from this clone",
        )
      : counted(
          count,
          "Canon: Record Realization, 1 merge of the last 30 days",
          "Canon: Record Realization, {0} merges of the last 30 days",
        );
  list.title = title(merges.length);
  list.placeholder =
    merges.length === 0
      ? vscode.l10n.t("Nothing is left; name another one")
      : vscode.l10n.t("Choose merges; every change is shown first");
  list.canSelectMany = true;
  list.ignoreFocusOut = true;
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.items = [...merges.map(entryOf), ANOTHER];
  list.onDidTriggerItemButton(({ item }) => {
    const { merge } = item;
    if (merge === undefined) return;
    list.items = list.items.filter((one) => one !== item);
    list.title = title(list.items.length - 1);
    void onPutAside(merge);
  });
  const chosen = await picked(list);
  if (chosen === undefined) return undefined;
  const known = chosen.flatMap(({ merge }) => merge ?? []).reverse();
  if (!chosen.some(({ merge }) => merge === undefined)) return known;
  const word = await askForAnother();
  return word === undefined ? undefined : [...known, word];
}

const ANOTHER: MergeEntry = {
  label: `$(link) ${vscode.l10n.t("Another number or address…")}`,
  alwaysShow: true,
};

function entryOf(merge: KnownMerge): MergeEntry {
  const { number, commit, title, author, mergedAt, sections } = merge;
  const name = number === null ? (commit ?? "").slice(0, 8) : `#${String(number)}`;
  const aside: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("eye-closed"),
    tooltip: vscode.l10n.t("Leave Out of This List"),
  };
  const age = ageWords(mergedAt, SYSTEM_CLOCK.now());
  const by = author === null ? age : `${plainLine(author, 60)}, ${age}`;
  const sure =
    sections === null ? "" : counted(sections, "Belongs to 1 section.", "Belongs to {0} sections.");
  return {
    label: `${name} ${plainLine(title, 120)}`,
    description: by,
    ...(sure === "" ? {} : { detail: sure }),
    iconPath: new vscode.ThemeIcon("git-merge"),
    buttons: [aside],
    merge,
  };
}

function picked(list: vscode.QuickPick<MergeEntry>): Promise<readonly MergeEntry[] | undefined> {
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      resolve(list.selectedItems);
      list.dispose();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

function askForAnother(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Canon: Record Realization"),
    prompt: vscode.l10n.t("The number of a merged pull request of this repository, or its address"),
    placeHolder: vscode.l10n.t("412, or https://github.com/owner/name/pull/412"),
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^\s*(?:#?[1-9]\d{0,8}|https?:\/\/\S+)\s*$/i.test(text)
        ? undefined
        : vscode.l10n.t("A number such as 412, or an address."),
  });
}
