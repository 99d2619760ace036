import { err, ok, type Result } from "../core/kernel/result.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { Snapshot } from "../core/plan/snapshot.ts";
import { createSpecCache } from "../core/spec/spec-cache.ts";
import { applyPlan, hasNothingToDo } from "./apply-plan.ts";
import { beginRun } from "./begin-run.ts";
import { checkLinks } from "./check-links.ts";
import { CompareEngine } from "./compare-engine.ts";
import type { EngineDeps } from "./engine-deps.ts";
import { isWhole, type Engine, type Refusal, type Run, type Scope } from "./engine.ts";
import { firstError } from "./first-error.ts";
import { gather } from "./gather.ts";
import { RunClaims } from "./run-claims.ts";
import { readBases, RUN_LOCK } from "./journal.ts";
import { loadConfig } from "./load-config.ts";
import { noRepository } from "./no-repository.ts";
import { noTracker } from "./no-tracker.ts";
import { openPullRequest } from "./open-pull-request.ts";
import { readNamed } from "./read-named.ts";
import { readSpecs, readWorkspace } from "./read-specs.ts";
import { readReferences } from "./references.ts";
import { readKnownTickets, SeenTickets } from "./seen-tickets.ts";
import { draftPlan, type TakeSnapshot } from "./draft-plan.ts";
import { draftRealization } from "./draft-realization.ts";
import type { Recall } from "./recall.ts";
import { RecordEngine } from "./record-engine.ts";
import { readRecords } from "./run-records.ts";
import { resolveMerge } from "./resolve-merge.ts";
import { SectionEngine } from "./section-engine.ts";
import { Trackers } from "./trackers.ts";
import { TriageEngine } from "./triage-engine.ts";
import { undoRun } from "./undo.ts";
import { verifySpecs } from "./verify.ts";

const PARSED_SPECS = 4096;
const LOCK_WAIT_MS = 10_000;

/** Puts the steps in order: read, plan, apply, report. The review lies between plan and apply. */
export function createEngine(deps: EngineDeps): Engine {
  return new WorkspaceEngine(deps);
}

class WorkspaceEngine implements Engine {
  readonly #deps: EngineDeps;
  readonly #parse: (text: string) => SpecDocument;
  readonly #sections: SectionEngine;
  readonly #triage: TriageEngine;
  readonly changes: CompareEngine;
  readonly records: RecordEngine;
  readonly #seen: SeenTickets;
  readonly #claims: RunClaims | undefined;

