import * as vscode from "vscode";
import type { Facet } from "../../core/view/section-facets.ts";
import type { Grouping } from "../../core/view/spec-tree.ts";
import type { SectionTarget } from "../commands/section-target.ts";
import type { Disposable } from "../host/disposable.ts";
import { SPECS_VIEW } from "../host/specs-view-id.ts";
import type { VerifyFindings } from "../verify/verify-findings.ts";
import type { Folders } from "../workspace/folders.ts";
import type { SpecIndex } from "../workspace/spec-index.ts";
import type { SpecRow } from "./spec-row.ts";
import type { SpecRows } from "./spec-rows.ts";
import { ViewChoice } from "./view-choice.ts";

/** Several answers and edits in a row count as one change. */
const SETTLE_MS = 100;

/**
 * The view of all specs and their sections. Nothing is read before it is seen, and it asks no
 * tracker: it shows what lenses and syncs have learnt. What its rows look like is loaded with the
 * first of them.
 */
export class SpecsView implements vscode.TreeDataProvider<SpecRow>, Disposable {
  readonly onDidChangeTreeData: vscode.Event<SpecRow[] | undefined>;
  readonly #changed = new vscode.EventEmitter<SpecRow[] | undefined>();
  readonly #folders: Folders;
  readonly #index: SpecIndex;
  readonly #verify: VerifyFindings;
  readonly #choice: ViewChoice;
  #view: vscode.TreeView<SpecRow> | undefined;
  #rows: Promise<SpecRows> | undefined;
  #disposables: readonly Disposable[] = [this.#changed];
  #timer: NodeJS.Timeout | undefined;
  #isBehind = false;

  constructor(folders: Folders, index: SpecIndex, verify: VerifyFindings, memento: vscode.Memento) {
    this.#folders = folders;
    this.#index = index;
    this.#verify = verify;
    this.#choice = new ViewChoice(memento);
    this.onDidChangeTreeData = this.#changed.event;
  }

  /** Puts the view in its place; it stays empty until it is seen. */
  open(dragAndDropController: vscode.TreeDragAndDropController<SpecRow>): Disposable {
    const view = vscode.window.createTreeView(SPECS_VIEW, {
      treeDataProvider: this,
      dragAndDropController,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#view = view;
    const renew = (): void => {
      this.#renewSoon();
    };
    this.#disposables = [
      ...this.#disposables,
      view,
      view.onDidChangeVisibility(() => {
        if (this.#isBehind) renew();
      }),
      this.#index.onDidChange(renew),
      this.#folders.onDidChange(renew),
      this.#verify.onDidChange(renew),
      vscode.workspace.onDidChangeWorkspaceFolders(renew),
    ];
    this.#tellFilter();
    return this;
  }

  async getChildren(parent?: SpecRow): Promise<SpecRow[]> {
    const rows = await this.rows();
    if (parent === undefined) this.#say(rows);
    return [...(parent === undefined ? rows.top : rows.below(parent))];
  }

  async getTreeItem(row: SpecRow): Promise<vscode.TreeItem> {
    return (await this.rows()).itemOf(row);
  }

  getParent(row: SpecRow): SpecRow | undefined {
    return row.parent;
  }

  async resolveTreeItem(item: vscode.TreeItem, row: SpecRow): Promise<vscode.TreeItem> {
    item.tooltip = (await this.rows()).tooltipOf(row);
    return item;
  }

  get filter(): readonly Facet[] {
    return this.#choice.filter;
  }

  get groupBy(): Grouping {
    return this.#choice.groupBy;
  }

  async showOnly(filter: readonly Facet[]): Promise<void> {
    await this.#choice.show(filter);
    this.#tellFilter();
    await this.#renew();
  }

  async group(groupBy: Grouping): Promise<void> {
    await this.#choice.group(groupBy);
    await this.#renew();
  }

  /** Selects a row, and puts the focus there. */
  async select(row: SpecRow): Promise<void> {
    await this.#view?.reveal(row, { select: true, focus: true, expand: false });
  }

  /** The row of a section as the editor has it now; undefined where the filter hides it. */
  async findNow(target: SectionTarget): Promise<SpecRow | undefined> {
    await this.#renew();
    return (await this.rows()).find(target);
  }

  /** What the view shows, read when somebody first wants it. */
  rows(): Promise<SpecRows> {
    this.#rows ??= this.#read().catch((error: unknown) => {
      // The next one who looks tries again.
      this.#rows = undefined;
      throw error;
    });
    return this.#rows;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #read(): Promise<SpecRows> {
    const { SpecRows } = await import("./spec-rows.ts");
    const rows = new SpecRows(this.#folders, this.#index, this.#verify, this.#choice);
    await rows.renew();
    return rows;
  }

  #renewSoon(): void {
    this.#isBehind = true;
    if (this.#rows === undefined || this.#view?.visible !== true) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#renew(), SETTLE_MS);
  }

  async #renew(): Promise<void> {
    if (this.#rows === undefined) return;
    this.#isBehind = false;
    const rows = await this.#rows;
    const changed = await rows.renew();
    this.#say(rows);
    if (changed === null) this.#changed.fire(undefined);
    else if (changed.length > 0) this.#changed.fire([...changed]);
  }

  #say(rows: SpecRows): void {
    if (this.#view !== undefined) this.#view.message = rows.message() ?? "";
  }

  /** Decides whether there is a button that clears the filter. */
  #tellFilter(): void {
    const isFiltered = this.#choice.filter.length > 0;
    void vscode.commands.executeCommand("setContext", "canon.specsAreFiltered", isFiltered);
  }
}
