import type { Totals } from "./totals.ts";

/** A commit of the past, by the time when it came into being. ISO 8601, UTC. */
export interface PastMoment {
  readonly commit: string;
  readonly at: string;
}

/** How much there was to do, and how much of it was done, at one time. */
export interface BurnUpPoint {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly sections: number;
  readonly done: number;
  readonly criteria: number;
  readonly met: number;
}

/** What is missing of the past: older commits, or commits in between. */
export type HistoryGap = "shallow" | "ceiling" | "unreadable";

/** Why there is no past to show. */
export type NoHistoryReason =
  "no-git" | "no-repository" | "not-committed" | "restricted" | "virtual" | "stopped" | "failed";

/** What was counted at one time. `at` is ISO 8601, UTC. */
export interface CountedMoment {
  readonly at: string;
  readonly totals: Totals;
}

/** What was counted of the past, the oldest first, before the present is put behind it. */
export type CountedPast =
  | {
      readonly kind: "known";
      readonly counted: readonly CountedMoment[];
      readonly gaps: readonly HistoryGap[];
    }
  | { readonly kind: "none"; readonly why: NoHistoryReason };

/** What is known of the past of some specs. */
export type ProgressHistory =
  | {
      readonly kind: "known";
      /** The oldest first; the last one is how things stand now. */
      readonly points: readonly BurnUpPoint[];
      readonly gaps: readonly HistoryGap[];
    }
  | { readonly kind: "none"; readonly why: NoHistoryReason };

/**
 * Chooses which commits are looked at: the last one of each day, and of more days than `most`
 * evenly as many, the first and the last always among them.
 *
 * Shape:  `moments` come the newest first; what is given back comes the oldest first and its times
 *         never go back, whatever the clocks of the authors said. Of what was before `since`, the
 *         newest stands for how things were then.
 * Units:  days are those of UTC; `most` is at least 2.
 */
export function sampleMoments(
  moments: readonly PastMoment[],
  { since, most }: { readonly since: string | null; readonly most: number },
): PastMoment[] {
  const days: PastMoment[] = [];
  let latest: string | null = null;
  for (const { commit, at: told } of moments) {
    const at: string = latest === null || told < latest ? told : latest;
    latest = at;
    if (since !== null && at <= since) {
      days.push({ commit, at: since });
      break;
    }
    if (days.at(-1)?.at.slice(0, 10) !== at.slice(0, 10)) days.push({ commit, at });
  }
  return thinned(days.reverse(), most);
}

function thinned(days: readonly PastMoment[], most: number): PastMoment[] {
  if (days.length <= most) return [...days];
  const last = days.length - 1;
  return Array.from({ length: most }, (_, index) =>
    Math.round((index * last) / (most - 1)),
  ).flatMap((index) => days[index] ?? []);
}

/** Puts how things stand now behind what was counted of the past. */
export function upToNow(past: CountedPast, now: CountedMoment): ProgressHistory {
  if (past.kind === "none") return past;
  return { kind: "known", points: burnUp([...past.counted, now]), gaps: past.gaps };
}

/**
 * Makes a series of what was counted at several times.
 *
 * Shape:  the counts come the oldest first. A time at which nothing had changed is left out, unless
 *         it is the first or the last. A criterion is counted wherever it stands at that time: no
 *         single criterion is followed from one time to the next.
 */
export function burnUp(counted: readonly CountedMoment[]): BurnUpPoint[] {
  const points: BurnUpPoint[] = [];
  let latest = "";
  counted.forEach(({ at, totals }, index) => {
    latest = at > latest ? at : latest;
    const { sections, criteria, met, byState } = totals;
    const point = { at: latest, sections, done: byState.done, criteria, met };
    const before = points.at(-1);
    const isEnd = index === counted.length - 1;
    if (before === undefined || isEnd || !isSame(before, point)) points.push(point);
  });
  return points;
}

function isSame(a: BurnUpPoint, b: BurnUpPoint): boolean {
  return (
    a.sections === b.sections && a.done === b.done && a.criteria === b.criteria && a.met === b.met
  );
}
