import type * as vscode from "vscode";
import type { SpecReading } from "../../core/plan/snapshot.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import type { SpecIndex } from "../workspace/spec-index.ts";
import type { CitingSection } from "./cited-code.ts";

interface Known {
  readonly specs: readonly SpecReading[];
  readonly cited: ReadonlyMap<string, readonly CitingSection[]>;
}

/** Which code the specs name; looked up when it is first asked for, and again when a spec changed. */
export class CitationsIndex {
  readonly onDidChange: vscode.Event<void>;
  readonly #folders: Folders;
  readonly #index: SpecIndex;
  readonly #known = new WeakMap<FolderSession, Known>();

  constructor(folders: Folders, index: SpecIndex) {
    this.#folders = folders;
    this.#index = index;
    this.onDidChange = index.onDidChange;
  }

  /** What names a file; nothing for a file outside of all folders. */
  async of(uri: vscode.Uri): Promise<readonly CitingSection[]> {
    const session = this.#folders.of(uri);
    const path = session?.pathOf(uri);
    if (session === undefined || path === undefined) return [];
    const specs = await this.#index.all(session);
    const known = this.#known.get(session);
    const { cited } = known?.specs === specs ? known : await this.#lookUp(session, specs);
    return cited.get(path) ?? [];
  }

  async #lookUp(session: FolderSession, specs: readonly SpecReading[]): Promise<Known> {
    const { citedCode } = await import("./cited-code.ts");
    const known = { specs, cited: citedCode(session, specs) };
    this.#known.set(session, known);
    return known;
  }
}
