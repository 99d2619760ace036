import * as vscode from "vscode";
import { chooseSides, sectionKey } from "../../core/plan/choose-sides.ts";
import type { ChangePlan, ConflictChoice, HeldItem } from "../../core/plan/plan.ts";
import { sectionName } from "../../core/view/plan-rows.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { ticketStatusLabel } from "../../core/view/status-words.ts";
import { plural } from "../../core/view/spec-counts.ts";
import type { PlanSources } from "./plan-sources.ts";

interface ChoiceEntry extends vscode.QuickPickItem {
  readonly choice: ConflictChoice | "each";
}

/**
 * Lets the person choose a side for each section where both sides moved.
 *
 * `planWith` makes the plan again with one side kept; it is asked only for sides that were
 * chosen. Gives back the plan as it stands after the choices; undefined on cancel.
 */
export async function resolveConflicts(
  plan: ChangePlan,
  sources: PlanSources,
  planWith: (choice: ConflictChoice) => Promise<ChangePlan | undefined>,
): Promise<ChangePlan | undefined> {
  const conflicts = bySection(plan.held.filter((held) => held.reason.startsWith("conflict/")));
  if (conflicts.size === 0) return plan;
  const choices = await choose(conflicts, sources);
  if (choices === undefined) return undefined;
  const wanted = new Set(choices.values());
  const tracker = wanted.has("tracker") ? await planWith("tracker") : plan;
  const spec = wanted.has("spec") ? await planWith("spec") : plan;
  if (tracker === undefined || spec === undefined) return undefined;
  return chooseSides({ hold: plan, tracker, spec }, choices);
}

async function choose(
  conflicts: ReadonlyMap<string, readonly HeldItem[]>,
  sources: PlanSources,
): Promise<ReadonlyMap<string, ConflictChoice> | undefined> {
  let all: ConflictChoice | "each" = "each";
  if (conflicts.size > 1) {
    const picked = await vscode.window.showQuickPick(forAll(), {
      title: `Canon: ${plural(conflicts.size, "section")} changed on both sides`,
      placeHolder: "Choose what happens to them. You review every change before it is made.",
      ignoreFocusOut: true,
    });
    if (picked === undefined) return undefined;
    all = picked.choice;
  }
  const choices = new Map<string, ConflictChoice>();
  for (const [key, held] of conflicts) {
    const choice = all === "each" ? await chooseOne(held, sources) : all;
    if (choice === undefined) return undefined;
    choices.set(key, choice);
  }
  return choices;
}

async function chooseOne(
  held: readonly HeldItem[],
  sources: PlanSources,
): Promise<ConflictChoice | undefined> {
  const [first] = held;
  if (first === undefined) return "hold";
  const [tracker, spec, before] = [
    values(held, (one) => one.tracker),
    values(held, (one) => one.spec),
    values(held, (one) => one.base),
  ];
  const entries: (vscode.QuickPickItem & { choice: ConflictChoice })[] = [
    { label: "Keep the ticket", description: tracker, choice: "tracker" },
    { label: "Keep the spec", description: spec, choice: "spec" },
    { label: "Decide later", description: "Nothing changes now", choice: "hold" },
  ];
  const what = [...new Set(held.map((one) => one.reason.slice("conflict/".length)))].join(", ");
  const picked = await vscode.window.showQuickPick(entries, {
    title: `Canon: ${sectionName(first, sources.sectionOf)}`,
    placeHolder: `Spec and ticket both changed: ${what}. Before: ${before}.`,
    ignoreFocusOut: true,
  });
  return picked?.choice;
}

function forAll(): ChoiceEntry[] {
  return [
    { label: "Decide one by one", choice: "each" },
    { label: "Keep the tickets everywhere", choice: "tracker" },
    { label: "Keep the specs everywhere", choice: "spec" },
    { label: "Leave them all for later", choice: "hold" },
  ];
}

function bySection(held: readonly HeldItem[]): Map<string, HeldItem[]> {
  const sections = new Map<string, HeldItem[]>();
  for (const item of held) {
    const key = sectionKey(item);
    sections.set(key, [...(sections.get(key) ?? []), item]);
  }
  return sections;
}

function values(held: readonly HeldItem[], side: (item: HeldItem) => string | null): string {
  const known = held.flatMap((item) => {
    const value = side(item);
    if (value === null) return [];
    return item.reason === "conflict/status" ? ticketStatusLabel(value) : value;
  });
  return known.length === 0 ? "not known" : plainLine(known.join("; "), 120);
}
