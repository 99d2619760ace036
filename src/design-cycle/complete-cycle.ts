import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { t } from "../core/kernel/texts.ts";
import type { Progress } from "../ports/progress.ts";
import type { Redactor } from "../core/redact/redact.ts";
import { readAudit, readVerification } from "./artifacts.ts";
import { carryOut } from "./carry-out.ts";
import type { CompletionReport, SystemCompletion } from "./completion-report.ts";
import type { CycleOutcome } from "./cycle-config.ts";
import { isWanted, NAMES, readCycle, type CycleDeps, type CycleReading } from "./cycle-state.ts";
import { findPullRequest, type OpenGitHost } from "./find-pull-request.ts";
import { LinksRecord } from "./links-record.ts";
import { outcomeOf, type CycleResults } from "./outcome.ts";
import { planCompletion, previewOf, type CompletionContext } from "./plan-completion.ts";
import { CYCLE_SYSTEMS, type CycleSystem } from "./ticket-links.ts";

export interface CompletionDeps extends CycleDeps {
  readonly redact: Redactor;
  /** Absent where no repository can be asked for a pull request. */
  readonly openGitHost?: OpenGitHost;
}

/** What the person knows better than the artifacts. */
export interface CompletionRequest {
  readonly outcome: CycleOutcome | null;
  readonly pullRequestUrl: string | null;
}

export interface CompletionOptions {
  /** Shows what would be done, and does nothing. */
  readonly isPreview?: boolean;
  /** What a person saw and agreed to: nothing else is done, and no other tracker is touched. */
  readonly reviewed?: readonly SystemCompletion[];
  readonly progress?: Progress;
}

/**
 * Moves the tickets of the current cycle and posts how it ended; the tracker wins over what was
 * recorded.
 *
 * Shape:  each tracker on its own, one after the other.
 * Errors: none; whatever a tracker does, the report says so and the cycle goes on.
 */
export async function completeCycle(
  deps: CompletionDeps,
  request: CompletionRequest,
  signal: CancelSignal,
  options: CompletionOptions = {},
): Promise<CompletionReport> {
  const reading = await readCycle(deps.files);
  const { cycle } = reading;
  const problems = [...reading.problems];
  if (cycle === null) return { cycle: null, outcome: null, systems: [], problems };
  const results = await readResults(deps, reading, cycle.id, request, signal, problems);
  const outcome = request.outcome ?? outcomeOf(results);
  if (isAgainstVerification(outcome, results)) problems.push(againstVerification());
  const context = { deps, reading, cycle: cycle.id, outcome, results, signal };
  const record = new LinksRecord(deps.files, cycle.id, reading.config.lock);
  const systems: SystemCompletion[] = [];
  for (const [index, system] of CYCLE_SYSTEMS.entries()) {
    const isReviewed = options.reviewed?.some((one) => one.system === system) ?? true;
    options.progress?.report(index, CYCLE_SYSTEMS.length, t("asking {0}", NAMES[system]));
    if (isReviewed) systems.push(await completeSystem(system, context, record, options));
  }
  return { cycle: cycle.id, outcome, systems, problems: [...problems, ...record.problems] };
}

async function completeSystem(
  system: CycleSystem,
  context: CompletionContext,
  record: LinksRecord,
  { isPreview = false, reviewed }: CompletionOptions,
): Promise<SystemCompletion> {
  const planned = await planCompletion(system, context);
  if (planned.kind === "skipped") return planned.completion;
  const shown = previewOf(planned.plan);
  if (isPreview) return shown;
  const agreed = reviewed?.find((one) => one.system === system);
  if (agreed !== undefined && !isSame(agreed, shown)) {
    const nothing = { transition: null, comment: null, reconciled: false };
    return { ...shown, ...nothing, reason: changedText() };
  }
  return carryOut(planned.plan, record, context.signal);
}

/** Both are plain data of one maker, with their keys in one order. */
function isSame(a: SystemCompletion, b: SystemCompletion): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function changedText(): string {
  return t(
    "The ticket or the files of the cycle changed since they were shown, so nothing was done. Complete the cycle again.",
  );
}

async function readResults(
  { files, openGitHost, disabled }: CompletionDeps,
  reading: CycleReading,
  cycle: string,
  { pullRequestUrl }: CompletionRequest,
  signal: CancelSignal,
  problems: Problem[],
): Promise<CycleResults> {
  const read = async (path: string): Promise<string | null> => {
    const text = await files.read(path);
    if (!text.ok) problems.push(text.error);
    return text.ok ? text.value : null;
  };
  const results = {
    verification: readVerification(await read("DESIGN-VERIFICATION.md"), cycle),
    audit: readAudit(await read("DESIGN-AUDIT.md"), cycle),
    pullRequestUrl,
  };
  const isAsked = CYCLE_SYSTEMS.some((system) => isWanted(system, reading, disabled));
  if (pullRequestUrl !== null || openGitHost === undefined || !isAsked) return results;
  const found = await findPullRequest(openGitHost, cycle, signal);
  if (!found.ok) problems.push(found.error);
  return { ...results, pullRequestUrl: found.ok ? found.value : null };
}

function isAgainstVerification(
  outcome: CycleOutcome | null,
  { verification }: CycleResults,
): boolean {
  const isPassed = verification?.isPassed ?? null;
  return (
    (isPassed === false && outcome !== "verify-failed") ||
    (isPassed === true && outcome === "verify-failed")
  );
}

function againstVerification(): Problem {
  return {
    code: "cycle/outcome-differs",
    severity: "warning",
    file: ".design/DESIGN-VERIFICATION.md",
    line: null,
    message: t(
      "The file says otherwise than the outcome that was given. The outcome that was given counts, and the comment names both.",
    ),
  };
}
