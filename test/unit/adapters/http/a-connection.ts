import { Secret } from "../../../../src/core/kernel/secret.ts";
import { redact } from "../../../../src/core/redact/redact.ts";
import { createHttp } from "../../../../src/adapters/http/create-http.ts";
import type { ConnectionOptions, HttpConnection } from "../../../../src/adapters/http/http.ts";
import { createRequestMeter } from "../../../../src/adapters/request-meter.ts";
import type { RequestMeter } from "../../../../src/ports/request-meter.ts";
import { createFixedClock, type FixedClock } from "../../../support/fixed-clock.ts";
import {
  startFaultServer,
  type Answer,
  type FaultServer,
} from "../../../support/remote/fault-server.ts";

/** A connection to a small server that says what it is told to say. */
export interface Scene {
  readonly server: FaultServer;
  readonly connection: HttpConnection;
  readonly clock: FixedClock;
  readonly meter: RequestMeter;
  /** Answers in turn; the last one stays. */
  answers: readonly Answer[];
  /** Another connection to the same server, as a second tracker would have. */
  readonly connect: (options?: Partial<ConnectionOptions>) => HttpConnection;
}

export const TOKEN = ["live", "credential", "of", "a", "test"].join("-");

export async function withConnection(
  options: Partial<ConnectionOptions>,
  task: (scene: Scene) => Promise<void>,
  { isOffline = false, patienceMs = 15_000 } = {},
): Promise<void> {
  const state = { answers: [{ status: 200, body: { fine: true } }] as readonly Answer[], next: 0 };
  const server = await startFaultServer({
    isWrite: (method: string) => method !== "GET",
    answer() {
      const answer = state.answers[Math.min(state.next, state.answers.length - 1)];
      state.next += 1;
      return answer ?? { status: 500 };
    },
    refuse: (status) => ({ status, body: { message: "no" } }),
  });
  const clock = createFixedClock();
  const meter = createRequestMeter();
  const http = createHttp({ clock, meter, redact, isOffline: () => isOffline, patienceMs });
  const baseUrl = new URL(`${server.origin}/base/`);
  const connect = (more: Partial<ConnectionOptions> = {}): HttpConnection =>
    http.connect({
      name: "Tracker",
      baseUrl,
      credential: {
        origin: baseUrl.origin,
        scheme: { kind: "bearer" },
        secret: new Secret(TOKEN),
      },
      ...options,
      ...more,
    });
  try {
    await task({
      server,
      connection: connect(),
      clock,
      meter,
      connect,
      get answers() {
        return state.answers;
      },
      set answers(answers) {
        state.answers = answers;
        state.next = 0;
      },
    });
  } finally {
    await server.close();
  }
}
