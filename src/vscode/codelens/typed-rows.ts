import * as vscode from "vscode";
import type { FrontMatter } from "../../core/model/spec.ts";
import { lensRows, updateLensRows, type LensRow } from "../../core/view/lens-rows.ts";
import type { Disposable } from "../host/disposable.ts";
import type { OpenSpec } from "../workspace/open-specs.ts";

/** The headings of a spec at one version of its text. */
export interface SpecRows {
  readonly rows: readonly LensRow[];
  readonly frontMatter: FrontMatter;
}

interface Known extends SpecRows {
  readonly version: number;
  readonly open: OpenSpec;
}

/**
 * The headings of open specs, kept up to date while somebody types.
 *
 * A keystroke within a section costs the reading of that section. Only what may reach further,
 * such as a fence or the front matter, costs a full parse.
 */
export class TypedRows implements Disposable {
  readonly #known = new WeakMap<vscode.TextDocument, Known>();
  readonly #listener = vscode.workspace.onDidChangeTextDocument((event) => {
    this.#follow(event);
  });

  of(open: OpenSpec): SpecRows {
    const { document } = open;
    const known = this.#known.get(document);
    if (known?.version === document.version && known.open.folder === open.folder) return known;
    const { spec } = open;
    const rows = lensRows(spec);
    const fresh = { version: document.version, open, rows, frontMatter: spec.frontMatter };
    this.#known.set(document, fresh);
    return fresh;
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const known = this.#known.get(document);
    const [change] = contentChanges;
    if (known === undefined || change === undefined) return;
    const isNext = contentChanges.length === 1 && known.version === document.version - 1;
    const rows = isNext
      ? updateLensRows(known.rows, linesOf(change), linesNow(document), known.open.folder.parse)
      : undefined;
    if (rows === undefined) this.#known.delete(document);
    else this.#known.set(document, { ...known, version: document.version, rows });
  }
}

function linesOf({ range, text }: vscode.TextDocumentContentChangeEvent) {
  const { start, end } = range;
  const added = text.split(/\r\n|\n|\r/).length - 1;
  return {
    firstLine: start.line + 1,
    lastLine: end.line + 1,
    addedLines: added - (end.line - start.line),
  };
}

function linesNow(document: vscode.TextDocument) {
  return {
    lineCount: document.lineCount,
    lineText: (line: number) => document.lineAt(line - 1).text,
  };
}
