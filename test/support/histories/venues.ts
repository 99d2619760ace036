import { createTrackerCatalog, type OpenTracker } from "../../../src/adapters/catalog.ts";
import { createLiveRedactor } from "../../../src/adapters/http/live-redactor.ts";
import { ok } from "../../../src/core/kernel/result.ts";
import type { TrackerError } from "../../../src/core/model/ticket.ts";
import { redact, type Redactor } from "../../../src/core/redact/redact.ts";
import type { Clock } from "../../../src/ports/clock.ts";
import type { FileStore } from "../../../src/ports/file-store.ts";
import type { RequestMeter } from "../../../src/ports/request-meter.ts";
import type { FixedClock } from "../fixed-clock.ts";
import { createMemoryTicketTracker } from "../memory-ticket-tracker.ts";
import type { Fault } from "../remote/double.ts";
import { IN_PROCESS, whenSilent } from "../remote/in-process.ts";
import { useWire } from "../remote/fault-server.ts";
import { learnsAtOnce } from "../remote/learns-at-once.ts";
import { configOf } from "../remote/remote-workspace.ts";
import { DIRECT_SYSTEMS, SYSTEMS, type TrackedSystem } from "../remote/systems.ts";
import { LOCAL_ONLY } from "../workspace.ts";
import { localTickets, type ToldTicket } from "../local-tickets.ts";
import { shownPulls } from "../remote/shown-pulls.ts";
import type { Trouble } from "./commands.ts";
import { handsOn } from "./double-hands.ts";
import type { Hands } from "./hands.ts";
import { handsOnFiles, handsOnMemory } from "./memory-hands.ts";
import { mortalTracker, runningLife, type Life } from "./mortal.ts";

/** The parts of one process that a tracker is opened with. */
export interface RunParts {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly meter: RequestMeter;
  readonly life: Life;
  readonly trouble: Trouble | null;
  /** Called for each answer that was spoiled. */
  readonly onFault: () => void;
}

/** A tracker for one history. */
export interface Stage {
  readonly config: string;
  /** The tracker's people; where tickets are files, those of a clone. */
  hands(files: Map<string, string>): Hands;
  /** What its tickets were told of merged work. */
  told(files: ReadonlyMap<string, string>): readonly ToldTicket[];
  open(parts: RunParts): { readonly openTracker: OpenTracker; readonly redact: Redactor };
  close(): Promise<void>;
}

/** A kind of tracker that histories are played on. */
export interface Venue {
  readonly name: string;
  /** Tickets are files of the workspace, so a team pulls before each sync and pushes after it. */
  readonly isInFiles: boolean;
  /** Each clone keeps the tickets that it has read for its next sync. */
  readonly remembers?: true;
  start(clock: FixedClock): Promise<Stage>;
}

/** How long a request takes, in milliseconds: who gives up after a while has to get there. */
const REQUEST_MS = 20;

/** How long a server that does not answer holds up a run, in milliseconds. */
const SILENCE_MS = 15_000;

export const VENUES: readonly Venue[] = [
  { name: "a tracker in memory", isInFiles: false, start: onMemory },
  { name: "the embedded tracker", isInFiles: true, start: onFiles },
  ...SYSTEMS.map((system) => ({
    name: system.name,
    isInFiles: false,
    start: (clock: FixedClock) => onDouble(system, clock),
  })),
];

/** The same with a memory, which needs trackers that can say what has changed. */
export const REMEMBERING: readonly Venue[] = DIRECT_SYSTEMS.map((system) => ({
  name: system.name,
  isInFiles: false,
  remembers: true,
  start: (clock) => onDouble(system, clock, learnsAtOnce),
}));

type AnyDouble = Awaited<ReturnType<TrackedSystem["start"]>>;

function localConfig(hierarchy: string): string {
  return [
    "version: 1",
    "ticket_systems:",
    "  main:",
    "    system: local",
    hierarchy + "routing:",
    "  - match:",
    "      default: true",
    "    target: main",
    "",
  ].join("\n");
}

