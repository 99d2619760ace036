import type { CanonConfig } from "../core/config/config.ts";
import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import type { Result } from "../core/kernel/result.ts";
import type { MergedWork } from "../core/model/merged-work.ts";
import type { SpecStatus } from "../core/model/status.ts";
import type { TicketId, TicketRef } from "../core/model/ticket-ref.ts";
import type { Ticket, TicketReading } from "../core/model/ticket.ts";
import type { ApprovedPlan } from "../core/plan/approve.ts";
import type { KnownTickets } from "../core/plan/known-tickets.ts";
import type { Choices } from "../core/plan/choices.ts";
import type { Unspecified } from "../core/compare/findings.ts";
import type { LinkProblem } from "../core/plan/link-problems.ts";
import type { ChangePlan, PlanOptions } from "../core/plan/plan.ts";
import type { Shard } from "../core/plan/shard.ts";
import type { ReferenceHealths } from "../core/plan/references.ts";
import type { Snapshot, SpecReading } from "../core/plan/snapshot.ts";
import type { KnownMerge } from "../core/realization/relations/considered.ts";
import type { Relation } from "../core/realization/relations/relation.ts";
import type { Verdict } from "../core/realization/verdicts/verdict.ts";
import type { Progress } from "../ports/progress.ts";
import type { NoWork } from "./find-work.ts";
import type { OpenMerges } from "./list-merges.ts";
import type { ChangeRequest, Comparison } from "./comparison.ts";
import type {
  ApplyReport,
  CommitReport,
  PullRequestReport,
  UndoReport,
  UndoRequest,
} from "./report.ts";
import type { ResolveOptions, ResolveReport } from "./resolve-report.ts";
import type { RunRecord } from "./run-record.ts";
import type { SectionPlace, Triage } from "./triage-report.ts";
import type { Verification } from "./verify-report.ts";

/** Which specs a run is about: all of them, or those that match; within them one section. */
export interface Scope {
  /** Workspace-relative files or folders; null: every spec. */
  readonly paths: readonly string[] | null;
  /** `path#id` of the only section to act on. */
  readonly section: { readonly file: string; readonly id: string } | null;
  /** Of the specs that `paths` names, the only sections to act on, as `path#id`; absent: all. */
  readonly sections?: ReadonlySet<string>;
  /** Of these specs, those of one shard; absent: all. */
  readonly shard?: Shard;
}

export const WHOLE_WORKSPACE: Scope = { paths: null, section: null };

export function isWhole({ paths, section, shard }: Scope): boolean {
  return paths === null && section === null && shard === undefined;
}

/** The configuration as found. `file` is null when the workspace has none. */
export interface LoadedConfig {
  readonly file: string | null;
  readonly config: CanonConfig;
  readonly problems: readonly Problem[];
  readonly broken: boolean;
}

/** Nothing was touched, and why. */
export interface Refusal {
  readonly kind: "broken-config" | "no-model" | "no-tracker" | "cancelled" | "not-begun";
  readonly problems: readonly Problem[];
}

export interface Run {
  readonly signal: CancelSignal;
  readonly progress: Progress;
  /** Resolves when others have had a turn; asked before each text is read closely. */
  readonly giveWay?: () => Promise<void>;
}

export interface History {
  readonly runs: readonly RunRecord[];
  readonly problems: readonly Problem[];
}

/** A plan, and the same world planned with other choices: what was shown is what is applied. */
export interface PlanDraft {
  readonly plan: ChangePlan;
  /** The world that the plan was made of. */
  readonly snapshot: Snapshot;
  readonly planWith: (choices: Choices) => ChangePlan;
}

export interface RealizationOptions {
  /** Sections, as `path#id`, of which a person says that the work belongs to them. */
  readonly asked: ReadonlySet<string>;
  /**
   * What a chosen language model may do. `tells`, the default: what it sees against a section is a
   * question, the rest is said. `decides`: planned, for a person's review. `none`: it is not asked.
   */
  readonly model?: "decides" | "none" | "tells";
}

/** What merged work did for which sections, and the plan that records it. */
export interface RealizationDraft {
  readonly work: MergedWork;
  readonly relations: readonly Relation[];
  readonly verdicts: readonly Verdict[];
  readonly plan: ChangePlan;
}

/** Merged work, and how it is recorded besides as edits in the working tree. */
export interface MergeRecords {
  /** Applies the plan of merged work and commits the files that it edited, and nothing else. */
  commit(plan: ApprovedPlan, work: MergedWork, run: Run): Promise<Result<CommitReport, Refusal>>;
  /** Whether anything can be committed from here. */
  readonly canCommit: boolean;
  /** Recent merges that are not recorded and were not put aside; asks the git host alone. */
  list(
    options: { readonly isRelated: boolean },
    run: Run,
  ): Promise<Result<OpenMerges, readonly Problem[]>>;
  /** Reads one merge: a pull request by its number or address, or one of a list. */
  find(merge: string | KnownMerge, run: Run): Promise<Result<MergedWork, NoWork>>;
  /** Remembers merges as looked at, on this machine, or forgets it. */
  putAside(names: readonly string[], isAside: boolean): Promise<Result<void, Problem>>;
}

