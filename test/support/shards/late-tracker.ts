import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Fault, SeenRequest } from "../remote/double.ts";
import { useWire, type Wire } from "../remote/fault-server.ts";
import type { Respond } from "../remote/in-process.ts";
import type { TrackedSystem } from "../remote/systems.ts";

export type AnyDouble = Awaited<ReturnType<TrackedSystem["start"]>>;

/** Where one job meets the tracker: an address of its own, so that its requests can be told apart. */
export interface Front {
  /** The variables that point the command line here. */
  readonly env: Readonly<Record<string, string>>;
  /** What came in so far. */
  readonly count: { requests: number; writes: number };
  close(): Promise<void>;
}

/** A tracker that answers many jobs, each request after a while. */
export interface LateTracker {
  readonly double: AnyDouble;
  /** `onRequest` is told the number of each request, from 1, and may spoil it. */
  open(onRequest?: (nth: number, isWrite: boolean) => Fault | undefined): Promise<Front>;
  close(): Promise<void>;
}

const JOB = "x-job";
const BEHIND = new Map<string, Respond>();
let lastNumber = 0;

/** A server without a port of its own: all that reaches it comes through a front. */
const BEHIND_FRONTS: Wire = (respond) => {
  lastNumber += 1;
  const origin = `http://behind-${String(lastNumber)}.invalid`;
  BEHIND.set(origin, respond);
  return Promise.resolve({
    origin,
    close() {
      BEHIND.delete(origin);
      return Promise.resolve();
    },
  });
};

/** Starts a tracker whose answers take `latencyMs`, half of it on the way there. */
export async function startLateTracker(
  system: TrackedSystem,
  latencyMs: number,
  nowMs: () => number,
): Promise<LateTracker> {
  const double = await startBehind(system, nowMs);
  const jobs = new Map<string, (isWrite: boolean) => Fault | undefined>();
  const fronts: Front[] = [];
  double.faultFor = ({ headers, isWrite }: SeenRequest) =>
    jobs.get(String(headers[JOB]))?.(isWrite);
  return {
    double,
    async open(onRequest = () => undefined) {
      const name = String(jobs.size);
      const count = { requests: 0, writes: 0 };
      jobs.set(name, (isWrite) => {
        count.requests += 1;
        if (isWrite) count.writes += 1;
        return onRequest(count.requests, isWrite);
      });
      const front = { ...(await startFront(double, name, latencyMs)), count };
      fronts.push(front);
      return front;
    },
    async close() {
      await Promise.all(fronts.map((front) => front.close()));
      await double.close();
    },
  };
}

let started: Promise<unknown> = Promise.resolve();

/** One after the other: the wire is the same for all that are starting. */
function startBehind(system: TrackedSystem, nowMs: () => number): Promise<AnyDouble> {
  const double = started.then(async () => {
    useWire(BEHIND_FRONTS);
    try {
      return await system.start(nowMs);
    } finally {
      useWire(undefined);
    }
  });
  started = double.catch(() => undefined);
  return double;
}

async function startFront(
  double: AnyDouble,
  name: string,
  latencyMs: number,
): Promise<Pick<Front, "env" | "close">> {
  const server = createServer((incoming, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const { method = "GET", url = "/", headers } = incoming;
      const body = Buffer.concat(chunks).toString();
      await pause(latencyMs / 2);
      const respond = BEHIND.get(double.origin);
      const reply = await respond?.({ method, url, headers: { ...headers, [JOB]: name }, body });
      await pause(latencyMs / 2);
      if (reply?.kind !== "answer") return void incoming.socket.destroy();
      // The tracker speaks of itself by the address that it was asked at.
      const text = reply.text?.replaceAll(double.origin, origin) ?? null;
      response.writeHead(reply.status, own(reply.headers)).end(text);
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const own = (texts: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [key, text.replaceAll(double.origin, origin)]),
    );
  return {
    env: own(double.env),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
