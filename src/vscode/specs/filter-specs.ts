import * as vscode from "vscode";
import {
  compareFacets,
  facetKind,
  type Facet,
  type FacetKind,
} from "../../core/view/section-facets.ts";
import { GROUPINGS, type Grouping } from "../../core/view/spec-tree.ts";
import type { App } from "../app.ts";
import { facetIcon, facetLabel, groupingLabel, kindLabel } from "./facet-words.ts";

interface FacetEntry extends vscode.QuickPickItem {
  readonly facet?: Facet;
}

interface GroupingEntry extends vscode.QuickPickItem {
  readonly grouping: Grouping;
}

/** Lets the person choose which sections the view shows; the choice is kept for the workspace. */
export async function filterSpecs({ specsView }: App): Promise<void> {
  const counts = (await specsView.rows()).counts();
  const chosen = specsView.filter;
  const all = [...new Set([...counts.keys(), ...chosen])].sort(compareFacets);
  const ofKind = (kind: FacetKind): number => all.filter((one) => facetKind(one) === kind).length;
  // Where every tracker has one connection, they would say the same.
  const isSame = ofKind("connection") <= ofKind("system");
  const facets = all.filter(
    (facet) => !isSame || facetKind(facet) !== "connection" || chosen.includes(facet),
  );
  const entries = facets.flatMap((facet, index): FacetEntry[] => {
    const kind = facetKind(facet);
    const before = facets[index - 1];
    const isFirst = before === undefined || facetKind(before) !== kind;
    const separator = vscode.QuickPickItemKind.Separator;
    return [
      ...(isFirst ? [{ label: kindLabel(kind), kind: separator }] : []),
      {
        label: facetLabel(facet),
        description: String(counts.get(facet) ?? 0),
        iconPath: new vscode.ThemeIcon(facetIcon(facet).shape),
        picked: chosen.includes(facet),
        facet,
      },
    ];
  });
  const picked = await vscode.window.showQuickPick(entries, {
    title: vscode.l10n.t("Canon: filter specs"),
    placeHolder: vscode.l10n.t(
      "Check what the view is to show. With nothing checked it shows all.",
    ),
    canPickMany: true,
    matchOnDescription: false,
  });
  if (picked === undefined) return;
  await specsView.showOnly(picked.flatMap(({ facet }) => facet ?? []));
}

/** Lets the person choose by what the view groups the sections. */
export async function groupSpecs({ specsView }: App): Promise<void> {
  const now = specsView.groupBy;
  const entries = GROUPINGS.map((grouping): GroupingEntry => ({
    label: groupingLabel(grouping),
    ...(grouping === now ? { description: vscode.l10n.t("now") } : {}),
    grouping,
  }));
  const picked = await vscode.window.showQuickPick(entries, {
    title: vscode.l10n.t("Canon: group specs by"),
  });
  if (picked !== undefined) await specsView.group(picked.grouping);
}
