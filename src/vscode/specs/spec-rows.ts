import * as vscode from "vscode";
import { renewRows, rowsFor, type RowKeeping } from "../../core/view/kept-rows.ts";
import {
  countFacets,
  specTree,
  type SpecNode,
  type TreeFolder,
} from "../../core/view/spec-tree.ts";
import type { Facet } from "../../core/view/section-facets.ts";
import type { SectionTarget } from "../commands/section-target.ts";
import type { VerifyFindings } from "../verify/verify-findings.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import type { SpecIndex } from "../workspace/spec-index.ts";
import { facetLabel } from "./facet-words.ts";
import { KnownSpecs } from "./known-specs.ts";
import { lookSource, rowLook, type RowLook } from "./row-look.ts";
import { SpecRow, uriOf } from "./spec-row.ts";
import { specRowItem, specRowTooltip } from "./spec-row-item.ts";
import type { ViewChoice } from "./view-choice.ts";

/** The rows of the view as they stand now, and what they look like. */
export class SpecRows {
  top: readonly SpecRow[] = [];
  readonly #sources: readonly [Folders, SpecIndex, VerifyFindings];
  readonly #choice: ViewChoice;
  readonly #keeping: RowKeeping<SpecNode, SpecRow> = {
    make: (node, parent) => new SpecRow(node, parent),
    childrenOf: ({ children }) => children,
    lookOf: (row) => this.#sourceOf(row),
  };
  #known: KnownSpecs | undefined;

  constructor(folders: Folders, index: SpecIndex, verify: VerifyFindings, choice: ViewChoice) {
    this.#sources = [folders, index, verify];
    this.#choice = choice;
  }

  /** Reads what has changed. Gives back the rows to draw again; null: all of them. */
  async renew(): Promise<readonly SpecRow[] | null> {
    const known = await KnownSpecs.read(...this.#sources);
    this.#known = known;
    const { groupBy, filter } = this.#choice;
    const { needsAttention } = known;
    const before = this.top;
    const nodes = specTree(known.folders, { groupBy, filter, needsAttention });
    this.top = rowsFor(nodes, before, undefined, this.#keeping);
    return renewRows(before, this.top, this.#keeping);
  }

  below(row: SpecRow): readonly SpecRow[] {
    row.children ??= rowsFor(row.node.children, [], row, this.#keeping);
    return row.children;
  }

  itemOf(row: SpecRow): vscode.TreeItem {
    const look = this.#lookOf(row);
    row.drawn = this.#sourceOf(row);
    return specRowItem(row.node, look, row.siblings, commandOf(row));
  }

  tooltipOf(row: SpecRow): vscode.MarkdownString | undefined {
    if (this.#known === undefined) return undefined;
    return specRowTooltip(row.node, this.#lookOf(row), this.#known);
  }

  /** How many sections there are of each kind, whatever the filter. */
  counts(): ReadonlyMap<Facet, number> {
    const known = this.#known;
    return known === undefined ? new Map() : countFacets(known.folders, known.needsAttention);
  }

  /** What stands above the rows; undefined where they speak for themselves. */
  message(): string | undefined {
    const { filter } = this.#choice;
    const all = this.#known?.folders.flatMap(({ specs }) => specs) ?? [];
    if (filter.length === 0 || all.length === 0) return undefined;
    const total = all.reduce((sum, { document }) => sum + document.sections.length, 0);
    const shown = this.top.reduce((sum, { node }) => sum + node.count, 0);
    const what = filter.map(facetLabel).join(", ");
    return shown === 0
      ? vscode.l10n.t("No section passes the filter: {0}.", what)
      : vscode.l10n.t("{0} of {1} sections: {2}", shown, total, what);
  }

  /** The first row of a section; undefined where the filter hides it. */
  find(target: SectionTarget): SpecRow | undefined {
    return this.#findBelow(this.top, target);
  }

  sessionOf(folder: TreeFolder): FolderSession | undefined {
    return this.#known?.sessionOf(folder);
  }

  #findBelow(rows: readonly SpecRow[], target: SectionTarget): SpecRow | undefined {
    for (const row of rows) {
      const own = row.target;
      if (own?.uri === target.uri && own.sectionIndex === target.sectionIndex) return row;
      if (!mayHold(row.node, target)) continue;
      const found = this.#findBelow(this.below(row), target);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #lookOf({ node }: SpecRow): RowLook {
    return rowLook(node, this.#read());
  }

  #sourceOf({ node }: SpecRow): string {
    return lookSource(node, this.#read());
  }

  #read(): KnownSpecs {
    if (this.#known === undefined) throw new Error("A row was drawn before anything was read.");
    return this.#known;
  }
}

/** Rows are made only where the section can be. */
function mayHold(node: SpecNode, { uri }: SectionTarget): boolean {
  if (node.kind === "section" || node.kind === "spec") return uriOf(node).toString() === uri;
  return true;
}

function commandOf(row: SpecRow): vscode.Command | undefined {
  const { node, target } = row;
  if (target !== undefined) {
    const title = vscode.l10n.t("Open Section");
    return { command: "canon.openSection", title, arguments: [{ ...target, preserveFocus: true }] };
  }
  if (node.kind !== "spec") return undefined;
  const options = { preview: true, preserveFocus: true };
  return {
    command: "vscode.open",
    title: vscode.l10n.t("Open Spec"),
    arguments: [uriOf(node), options],
  };
}
