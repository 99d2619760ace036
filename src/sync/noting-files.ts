import {
  commitNotePath,
  formatCommitNote,
  type CommitNote,
  type NotedFile,
} from "../core/plan/commit-note.ts";
import { hashText } from "../core/kernel/hash.ts";
import type { FileProblem, FileStore, FileWrite } from "../ports/file-store.ts";
import type { Result } from "../core/kernel/result.ts";
import { written } from "./journal.ts";

/** The note of a run that is to be committed, as it stands on disk. */
export class NoteKeeper {
  readonly #files: FileStore;
  #note: CommitNote;
  #text: string | null;

  constructor(files: FileStore, note: CommitNote, text: string | null) {
    this.#files = files;
    this.#note = note;
    this.#text = text;
  }

  get note(): CommitNote {
    return this.#note;
  }

  /** Files that write down what they are about to put into the noted ones. */
  files(): FileStore {
    const inner = this.#files;
    return {
      list: (...args) => inner.list(...args),
      read: (...args) => inner.read(...args),
      remove: (path) => inner.remove(path),
      withLock: (...args) => inner.withLock(...args),
      replace: (path, expected, text) => this.#replace(path, expected, text),
    };
  }

  async end(): Promise<void> {
    if (this.#text !== null) await this.#files.remove(commitNotePath(this.#note.work));
  }

  async #replace(path: string, expected: string | null, text: string): Promise<FileWrite> {
    const noted = this.#note.files.get(path);
    if (noted === undefined) return this.#files.replace(path, expected, text);
    const hash = hashText(text);
    if (!noted.wrote.includes(hash)) {
      const saved = await this.#save(path, { ...noted, wrote: [...noted.wrote, hash] });
      if (!saved.ok) return { kind: "failed", problem: saved.error };
    }
    return this.#files.replace(path, expected, text);
  }

  async #save(path: string, file: NotedFile): Promise<Result<void, FileProblem>> {
    const note = { ...this.#note, files: new Map([...this.#note.files, [path, file]]) };
    const text = formatCommitNote(note);
    const saved = written(await this.#files.replace(commitNotePath(note.work), this.#text, text));
    if (saved.ok) {
      this.#note = note;
      this.#text = text;
    }
    return saved;
  }
}
