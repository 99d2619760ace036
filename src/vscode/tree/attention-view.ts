import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { AttentionNode, AttentionProvider, AttentionSection } from "./attention.ts";

export const ATTENTION_VIEW = "canon.attention";

interface Row {
  readonly node: AttentionNode;
  /** The ids from the top to here. */
  readonly path: string;
}

/** The view that gathers what needs a person. What its rows look like is loaded with the first. */
export class AttentionView implements vscode.TreeDataProvider<Row>, Disposable {
  readonly onDidChangeTreeData: vscode.Event<undefined>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<Row>;
  readonly #providers: readonly AttentionProvider[];
  readonly #disposables: Disposable[];

  /** Sections are shown in the order of their providers. */
  constructor(providers: readonly AttentionProvider[]) {
    this.#providers = providers;
    this.onDidChangeTreeData = this.#changed.event;
    this.#view = vscode.window.createTreeView(ATTENTION_VIEW, { treeDataProvider: this });
    const changed = (): void => {
      this.#changed.fire(undefined);
      this.#showBadge();
    };
    this.#disposables = [
      this.#view,
      this.#changed,
      ...providers.map(({ onDidChange }) => onDidChange(changed)),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.#wasShown();
      }),
    ];
    if (this.#view.visible) this.#wasShown();
    this.#showBadge();
  }

  getChildren(parent?: Row): Row[] {
    const nodes = parent === undefined ? this.#sections() : (parent.node.children ?? []);
    const before = parent === undefined ? "" : `${parent.path}/`;
    return nodes.map((node) => ({ node, path: before + node.id }));
  }

  async getTreeItem({ node, path }: Row): Promise<vscode.TreeItem> {
    const { toTreeItem } = await import("./to-tree-item.ts");
    return toTreeItem(node, path);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #sections(): AttentionSection[] {
    const all = this.#providers.flatMap((provider) => provider.sections());
    return all.filter(({ count }) => count > 0);
  }

  #wasShown(): void {
    for (const provider of this.#providers) provider.onDidShow?.();
  }

  #showBadge(): void {
    const waiting = this.#sections().filter(({ needsPerson }) => needsPerson);
    const value = waiting.reduce((sum, { count }) => sum + count, 0);
    const tooltip = waiting.map(({ label, count }) => `${label}: ${count}`).join("\n");
    this.#view.badge = value === 0 ? undefined : { value, tooltip };
  }
}
