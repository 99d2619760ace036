import * as vscode from "vscode";
import type { HeldItem } from "../../core/plan/plan.ts";
import { placeOf } from "../../core/plan/section-place.ts";
import type { Relation } from "../../core/realization/relations/relation.ts";
import { doubtsText, reasonsText } from "../../core/realization/relations/relation-words.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { sectionName } from "../../core/view/plan-rows.ts";
import type { PlanSources } from "../review/plan-sources.ts";

interface SectionEntry extends vscode.QuickPickItem {
  readonly place: string;
}

/**
 * Asks which sections merged work realized where that is not certain.
 *
 * Gives back the places of those that the person confirmed; none is chosen for them. Undefined when
 * they turn away.
 */
export async function askRelations(
  name: string,
  questions: readonly HeldItem[],
  relations: readonly Relation[],
  sources: PlanSources,
): Promise<ReadonlySet<string> | undefined> {
  const entries = questions.map((held): SectionEntry => {
    const relation = relations.find(
      (one) => one.file === held.file && one.sectionIndex === held.sectionIndex,
    );
    return {
      label: sectionName(held, sources.sectionOf),
      description: plainLine(held.file, 100),
      detail: why(relation, held),
      iconPath: new vscode.ThemeIcon("question"),
      place: placeOf(held.file, { id: held.sectionId }),
    };
  });
  const list = vscode.window.createQuickPick<SectionEntry>();
  list.title =
    entries.length === 1
      ? vscode.l10n.t("Canon: {0}, 1 question", name)
      : vscode.l10n.t("Canon: {0}, {1} questions", name, entries.length);
  list.placeholder = vscode.l10n.t("Check the sections that it realized, or none; then press OK");
  list.canSelectMany = true;
  list.ignoreFocusOut = true;
  list.matchOnDescription = true;
  list.items = entries;
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      resolve(new Set(list.selectedItems.map(({ place }) => place)));
      list.dispose();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

function why(relation: Relation | undefined, held: HeldItem): string {
  if (relation === undefined) return plainLine(held.message, 300);
  const doubts = doubtsText(relation);
  const but = doubts === "" ? vscode.l10n.t("that alone is not certain enough") : doubts;
  return plainLine(vscode.l10n.t("Perhaps: {0}; but {1}.", reasonsText(relation), but), 300);
}