/** Compares changes of the code with the specs, and does with the findings what a person decides. */
export interface ChangeComparison {
  /** Asks the language model that the person has chosen; changes nothing. */
  compare(request: ChangeRequest, run: Run): Promise<Result<Comparison, Refusal>>;
  /** Plans a section for behaviour that none speaks of, at a place or, with null, where it fits best. */
  planSection(
    finding: Unspecified,
    place: SectionPlace | null,
    run: Run,
  ): Promise<Result<ChangePlan, Problem>>;
  /** Remembers findings as decided, by their names, or forgets it; gives back those that changed. */
  decide(names: readonly string[], isDecided: boolean): Promise<Result<readonly string[], Problem>>;
}

/** One workspace's engine. Methods read afresh; only parses, and tickets not yet noted, are kept. */
export interface Engine {
  loadConfig(): Promise<LoadedConfig>;
  /** Specs and their problems, with no tracker and no working configuration needed. */
  readSpecs(
    scope: Scope,
    run: Run,
  ): Promise<{ specs: readonly SpecReading[]; problems: readonly Problem[] }>;
  /** Reads specs, tickets and bases. `offline`: tickets stay unread. */
  snapshot(
    scope: Scope,
    run: Run,
    options?: { offline?: boolean },
  ): Promise<Result<Snapshot, Refusal>>;
  plan(scope: Scope, options: PlanOptions, run: Run): Promise<Result<ChangePlan, Refusal>>;
  /** Plans, and keeps what was read, so that a person's choices can be planned without another look. */
  draft(scope: Scope, options: PlanOptions, run: Run): Promise<Result<PlanDraft, Refusal>>;
  /** Plans what is to be recorded of merged work; writes nothing. */
  draftRealization(
    work: MergedWork,
    options: RealizationOptions,
    run: Run,
  ): Promise<Result<RealizationDraft, Refusal>>;
  apply(plan: ApprovedPlan, run: Run): Promise<Result<ApplyReport, Refusal>>;
  /** Proposes the edits of a plan to the repository; touches nothing in the workspace. */
  openPullRequest(plan: ApprovedPlan, run: Run): Promise<Result<PullRequestReport, Refusal>>;
  /** Checks what sections claim against the code; asks no tracker. */
  verify(scope: Scope, run: Run): Promise<Result<Verification, Refusal>>;
  /** What only shows when the links of all specs are seen together; asks nobody. */
  checkLinks(run: Run): Promise<readonly LinkProblem[]>;
  /** Decides by rule what a merge of git left in specs and in the file of agreed values. */
  resolveMerge(
    scope: Scope,
    options: ResolveOptions,
    run: Run,
  ): Promise<Result<ResolveReport, Refusal>>;
  /** Sets a section's link to one ticket, in place of a former primary one. */
  link(file: string, sectionId: string, ref: TicketRef, run: Run): Promise<Result<Ticket, Problem>>;
  unlink(file: string, sectionId: string, run: Run): Promise<Result<TicketId, Problem>>;
  setStatus(
    file: string,
    sectionId: string,
    status: SpecStatus,
    run: Run,
  ): Promise<Result<void, Problem>>;
  /** Takes back a run or some of its items, where nobody has touched their results since. */
  undo(run: Run, request?: UndoRequest): Promise<Result<UndoReport, Problem>>;
  /** The records of the runs that changed something, newest first. */
  history(run: Run): Promise<History>;
  /** Leaves a broken link as it is and out of every plan; `isDismissal` false takes that back. */
  dismiss(
    file: string,
    sectionId: string,
    isDismissal: boolean,
    run: Run,
  ): Promise<Result<TicketId, Problem>>;
  /** What is known against references; asks nobody. */
  references(): Promise<ReferenceHealths>;
  /** Tickets as they were last seen; asks nobody. */
  lastKnown(): Promise<KnownTickets>;
  /** Writes down the tickets that were seen, for when nobody answers; never in a new folder. */
  noteSeen(): Promise<void>;
  /** The open tickets of the projects that no section links to, each with where it may belong. */
  triage(run: Run): Promise<Result<Triage, Refusal>>;
  /** Plans a section for a ticket, at a place or, with null, where it fits best. */
  planSection(
    ref: TicketRef,
    place: SectionPlace | null,
    run: Run,
  ): Promise<Result<ChangePlan, Problem>>;
  /** Remembers tickets as out of scope, or forgets that they are; gives back those that changed. */
  setOutOfScope(
    refs: readonly TicketRef[],
    isOut: boolean,
    run: Run,
  ): Promise<Result<readonly TicketRef[], Problem>>;
  /** What a change does that the specs do not say, or say otherwise. */
  readonly changes: ChangeComparison;
  readonly records: MergeRecords;
  /** Reads named tickets once, in one batch per system, for lenses and hovers. */
  readTickets(refs: readonly TicketRef[], run: Run): Promise<ReadonlyMap<TicketId, TicketReading>>;
}
