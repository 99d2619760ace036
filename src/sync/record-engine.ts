import { err, type Result } from "../core/kernel/result.ts";
import type { ApprovedPlan } from "../core/plan/approve.ts";
import type { FileStore } from "../ports/file-store.ts";
import { commitRealization } from "./commit-realization.ts";
import type { EngineDeps, MergeRecords, Refusal, Run } from "./engine.ts";
import { noCommits } from "./no-repository.ts";
import type { ApplyReport } from "./report.ts";

type Apply = (
  files: FileStore,
  plan: ApprovedPlan,
  run: Run,
) => Promise<Result<ApplyReport, Refusal>>;

/** The part of the engine that is about merged work and how it is recorded. */
export class RecordEngine implements MergeRecords {
  readonly #deps: EngineDeps;
  readonly #apply: Apply;

  constructor(deps: EngineDeps, apply: Apply) {
    this.#deps = deps;
    this.#apply = apply;
  }

  async commit(
    ...[plan, work, run]: Parameters<MergeRecords["commit"]>
  ): ReturnType<MergeRecords["commit"]> {
    const { files, redact, committer } = this.#deps;
    if (committer === undefined) return err({ kind: "not-begun", problems: [noCommits()] });
    const apply = (noting: FileStore) => this.#apply(noting, plan, run);
    return commitRealization({ files, redact, commits: committer, apply }, plan, work, run);
  }
}
