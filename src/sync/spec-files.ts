import { hashText } from "../core/kernel/hash.ts";
import type { Problem } from "../core/kernel/problem.ts";
import type { Result } from "../core/kernel/result.ts";
import { applySplices, type Splice } from "../core/kernel/splice.ts";
import { t } from "../core/kernel/texts.ts";
import { trackEdits, type OwnedSplice, type TrackedEdit } from "../core/kernel/tracked-edits.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { FileStore } from "../ports/file-store.ts";
import { toFileChanges } from "./file-changes.ts";
import type { FileUndo } from "./run-record.ts";

export type EditOutcome =
  | { readonly kind: "done"; readonly isUnsaved: boolean }
  | { readonly kind: "stale"; readonly error: string }
  | { readonly kind: "failed"; readonly error: string };

/** One change to a parsed spec, as splices of its text. */
export type SpecEdit = (doc: SpecDocument) => Result<Splice[], Problem>;

interface OpenFile {
  readonly firstHash: string;
  text: string;
  edits: readonly TrackedEdit[];
}

function movedText(): string {
  return t(
    "The file changed after the plan was made. It was not touched. Make the plan again and review it.",
  );
}

/**
 * The spec files that a run edits.
 *
 * A file takes part only while its text is the one the plan was made from, or what this run
 * made of it since.
 */
export class SpecFiles {
  readonly #files: FileStore;
  readonly #parse: (text: string) => SpecDocument;
  readonly #open = new Map<string, OpenFile>();

  constructor(files: FileStore, parse: (text: string) => SpecDocument) {
    this.#files = files;
    this.#parse = parse;
  }

  /** Tells whether a file still is what the plan relied on, or what this run made of it. */
  async check(path: string, plannedHash: string): Promise<EditOutcome> {
    const opened = this.#open.get(path);
    const reading = await this.#files.read(path);
    if (reading.kind === "unreadable") return { kind: "failed", error: reading.problem.message };
    if (reading.kind === "missing") return { kind: "stale", error: movedText() };
    const isUnsaved = reading.isUnsaved ?? false;
    if (opened !== undefined) {
      return reading.text === opened.text && opened.firstHash === plannedHash
        ? { kind: "done", isUnsaved }
        : { kind: "stale", error: movedText() };
    }
    if (hashText(reading.text) !== plannedHash) return { kind: "stale", error: movedText() };
    this.#open.set(path, { firstHash: plannedHash, text: reading.text, edits: [] });
    return { kind: "done", isUnsaved };
  }

  /**
   * Makes several edits of one checked file in one write.
   *
   * `items` names the item of the plan that each edit belongs to, so that it can be undone alone.
   */
  async edit(
    path: string,
    edits: readonly SpecEdit[],
    items: readonly string[],
  ): Promise<EditOutcome> {
    const opened = this.#open.get(path);
    if (opened === undefined) return { kind: "stale", error: movedText() };
    const doc = this.#parse(opened.text);
    const splices: OwnedSplice[] = [];
    for (const [index, edit] of edits.entries()) {
      const made = edit(doc);
      if (!made.ok) return { kind: "failed", error: made.error.message };
      const owner = items[index] ?? "";
      splices.push(...made.value.map((splice) => ({ ...splice, owner })));
    }
    if (splices.length === 0) return { kind: "done", isUnsaved: false };
    const text = applySplices(opened.text, splices);
    const write = await this.#files.replace(path, opened.text, text);
    if (write.kind === "stale") return { kind: "stale", error: movedText() };
    if (write.kind === "failed") return { kind: "failed", error: write.problem.message };
    opened.edits = trackEdits(opened.edits, opened.text, splices);
    opened.text = text;
    return { kind: "done", isUnsaved: write.isUnsaved ?? false };
  }

  parse(text: string): SpecDocument {
    return this.#parse(text);
  }

  /** The current form of a file of this run. */
  document(path: string): SpecDocument | undefined {
    const opened = this.#open.get(path);
    return opened === undefined ? undefined : this.#parse(opened.text);
  }

  /** What an undo needs for each file that was edited. */
  undos(redact: Redactor): FileUndo[] {
    return [...this.#open]
      .filter(([, { edits }]) => edits.length > 0)
      .map(([path, { text, edits }]) => ({
        path,
        afterHash: hashText(text),
        changes: toFileChanges(text, edits, redact),
      }));
  }
}
