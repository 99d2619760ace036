import type { CanonConfig } from "../core/config/config.ts";
import type { CancelSignal } from "../core/kernel/cancel.ts";
import { t } from "../core/kernel/texts.ts";
import { systemAt } from "../core/plan/connections.ts";
import type { Intent } from "../core/plan/intent.ts";
import type { OpenIntent } from "../core/plan/snapshot.ts";
import type { Clock } from "../ports/clock.ts";
import type { Run } from "./engine.ts";
import { notOpened, type Trackers } from "./trackers.ts";

/** How long one run looks for what earlier ones left behind, all of it taken together. */
const BUDGET_MS = 10_000;

/** As many as one request may have created, so that they wait for a slow tracker side by side. */
const AT_ONCE = 50;

interface Look {
  readonly config: CanonConfig;
  readonly trackers: Trackers;
  readonly clock: Clock;
}

/**
 * Looks up the creates that were begun and never seen to end, oldest first.
 *
 * What is not known when the time is up stays open; the next run looks again.
 */
export async function findIntents(
  intents: readonly Intent[],
  look: Look,
  run: Run,
): Promise<OpenIntent[]> {
  const oldestFirst = [...intents].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const signal = withBudget(run.signal, look.clock);
  const open: OpenIntent[] = [];
  for (let start = 0; start < oldestFirst.length; start += AT_ONCE) {
    const batch = oldestFirst.slice(start, start + AT_ONCE);
    const looked = batch.map(async (intent) => ({
      ...intent,
      found: await findTicket(intent, look, signal),
    }));
    open.push(...(await Promise.all(looked)));
  }
  return open;
}

async function findTicket(
  { intentId, at, after, target, project }: Intent,
  { config, trackers }: Look,
  signal: BudgetSignal,
): Promise<OpenIntent["found"]> {
  const system = systemAt(config, { target, project });
  if (system === null) {
    const message = t('The connection "{0}" is no longer configured.', target);
    return { kind: "unreadable", error: { code: "tracker/unreachable", message } };
  }
  const tracker = await trackers.get(system);
  if (!tracker.ok) return { kind: "unreadable", error: notOpened(tracker.error) };
  if (signal.isSpent()) return outOfTime();
  const found = await tracker.value.findByMarker({ id: intentId, since: at, after }, signal);
  if (found.ok) {
    return found.value === undefined ? { kind: "absent" } : { kind: "found", ticket: found.value };
  }
  const isLate = found.error.code === "tracker/cancelled" && signal.isSpent();
  return isLate ? outOfTime() : { kind: "unreadable", error: found.error };
}

function outOfTime(): OpenIntent["found"] {
  return {
    kind: "unreadable",
    error: {
      code: "tracker/unreachable",
      message: t("The tracker was not sure within 10 seconds. Sync again in a minute."),
    },
  };
}

/** Cancelled by the person, or by itself once the time is up. */
interface BudgetSignal extends CancelSignal {
  isSpent(): boolean;
}

function withBudget(signal: CancelSignal, clock: Clock): BudgetSignal {
  const end = Date.parse(clock.now()) + BUDGET_MS;
  const isSpent = (): boolean => Date.parse(clock.now()) > end;
  return {
    get aborted() {
      return signal.aborted || isSpent();
    },
    isSpent,
    addEventListener: (...args) => signal.addEventListener(...args),
    removeEventListener: (...args) => signal.removeEventListener(...args),
  };
}
