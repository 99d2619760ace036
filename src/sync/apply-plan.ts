import { NEVER_CANCELLED } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { ApprovedPlan } from "../core/plan/approve.ts";
import type { Application } from "./application.ts";
import { applyItems } from "./apply.ts";
import { noteAdopted } from "./claim-creates.ts";
import { keepBaseTexts } from "./base-texts.ts";
import type { Refusal, Run } from "./engine.ts";
import { ensureIgnoreFile } from "./ignore-file.ts";
import { closeIntent, readBases, RUN_LOCK, writeBases, type BasesRead } from "./journal.ts";
import { noteReferences } from "./references.ts";
import type { ApplyReport } from "./report.ts";
import { countOf, requestsSince, writeRecord } from "./write-record.ts";
import type { RequestMeter } from "../ports/request-meter.ts";

const LOCK_WAIT_MS = 10_000;

/** Applies a plan under the workspace's run lock and writes down what it did. */
export async function applyPlan(
  app: Application,
  plan: ApprovedPlan,
  meter: RequestMeter,
): Promise<Result<ApplyReport, Refusal>> {
  if (hasNothingToDo(plan)) {
    await noteReferences(app.files, plan.references);
    return ok(emptyReport(plan, meter));
  }
  const locked = await app.files.withLock(RUN_LOCK, LOCK_WAIT_MS, async () => {
    const ready = await ensureIgnoreFile(app.files);
    if (!ready.ok) return err(ready.error);
    const before = await readBases(app.files);
    if (!before.ok) return before;
    return ok(await applyUnderLock(app, plan, before.value, meter));
  });
  const outcome = locked.ok ? locked.value : locked;
  return outcome.ok ? outcome : err({ kind: "not-begun", problems: [outcome.error] });
}

async function applyUnderLock(
  app: Application,
  plan: ApprovedPlan,
  before: BasesRead,
  meter: RequestMeter,
): Promise<ApplyReport> {
  for (const intentId of plan.settledIntents) await closeIntent(app.files, intentId);
  await noteAdopted(app, plan);
  const countBefore = countOf(meter);
  const applied = await applyItems(app, plan, before);
  const saved = await writeBases(app.files, applied.bases);
  if (saved.ok) await keepBaseTexts(app.files, applied.texts, app.run.signal);
  const recorded = await writeRecord(app, applied, requestsSince(countBefore, countOf(meter)));
  await noteReferences(app.files, plan.references);
  return {
    takenAt: plan.takenAt,
    results: applied.results,
    held: plan.held,
    problems: [
      ...plan.problems,
      ...applied.problems,
      ...(saved.ok
        ? []
        : [
            notSaved(
              t(
                "The run is done, but what spec and ticket agreed on could not be saved: {0}",
                saved.error.message,
              ),
              saved.error,
            ),
          ]),
      ...(recorded.ok
        ? []
        : [
            notSaved(
              t(
                "The run is done, but what an undo needs could not be saved: {0}",
                recorded.error.message,
              ),
              recorded.error,
            ),
          ]),
    ],
    requests: meter.total(),
    runId: recorded.ok ? recorded.value : null,
  };
}

/** Tells whether a run would write nothing but notes for itself. */
export function hasNothingToDo(plan: ApprovedPlan): boolean {
  return [plan.items, plan.agreements, plan.settledIntents].every((list) => list.length === 0);
}

function emptyReport(plan: ApprovedPlan, meter: RequestMeter): ApplyReport {
  const { takenAt, held, problems } = plan;
  return { takenAt, results: [], held, problems, requests: meter.total(), runId: null };
}

function notSaved(message: string, cause: Problem): Problem {
  return { ...cause, severity: "error", message };
}

/** A run that nobody watches or cancels. */
export const UNATTENDED: Run = {
  signal: NEVER_CANCELLED,
  progress: {
    report() {
      // Nobody watches.
    },
  },
};
