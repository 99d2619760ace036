import * as vscode from "vscode";
import type { KnownMerge } from "../../core/realization/considered.ts";
import { ageWords } from "../../core/view/age-words.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { plural } from "../../core/view/spec-counts.ts";
import type { OpenMerges } from "../../sync/list-merges.ts";
import { SYSTEM_CLOCK } from "../host/system-clock.ts";

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
  const source = from === "clone" ? ", from this clone" : "";
  const title = (count: number): string =>
    `Canon: Record Realization, ${plural(count, "merge")} of the last 30 days${source}`;
  list.title = title(merges.length);
  list.placeholder =
    merges.length === 0
      ? "Nothing is left; name another one"
      : "Choose merges; every change is shown first";
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
  label: "$(link) Another number or address…",
  alwaysShow: true,
};

function entryOf(merge: KnownMerge): MergeEntry {
  const { number, commit, title, author, mergedAt, sections } = merge;
  const name = number === null ? (commit ?? "").slice(0, 8) : `#${String(number)}`;
  const aside: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("eye-closed"),
    tooltip: "Leave Out of This List",
  };
  const age = ageWords(mergedAt, SYSTEM_CLOCK.now());
  const by = author === null ? age : `${plainLine(author, 60)}, ${age}`;
  const sure = sections === null ? "" : `Belongs to ${plural(sections, "section")}. `;
  return {
    label: `${name} ${plainLine(title, 120)}`,
    description: by,
    ...(sure === "" ? {} : { detail: sure.trim() }),
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
    title: "Canon: Record Realization",
    prompt: "The number of a merged pull request of this repository, or its address",
    placeHolder: "412, or https://github.com/owner/name/pull/412",
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^\s*(?:#?[1-9]\d{0,8}|https?:\/\/\S+)\s*$/i.test(text)
        ? undefined
        : "A number such as 412, or an address.",
  });
}