const PARENTS = "    hierarchy:\n      auto_parent: true\n";

function onMemory(clock: FixedClock): Promise<Stage> {
  const tracker = createMemoryTicketTracker({ clock });
  return Promise.resolve({
    config: localConfig(PARENTS),
    hands: () => handsOnMemory(tracker),
    told: () =>
      [...tracker.tickets].map(([key, { status, comments, pullRequests }]) => ({
        key,
        status,
        comments: comments.map(({ text }) => text),
        pulls: (url) => pullRequests.filter((one) => one.url === url).length,
      })),
    open({ life, trouble, onFault }) {
      let calls = 0;
      const hits = (): Fault | undefined => {
        const isHit = trouble?.kind === "fault" && isAt(trouble, calls);
        if (isHit) onFault();
        return isHit ? trouble.fault : undefined;
      };
      tracker.losesAnswer = () => hits()?.kind === "cut";
      tracker.beforeCall = () => {
        calls += 1;
        const fault = hits();
        return fault === undefined || fault.kind === "cut" ? undefined : errorOf(fault);
      };
      return { openTracker: () => Promise.resolve(ok(mortalTracker(tracker, life))), redact };
    },
    close: () => Promise.resolve(),
  });
}

function errorOf(fault: Fault): TrackerError {
  const message = "Nothing was changed. Sync again.";
  const code =
    fault.kind === "status" && fault.status === 401
      ? "tracker/unauthorized"
      : "tracker/unreachable";
  return { code, message };
}

function onFiles(): Promise<Stage> {
  return Promise.resolve({
    config: localConfig(PARENTS),
    hands: handsOnFiles,
    told: localTickets,
    open: ({ files, clock, meter }) => ({
      openTracker: createTrackerCatalog({ files, clock, meter, ...LOCAL_ONLY }),
      redact,
    }),
    close: () => Promise.resolve(),
  });
}

async function onDouble(
  system: TrackedSystem,
  clock: FixedClock,
  prepare: (double: AnyDouble) => void = () => undefined,
): Promise<Stage> {
  useWire(IN_PROCESS);
  whenSilent(() => {
    clock.advance(SILENCE_MS);
  });
  const double = await system.start(() => Date.parse(clock.now()));
  prepare(double);
  return {
    config: configOf(system, double),
    hands: () => handsOn(system, double),
    told: () =>
      double.tickets().map((one) => ({
        ...one,
        pulls: (url) => shownPulls(system, double, one.key, url),
      })),
    open({ files, clock: own, meter, life, trouble, onFault }) {
      let requests = 0;
      double.faultFor = ({ isWrite }) => {
        if (runningLife()?.isDead === true) return { kind: "drop" };
        clock.advance(REQUEST_MS);
        requests += 1;
        life.counts.request = requests;
        if (trouble?.kind === "death" && trouble.death.of === "request") {
          if (trouble.death.at !== requests) return undefined;
          life.die();
          return { kind: trouble.death.isDone ? "cut" : "drop" };
        }
        if (trouble?.kind !== "fault" || !isAt(trouble, requests)) return undefined;
        onFault();
        // What a Canon server answers to a create is a bare key, which nobody can hold against
        // anything; the answer can only be lost.
        const isBlind = !system.isDirect && isWrite && trouble.fault.kind === "other";
        return isBlind ? { kind: "cut" } : trouble.fault;
      };
      const live = createLiveRedactor();
      live.hold(double.access.secret);
      const openTracker = createTrackerCatalog({
        files,
        clock: own,
        meter,
        redact: live.redact,
        credentials: { find: () => Promise.resolve(ok(double.access)) },
        isOffline: () => false,
      });
      return { openTracker, redact: live.redact };
    },
    async close() {
      await double.close();
    },
  };
}

function isAt({ at, lasts }: { readonly at: number; readonly lasts: boolean }, n: number): boolean {
  return lasts ? n >= at : n === at;
}
