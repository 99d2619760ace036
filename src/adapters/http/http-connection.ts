import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, type Result } from "../../core/kernel/result.ts";
import type { Secret } from "../../core/kernel/secret.ts";
import type { HttpDeps } from "./http-deps.ts";
import { createExchange, type Exchange } from "./exchange.ts";
import { sceneOf } from "./failure.ts";
import { cancelled, offline, stillUnreachable } from "./not-sent.ts";
import { rateLimited } from "./refusal.ts";
import type {
  ConnectionOptions,
  HttpAnswer,
  HttpConnection,
  HttpFailure,
  HttpRequest,
} from "./http.ts";
import type { Lanes } from "./lanes.ts";

type Outcome = Result<HttpAnswer, HttpFailure>;

const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 500;
const LONGEST_WAIT_MS = 60_000;
const PATIENCE_MS = 15_000;
/** A server that was given up is asked again after this, by the next run. */
const COOL_DOWN_MS = 10_000;

/** Sends requests to one server: in turn, with patience that ends, and nowhere else. */
export function createConnection(
  options: ConnectionOptions,
  lanes: Lanes,
  deps: HttpDeps,
): HttpConnection {
  const connection = new Connection(options, lanes, deps);
  return { send: (request, signal) => connection.send(request, signal) };
}

class Connection {
  readonly #options: ConnectionOptions;
  readonly #lanes: Lanes;
  readonly #deps: HttpDeps;
  readonly #exchange: Exchange;
  readonly #patienceMs: number;
  #secret: Secret | undefined;
  #renewal: Promise<boolean> | undefined;

  constructor(options: ConnectionOptions, lanes: Lanes, deps: HttpDeps) {
    this.#options = options;
    this.#lanes = lanes;
    this.#deps = deps;
    this.#exchange = createExchange(options, deps);
    this.#patienceMs = deps.patienceMs ?? PATIENCE_MS;
    this.#secret = options.credential?.secret;
  }

  async send(request: HttpRequest, signal: CancelSignal): Promise<Outcome> {
    const scene = sceneOf(this.#options, request);
    if (this.#deps.isOffline()) return err(offline(scene));
    const lane = request.effect === "write" ? this.#lanes.writes : this.#lanes.reads;
    return lane.add(() => this.#sendInTurn(request, signal));
  }

  /** Repeats what surely was not done; a write whose answer was lost is never among it. */
  async #sendInTurn(request: HttpRequest, signal: CancelSignal): Promise<Outcome> {
    let hasRenewed = false;
    for (let attempt = 1; ; attempt++) {
      const early = await this.#wait(request, signal);
      if (early !== null) return err(early);
      const beganAt = this.#now();
      const shown = this.#secret;
      const outcome = await this.#exchange(request, shown, this.#timeLeft(), signal);
      this.#notice(outcome, beganAt);
      if (outcome.ok) return outcome;

      const failure = outcome.error;
      if (failure.status === 401 && !hasRenewed && (await this.#renew(shown, signal))) {
        hasRenewed = true;
        continue;
      }
      const pause = this.#pauseBefore(attempt, request, outcome);
      if (pause === null) return outcome;
      if (pause > LONGEST_WAIT_MS) return outcome;
      await this.#deps.clock.sleep(pause, signal);
    }
  }

  /** Waits for the server's pause and the gap between writes; says why nothing may be sent. */
  async #wait(request: HttpRequest, signal: CancelSignal): Promise<HttpFailure | null> {
    const scene = sceneOf(this.#options, request);
    const since = this.#now();
    // While one request waits, the answer to another may ask for more patience.
    for (let waitMs = this.#pauseFor(request); waitMs > 0; waitMs = this.#pauseFor(request)) {
      const isTooLong = this.#now() + waitMs - since > LONGEST_WAIT_MS;
      if (isTooLong) return rateLimited(scene, waitMs, 429);
      await this.#deps.clock.sleep(waitMs, signal);
      if (signal.aborted) return cancelled();
    }
    if (signal.aborted) return cancelled();
    if (this.#timeLeft() <= 0) return stillUnreachable(scene);
    if (request.effect === "write") this.#lanes.lastWriteAt = this.#now();
    return null;
  }

  /** Milliseconds of the server's pause and of the gap between writes that are left. */
  #pauseFor({ effect }: HttpRequest): number {
    const { writeGapMs = 0 } = this.#options;
    const { pausedUntil, lastWriteAt } = this.#lanes;
    const mayWriteAt = effect === "write" && writeGapMs > 0 ? lastWriteAt + writeGapMs : 0;
    return Math.max(pausedUntil, mayWriteAt) - this.#now();
  }

  /** Milliseconds until a server that does not answer is given up for this run. */
  #timeLeft(): number {
    const { silentSince } = this.#lanes;
    if (silentSince === null) return this.#patienceMs;
    const left = this.#patienceMs - (this.#now() - silentSince);
    if (left > -COOL_DOWN_MS) return left;
    this.#lanes.silentSince = null;
    return this.#patienceMs;
  }

  #notice(outcome: Outcome, beganAt: number): void {
    const status = outcome.ok ? outcome.value.status : outcome.error.status;
    if (status !== null && status < 500) this.#lanes.silentSince = null;
    else if (outcome.ok || outcome.error.error.code === "tracker/unreachable") {
      this.#lanes.silentSince ??= beganAt;
    }
    if (!outcome.ok) return;
    // Some servers ask for patience with an answer that succeeded.
    const limit = this.#options.rateLimit?.(outcome.value, this.#now());
    if (limit?.waitMs != null) {
      this.#lanes.pausedUntil = Math.max(this.#lanes.pausedUntil, this.#now() + limit.waitMs);
    }
  }

  /** Milliseconds to wait before the request may be sent again; null when it may not. */
  #pauseBefore(attempt: number, request: HttpRequest, outcome: Outcome): number | null {
    if (outcome.ok) return null;
    const failure = outcome.error;
    const backOff = FIRST_PAUSE_MS * 2 ** (attempt - 1);
    if (failure.error.code === "tracker/rate-limited") {
      const waitMs = failure.retryAfterMs ?? backOff;
      this.#lanes.pausedUntil = Math.max(this.#lanes.pausedUntil, this.#now() + waitMs);
      return attempt < ATTEMPTS || waitMs > LONGEST_WAIT_MS ? waitMs : null;
    }
    const isLost =
      failure.error.code === "tracker/unreachable" ||
      failure.error.code === "tracker/unreadable-answer";
    const mayRepeat = request.effect === "read" && isLost && (failure.status ?? 500) >= 500;
    return mayRepeat && attempt < ATTEMPTS && this.#timeLeft() > backOff ? backOff : null;
  }

  /** Renews the credential once for all requests that were refused with it. */
  async #renew(shown: Secret | undefined, signal: CancelSignal): Promise<boolean> {
    if (shown !== this.#secret) return true;
    const { credential } = this.#options;
    if (credential?.renew === undefined) return false;
    this.#renewal ??= credential.renew(signal).then((secret) => {
      this.#renewal = undefined;
      if (secret === undefined) return false;
      this.#secret = secret;
      return true;
    });
    return this.#renewal;
  }

  #now(): number {
    return Date.parse(this.#deps.clock.now());
  }
}