  constructor(deps: EngineDeps) {
    const cache = deps.parsed ?? createSpecCache(PARSED_SPECS);
    this.#deps = deps;
    this.#claims = deps.claims && new RunClaims(deps.claims, deps.clock);
    this.#seen = new SeenTickets(deps.files, deps.redact);
    this.#parse = (text) => cache.parse(text);
    this.#sections = new SectionEngine(deps, this.#parse);
    this.#triage = new TriageEngine(deps, this.#parse);
    this.changes = new CompareEngine(deps, this.#parse);
    this.records = new RecordEngine(deps, this.#parse, this.#apply.bind(this));
  }

  loadConfig(): ReturnType<Engine["loadConfig"]> {
    return loadConfig(this.#deps.files);
  }

  async readSpecs(scope: Scope, run: Run): ReturnType<Engine["readSpecs"]> {
    const { config } = await this.loadConfig();
    return readSpecs(this.#deps.files, this.#parse, config, scope, run);
  }

  async snapshot(
    scope: Scope,
    run: Run,
    { offline = false }: { offline?: boolean } = {},
  ): Promise<Result<Snapshot, Refusal>> {
    return this.#take(this.#trackers(run), run, scope, offline);
  }

  async #take(
    trackers: Trackers,
    run: Run,
    scope: Scope,
    isOffline: boolean,
    recall?: Recall,
  ): Promise<Result<Snapshot, Refusal>> {
    const { files, clock, redact } = this.#deps;
    const loaded = await this.loadConfig();
    if (loaded.broken) return err({ kind: "broken-config", problems: loaded.problems });
    if (loaded.config.systems.size === 0) {
      return err({ kind: "no-tracker", problems: [...loaded.problems, noTracker(loaded.file)] });
    }
    const links = await readBases(files);
    if (!links.ok) return err({ kind: "not-begun", problems: [links.error] });
    const read = await readWorkspace(files, this.#parse, loaded.config, scope, run);
    const source = { files, trackers, clock, redact, claims: this.#claims, ...recall };
    const specs = { ...read, problems: [...loaded.problems, ...read.problems] };
    const options = { isOffline, isWhole: isWhole(scope) };
    const taken = await gather(source, loaded.config, specs, links.value, run, options);
    if (run.signal.aborted) return err({ kind: "cancelled", problems: [] });
    if (!taken.ok) return err({ kind: "not-begun", problems: [taken.error] });
    this.#seen.addReadings(taken.value.tickets, taken.value.takenAt);
    return taken;
  }

  async plan(...args: Parameters<Engine["plan"]>): ReturnType<Engine["plan"]> {
    const draft = await this.draft(...args);
    return draft.ok ? ok(draft.value.plan) : draft;
  }

  draft(...[scope, options, run]: Parameters<Engine["draft"]>): ReturnType<Engine["draft"]> {
    const trackers = this.#trackers(run);
    const take: TakeSnapshot = (recall) => this.#take(trackers, run, scope, false, recall);
    const parts = { deps: this.#deps, trackers, take, parse: this.#parse };
    return draftPlan(parts, scope, options, run);
  }

  draftRealization(
    ...[work, options, run]: Parameters<Engine["draftRealization"]>
  ): ReturnType<Engine["draftRealization"]> {
    const trackers = this.#trackers(run);
    const take = this.#take.bind(this, trackers, run);
    const { files, languageModel } = this.#deps;
    return draftRealization({ files, trackers, languageModel, take }, work, options, run);
  }

  apply(...[plan, run]: Parameters<Engine["apply"]>): ReturnType<Engine["apply"]> {
    return this.#apply(this.#deps.files, plan, run);
  }

  async #apply(
    files: FileStore,
    ...[plan, run]: Parameters<Engine["apply"]>
  ): ReturnType<Engine["apply"]> {
    const app = await beginRun({ ...this.#deps, files }, this.#parse, run, this.#claims);
    if (!app.ok) return app;
    const report = await applyPlan(app.value, plan, this.#deps.meter);
    await this.#claims?.end(this.#parse);
    this.#seen.addTickets(app.value.tickets, this.#deps.clock.now());
    // A run that did nothing leaves nothing new.
    if (report.ok) await this.#seen.note({ mustExist: hasNothingToDo(plan) });
    return report;
  }

  async openPullRequest(
    ...[plan, run]: Parameters<Engine["openPullRequest"]>
  ): ReturnType<Engine["openPullRequest"]> {
    const app = await beginRun(this.#deps, this.#parse, run);
    if (!app.ok) return app;
    const { openGitHost, meter } = this.#deps;
    const open = () => openGitHost?.(run.signal) ?? Promise.resolve(err(noRepository()));
    return openPullRequest(app.value, plan, open, meter);
  }

  noteSeen(): ReturnType<Engine["noteSeen"]> {
    return this.#seen.note({ mustExist: false });
  }

  lastKnown(): ReturnType<Engine["lastKnown"]> {
    return readKnownTickets(this.#deps.files);
  }

  references(): ReturnType<Engine["references"]> {
    return readReferences(this.#deps.files);
  }

  async checkLinks(run: Run): ReturnType<Engine["checkLinks"]> {
    const { files, redact } = this.#deps;
    const { config } = await this.loadConfig();
    return checkLinks({ files, redact, parse: this.#parse }, config, run);
  }

  async verify(...args: Parameters<Engine["verify"]>): ReturnType<Engine["verify"]> {
    return verifySpecs(this.#deps, await this.readSpecs(...args), ...args);
  }

  async resolveMerge(
    ...[scope, options, run]: Parameters<Engine["resolveMerge"]>
  ): ReturnType<Engine["resolveMerge"]> {
    const { files } = this.#deps;
    const { config, broken, problems } = await this.loadConfig();
    if (broken) return err({ kind: "broken-config", problems });
    if (options.isDryRun) return ok(await resolveMerge(files, config, scope, options, run));
    const locked = await files.withLock(RUN_LOCK, LOCK_WAIT_MS, () =>
      resolveMerge(files, config, scope, options, run),
    );
    return locked.ok ? locked : err({ kind: "not-begun", problems: [locked.error] });
  }

  async undo(...[run, request]: Parameters<Engine["undo"]>): ReturnType<Engine["undo"]> {
    const app = await beginRun(this.#deps, this.#parse, run);
    return app.ok ? undoRun(app.value, request) : err(firstError(app.error));
  }

  async history(run: Run): ReturnType<Engine["history"]> {
    const { records, problems } = await readRecords(this.#deps.files, run.signal);
    return { runs: records.map(({ record }) => record), problems };
  }

  async readTickets(
    ...[refs, run]: Parameters<Engine["readTickets"]>
  ): ReturnType<Engine["readTickets"]> {
    const { config } = await this.loadConfig();
    const now = this.#deps.clock.now();
    const { files } = this.#deps;
    const tickets = await readNamed(files, this.#trackers(run), config, refs, now);
    this.#seen.addReadings(tickets, now);
    await this.noteSeen();
    return tickets;
  }

  link(...args: Parameters<Engine["link"]>): ReturnType<Engine["link"]> {
    return this.#sections.link(...args);
  }

  unlink(...args: Parameters<Engine["unlink"]>): ReturnType<Engine["unlink"]> {
    return this.#sections.unlink(...args);
  }

  setStatus(...args: Parameters<Engine["setStatus"]>): ReturnType<Engine["setStatus"]> {
    return this.#sections.setStatus(...args);
  }

  dismiss(...args: Parameters<Engine["dismiss"]>): ReturnType<Engine["dismiss"]> {
    return this.#sections.dismiss(...args);
  }

  triage(run: Run): ReturnType<Engine["triage"]> {
    return this.#triage.triage(run);
  }

  planSection(...args: Parameters<Engine["planSection"]>): ReturnType<Engine["planSection"]> {
    return this.#triage.planSection(...args);
  }

  setOutOfScope(...args: Parameters<Engine["setOutOfScope"]>): ReturnType<Engine["setOutOfScope"]> {
    return this.#triage.setOutOfScope(...args);
  }

  #trackers({ signal }: Run): Trackers {
    return new Trackers(this.#deps, signal);
  }
}
