import { Uri } from "vscode";
import type { KeptRow } from "../../core/view/kept-rows.ts";
import type { FileNode, SectionNode, SpecNode } from "../../core/view/spec-tree.ts";
import type { SectionTarget } from "../commands/section-target.ts";

/** A row of the view, as the editor hands it to commands. */
export class SpecRow implements KeptRow<SpecNode> {
  node: SpecNode;
  readonly parent: SpecRow | undefined;
  siblings = 1;
  children: readonly this[] | undefined;
  drawn: string | undefined;

  constructor(node: SpecNode, parent: SpecRow | undefined) {
    this.node = node;
    this.parent = parent;
  }

  /** How commands name the section of the row. */
  get target(): SectionTarget | undefined {
    if (this.node.kind !== "section") return undefined;
    const { section } = this.node;
    const uri = uriOf(this.node).toString();
    return { uri, sectionId: section.id, sectionIndex: section.index };
  }
}

/** The address of the spec that a row belongs to; a folder's id is its own address. */
export function uriOf({ folder, spec }: FileNode | SectionNode): Uri {
  return Uri.joinPath(Uri.parse(folder.id), spec.file);
}
