import { err, type Result } from "../core/kernel/result.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import type { ApprovedPlan } from "../core/plan/approve.ts";
import type { FileStore } from "../ports/file-store.ts";
import { commitRealization } from "./commit-realization.ts";
import type { EngineDeps } from "./engine-deps.ts";
import { WHOLE_WORKSPACE, type MergeRecords, type Refusal, type Run } from "./engine.ts";
import { findCommit, findWork } from "./find-work.ts";
import { listMerges, putAside } from "./list-merges.ts";
import { loadConfig } from "./load-config.ts";
import { noClone, noCommits, noRepository } from "./no-repository.ts";
import { readSpecs } from "./read-specs.ts";
import type { ApplyReport } from "./report.ts";

type Apply = (
  files: FileStore,
  plan: ApprovedPlan,
  run: Run,
) => Promise<Result<ApplyReport, Refusal>>;

/** The part of the engine that is about merged work and how it is recorded. */
export class RecordEngine implements MergeRecords {
  readonly #deps: EngineDeps;
  readonly #parse: (text: string) => SpecDocument;
  readonly #apply: Apply;

  constructor(deps: EngineDeps, parse: (text: string) => SpecDocument, apply: Apply) {
    this.#deps = deps;
    this.#parse = parse;
    this.#apply = apply;
  }

  get canCommit(): boolean {
    return this.#deps.committer !== undefined;
  }

  async commit(
    ...[plan, work, run]: Parameters<MergeRecords["commit"]>
  ): ReturnType<MergeRecords["commit"]> {
    const { files, redact, committer } = this.#deps;
    if (committer === undefined) return err({ kind: "not-begun", problems: [noCommits()] });
    const apply = (noting: FileStore) => this.#apply(noting, plan, run);
    return commitRealization({ files, redact, commits: committer, apply }, plan, work, run);
  }

  async list(
    ...[options, run]: Parameters<MergeRecords["list"]>
  ): ReturnType<MergeRecords["list"]> {
    const { files, work, openGitHost, clock } = this.#deps;
    if (work === undefined) return err([noClone()]);
    const { config, broken, problems } = await loadConfig(files);
    if (broken) return err(problems);
    const { specs } = await readSpecs(files, this.#parse, config, WHOLE_WORKSPACE, run);
    const open = openGitHost ?? (() => Promise.resolve(err(noRepository())));
    const source = { files, config, specs, work, openGitHost: open, now: clock.now() };
    return listMerges(source, options, run.signal);
  }

  async find(
    ...[merge, { signal }]: Parameters<MergeRecords["find"]>
  ): ReturnType<MergeRecords["find"]> {
    const { work } = this.#deps;
    if (work === undefined) return err({ problems: [noClone()], isMisuse: true });
    if (typeof merge === "string") return findWork(work, merge, signal);
    if (merge.number !== null) return findWork(work, String(merge.number), signal);
    return findCommit(work, merge.commit ?? "", signal);
  }

  putAside(...args: Parameters<MergeRecords["putAside"]>): ReturnType<MergeRecords["putAside"]> {
    return putAside(this.#deps.files, ...args);
  }
}
