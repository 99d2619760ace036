import type { CountedPast } from "../../core/progress/burn-up.ts";
import { progressReport, type ProgressReport } from "../../core/progress/report.ts";
import { readPast, type CountedTexts } from "../../sync/read-progress.ts";
import { WHOLE_WORKSPACE } from "../../sync/engine.ts";
import { considerateRun } from "../host/run.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import { editorHistory } from "../verify/editor-history.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { editorSpecHistory } from "./editor-spec-history.ts";
import type { ProgressParts } from "./progress-parts.ts";

/** What is shown: a folder, or one spec of it. */
export interface Followed {
  readonly session: FolderSession;
  readonly file: string | null;
}

export interface ReadReport {
  readonly report: ProgressReport;
  /** The files of the report's specs, in their order. */
  readonly files: readonly string[];
}

/** Reads reports. The past is read once and kept until somebody says that it may have moved. */
export class ProgressSource {
  readonly #parts: ProgressParts;
  readonly #counted: CountedTexts = new Map();
  #past: { readonly of: string; readonly read: Promise<CountedPast> } | undefined;

  constructor(parts: ProgressParts) {
    this.#parts = parts;
  }

  /** The past may have moved: the next report reads it again. */
  forgetPast(): void {
    this.#past = undefined;
  }

  async read(followed: Followed, signal: AbortSignal): Promise<ReadReport> {
    const { session, file } = followed;
    const all = await this.#parts.index.all(session);
    const specs = file === null ? all : all.filter((spec) => spec.file === file);
    const past = await this.#pastOf(followed, signal);
    const { redact } = await this.#parts.accounts();
    const [only] = specs;
    const report = progressReport({
      name: file === null ? session.folder.name : (only?.document.title ?? file),
      takenAt: SYSTEM_CLOCK.now(),
      specs,
      past,
      redact,
    });
    return { report, files: specs.map((spec) => spec.file) };
  }

  #pastOf(followed: Followed, signal: AbortSignal): Promise<CountedPast> {
    const of = `${followed.session.folder.uri.toString()} ${followed.file ?? ""}`;
    if (this.#past?.of !== of) this.#past = { of, read: this.#readPast(followed, signal) };
    return this.#past.read;
  }

  async #readPast({ session, file }: Followed, signal: AbortSignal): Promise<CountedPast> {
    const { config } = await session.load();
    const { uri } = session.folder;
    const sources = {
      past: editorSpecHistory(uri),
      code: editorHistory(uri),
      clock: SYSTEM_CLOCK,
      counted: this.#counted,
    };
    const scope = file === null ? WHOLE_WORKSPACE : { paths: [file], section: null };
    const run = { ...considerateRun(), signal };
    return readPast(sources, config.config, scope, { since: null }, run);
  }
}
