import * as vscode from "vscode";
import type { ChangePlan, PlanItem } from "../../core/plan/plan.ts";
import { isForPullRequest } from "../../core/plan/pull-request.ts";
import type { LoadedFolder } from "../workspace/folder-session.ts";
import { costText } from "./cost-text.ts";
import type { PlanDocuments } from "./plan-documents.ts";
import type { PlanSources } from "./plan-sources.ts";
import { planText } from "./plan-text.ts";
import {
  entryButtons,
  reviewEntries,
  type DetailOf,
  type Grouping,
  type ReviewEntry,
} from "./review-entries.ts";
import { showChange } from "./show-change.ts";

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
  readonly detailOf: DetailOf;
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
  list.title = titleOf(plan, about);
  list.canSelectMany = true;
  list.ignoreFocusOut = true;
  list.matchOnDescription = true;
  const ways = waysOut(plan, about);
  const buttons = entryButtons();
  const detailOf = about?.detailOf ?? (() => null);
  let kept: ReadonlySet<string> = new Set(plan.items.map(({ id }) => id));
  const fill = (grouping: Grouping): void => {
    list.items = reviewEntries(plan, sources, detailOf, grouping, buttons);
    list.selectedItems = list.items.filter(({ item }) => item !== undefined && kept.has(item.id));
    list.buttons = [ways.show, ways.group[grouping], ...ways.others];
  };
  const price = (): void => {
    list.placeholder = placeholder(plan.items.filter(({ id }) => kept.has(id)));
  };
  fill("spec");
  price();
  list.onDidChangeSelection((selected) => {
    kept = new Set(selected.flatMap(({ item }) => item?.id ?? []));
    price();
  });
  list.onDidTriggerButton((button) => {
    if (button === ways.show) void documents.showText("plan.txt", planText(plan, sources));
    else if (button === ways.group.spec) fill("kind");
    else if (button === ways.group.kind) fill("spec");
  });
  list.onDidTriggerItemButton(({ item: { item, fullText }, button }) => {
    if (button === buttons.more) void documents.showText("change.txt", `${fullText ?? ""}\n`);
    else if (item !== undefined) void showChange(item, folder, sources, documents);
  });
  const review = await decided(list, plan, ways);
  await documents.closeDiffs();
  return review;
}

/** The buttons beside the title: what shows the plan in another way, and where it can go. */
interface Ways {
  readonly show: vscode.QuickInputButton;
  /** By the grouping that is on screen: the button that leads to the other one. */
  readonly group: Readonly<Record<Grouping, vscode.QuickInputButton>>;
  readonly propose: vscode.QuickInputButton;
  readonly commit: vscode.QuickInputButton;
  readonly others: readonly vscode.QuickInputButton[];
}

function waysOut(plan: ChangePlan, about: ReviewAbout | null): Ways {
  const propose = button("git-pull-request-create", vscode.l10n.t("Open a Pull Request"));
  const commit = button("git-commit", vscode.l10n.t("Make the Changes and Commit Them"));
  const commits = about?.canCommit === true ? [commit] : [];
  return {
    show: button("list-unordered", vscode.l10n.t("Show the whole plan as text")),
    group: {
      spec: button("list-filter", vscode.l10n.t("Group by kind of change")),
      kind: button("list-tree", vscode.l10n.t("Group by spec")),
    },
    ...{ propose, commit },
    others: plan.items.some(isForPullRequest) ? [...commits, propose] : [],
  };
}

function button(icon: string, tooltip: string): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip };
}

function decided(
  list: vscode.QuickPick<ReviewEntry>,
  plan: ChangePlan,
  { propose, commit }: Ways,
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
    list.onDidTriggerButton((pressed) => {
      if (pressed === propose) decide("pull-request");
      else if (pressed === commit) decide("commit");
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

function titleOf({ items, held }: ChangePlan, about: ReviewAbout | null): string {
  const what = about === null ? "Canon" : `Canon: ${about.title}`;
  const changes =
    items.length === 1
      ? vscode.l10n.t("1 planned change")
      : vscode.l10n.t("{0} planned changes", items.length);
  const counted =
    held.length === 0 ? changes : vscode.l10n.t("{0}, {1} held", changes, held.length);
  return `${what}: ${counted}`;
}

/** What it costs comes first: a narrow list cuts the end, which people know by heart soon. */
function placeholder(kept: readonly PlanItem[]): string {
  const cost = costText(kept);
  const hint = vscode.l10n.t("Uncheck what is not to happen, then press OK");
  return cost === "" ? hint : `${cost} ${hint}`;
}
