import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import type { Result } from "../core/kernel/result.ts";
import type { TrackerProblem, TrackerTarget } from "../core/model/ticket.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { SpecCache } from "../core/spec/spec-cache.ts";
import type { ClaimStore } from "../ports/claim-store.ts";
import type { Clock } from "../ports/clock.ts";
import type { CodeHistory } from "../ports/code-history.ts";
import type { CommitListing } from "../ports/commit-files.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { GitCommits } from "../ports/git-commits.ts";
import type { OpenedGitHost } from "../ports/git-host.ts";
import type { LanguageModel } from "../ports/language-model.ts";
import type { Log } from "../ports/log.ts";
import type { RequestMeter } from "../ports/request-meter.ts";
import type { TicketMemory } from "../ports/ticket-memory.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";
import type { WorkSources } from "./find-work.ts";

/** What the engine needs of the world around it. */
export interface EngineDeps {
  readonly files: FileStore;
  readonly openTracker: (
    target: TrackerTarget,
    signal: CancelSignal,
  ) => Promise<Result<TicketTracker, TrackerProblem>>;
  /** Opens the repository that the workspace was cloned from; absent where there can be none. */
  readonly openGitHost?: (signal: CancelSignal) => Promise<Result<OpenedGitHost, Problem>>;
  /** What files said at earlier times; absent where nothing keeps that. */
  readonly history?: CodeHistory;
  /** Which files commits have; absent where nothing keeps that. */
  readonly commits?: CommitListing;
  /** The language model that the person has chosen; null where they have chosen none. */
  readonly languageModel?: () => Promise<LanguageModel | null>;
  /** Where merged work can be looked up; absent where there can be none. */
  readonly work?: WorkSources;
  /** Commits to the clone that the workspace lies in; absent where there can be none. */
  readonly committer?: GitCommits;
  /** Where tickets that are about to be created are told to other clones; absent: they are not. */
  readonly claims?: ClaimStore;
  /** Specs that were parsed already; absent where only the engine parses them. */
  readonly parsed?: SpecCache;
  /** Tickets as earlier runs read them; absent where plans read every ticket. */
  readonly ticketMemory?: TicketMemory;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: RequestMeter;
  /** Masks credentials in all that is sent, shown or written down. */
  readonly redact: Redactor;
}
