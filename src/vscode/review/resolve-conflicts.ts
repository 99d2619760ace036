import * as vscode from "vscode";
import { counted } from "../../core/kernel/texts.ts";
import {
  choiceKey,
  type Choices,
  type FieldChoice,
  type SideChoice,
} from "../../core/plan/choices.ts";
import type { ChangePlan, HeldItem } from "../../core/plan/plan.ts";
import { conflictQuestion, type ConflictQuestion } from "../../core/view/conflict-choices.ts";
import { sectionName } from "../../core/view/plan-rows.ts";
import type { PlanDraft } from "../../sync/engine.ts";
import { chooseField } from "./choose-field.ts";
import type { PlanDocuments } from "./plan-documents.ts";
import type { PlanSources } from "./plan-sources.ts";

interface Conflict {
  readonly held: HeldItem;
  readonly question: ConflictQuestion;
}

interface AllEntry extends vscode.QuickPickItem {
  readonly choice: SideChoice | "each";
}

/**
 * Lets the person decide each field that moved on both sides.
 *
 * Gives back the plan as it stands after the choices; undefined on cancel.
 */
export async function resolveConflicts(
  { plan, planWith }: PlanDraft,
  sources: PlanSources,
  documents: PlanDocuments,
): Promise<ChangePlan | undefined> {
  const conflicts = plan.held.flatMap((held) => {
    const question = conflictQuestion(held);
    return question === null ? [] : [{ held, question }];
  });
  if (conflicts.length === 0) return plan;
  const all = conflicts.length === 1 ? "each" : await chooseForAll(conflicts.length);
  if (all === undefined) return undefined;
  const choices = all === "each" ? await chooseEach(conflicts, sources, documents) : same(all);
  return choices === undefined ? undefined : planWith(choices);

  function same(choice: FieldChoice): Choices {
    return new Map(
      conflicts.map(({ held, question }) => [choiceKey(held, question.field), choice]),
    );
  }
}

async function chooseForAll(count: number): Promise<SideChoice | "each" | undefined> {
  const entries: AllEntry[] = [
    { label: vscode.l10n.t("Decide one by one"), choice: "each" },
    { label: vscode.l10n.t("Keep the tickets everywhere"), choice: "tracker" },
    { label: vscode.l10n.t("Keep the specs everywhere"), choice: "spec" },
    { label: vscode.l10n.t("Leave them all for later"), choice: "hold" },
  ];
  const picked = await vscode.window.showQuickPick(entries, {
    title: counted(
      count,
      "Canon: 1 conflict between specs and tickets",
      "Canon: {0} conflicts between specs and tickets",
    ),
    placeHolder: vscode.l10n.t(
      "Choose what happens to them. You review every change before it is made.",
    ),
    ignoreFocusOut: true,
  });
  return picked?.choice;
}

async function chooseEach(
  conflicts: readonly Conflict[],
  sources: PlanSources,
  documents: PlanDocuments,
): Promise<Choices | undefined> {
  const choices = new Map<string, FieldChoice>();
  for (const { held, question } of conflicts) {
    const section = sectionName(held, sources.sectionOf);
    const choice = await chooseField(held, question, section, documents);
    if (choice === undefined) return undefined;
    choices.set(choiceKey(held, question.field), choice);
  }
  return choices;
}
