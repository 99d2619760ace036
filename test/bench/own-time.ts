import { readFileSync } from "node:fs";
import { Session, type Profiler } from "node:inspector/promises";

/** How often the profiler looks. Units: microseconds. */
const INTERVAL_US = 200;

/** A moment, and how long this thread had worked until then; the same clock as the profiler's. */
export interface Moment {
  readonly atUs: number;
  readonly workedUs: number;
}

/** How much of the work between two moments was done by code of one folder, or for it. */
export type OwnTime = (from: Moment, to: Moment) => number;

/** The work is what a processor did: a busy machine makes everything wait, which is nobody's work. */
export function now(): Moment {
  const atUs = Number(process.hrtime.bigint() / 1000n);
  // The first number is the time on a processor; this thread is called like the process.
  const [onProcessorNs] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(
    " ",
  );
  return { atUs, workedUs: Number(onProcessorNs) / 1000 };
}

/** Looks on while `work` runs. Units: the result counts in milliseconds. */
export async function watchOwnTime(folder: string, work: () => Promise<void>): Promise<OwnTime> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: INTERVAL_US });
    await session.post("Profiler.start");
    await work();
    const { profile } = await session.post("Profiler.stop");
    return ownTimeIn(profile, folder);
  } finally {
    session.disconnect();
  }
}

function ownTimeIn(profile: Profiler.Profile, folder: string): OwnTime {
  const own = ownNodes(profile, folder);
  const idle = new Set(
    profile.nodes.flatMap(({ id, callFrame }) => (callFrame.functionName === "(idle)" ? [id] : [])),
  );
  const deltas = profile.timeDeltas ?? [];
  let at = profile.startTime;
  const looks = (profile.samples ?? []).map((node, index) => {
    at += deltas[index] ?? 0;
    return { at, node, lasted: deltas[index + 1] ?? 0 };
  });
  return (from, to) => {
    const within = looks.filter((look) => look.at >= from.atUs && look.at < to.atUs);
    const lasted = (isMeant: (node: number) => boolean): number =>
      within.reduce((sum, { node, lasted }) => sum + (isMeant(node) ? lasted : 0), 0);
    const busy = lasted((node) => !idle.has(node));
    const share = busy === 0 ? 0 : lasted((node) => own.has(node)) / busy;
    return (share * (to.workedUs - from.workedUs)) / 1000;
  };
}

/** The nodes of the call tree in the folder, and all that they called. */
function ownNodes({ nodes }: Profiler.Profile, folder: string): Set<number> {
  const own = new Set<number>();
  const childrenOf = new Map(nodes.map((node) => [node.id, node.children ?? []]));
  const take = (id: number): void => {
    if (own.has(id)) return;
    own.add(id);
    for (const child of childrenOf.get(id) ?? []) take(child);
  };
  for (const { id, callFrame } of nodes) if (callFrame.url.includes(folder)) take(id);
  return own;
}
