import type * as vscode from "vscode";
import type { SpecDocument, SpecSection } from "../../core/model/spec.ts";
import type { FolderSession, LoadedFolder } from "./folder-session.ts";
import type { Folders } from "./folders.ts";

/** An open document that is a spec, parsed as it stands in the editor. */
export interface OpenSpec {
  readonly session: FolderSession;
  readonly folder: LoadedFolder;
  readonly document: vscode.TextDocument;
  /** From the workspace folder, with forward slashes. */
  readonly path: string;
  /** The text as it stands now, parsed when it is first asked for. */
  readonly spec: SpecDocument;
}

/** Finds specs among open documents; parses each version of a text once. */
export class OpenSpecs {
  readonly #folders: Folders;
  readonly #parsed = new WeakMap<vscode.TextDocument, { version: number; spec: SpecDocument }>();

  constructor(folders: Folders) {
    this.#folders = folders;
  }

  async find(document: vscode.TextDocument): Promise<OpenSpec | undefined> {
    if (document.languageId !== "markdown" || document.isClosed) return undefined;
    const session = this.#folders.of(document.uri);
    const path = session?.pathOf(document.uri);
    if (session === undefined || path === undefined) return undefined;
    const folder = await session.load();
    if (!folder.isSpec(folder.config.config, path)) return undefined;
    const parse = (): SpecDocument => this.#parse(document, folder);
    return {
      ...{ session, folder, document, path },
      get spec() {
        return parse();
      },
    };
  }

  #parse(document: vscode.TextDocument, folder: LoadedFolder): SpecDocument {
    const known = this.#parsed.get(document);
    if (known?.version === document.version) return known.spec;
    const spec = folder.parseFile(document.getText());
    this.#parsed.set(document, { version: document.version, spec });
    return spec;
  }
}

/** The section that a line belongs to. Units: `lineNumber` counts from 1. */
export function sectionAtLine(spec: SpecDocument, lineNumber: number): SpecSection | undefined {
  return spec.sections.findLast((section) => section.line <= lineNumber);
}
