import assert from "node:assert/strict";
import { runningLife, type Life } from "../histories/mortal.ts";
import type { RemoteDouble } from "../remote/double.ts";
import type { Wire } from "../remote/fault-server.ts";
import { IN_PROCESS, type RawRequest, type Reply, type Respond } from "../remote/in-process.ts";
import type { DayTally } from "./day-tally.ts";
import type { Dice } from "./dice.ts";
import type { MemberProcess } from "./member-process.ts";
import type { VirtualTime } from "./virtual-time.ts";
import type { Weather } from "./weather.ts";

const FASTEST_MS = 15;
const SLOWEST_MS = 250;
const CUT: Reply = { kind: "cut" };

interface Ends {
  readonly time: VirtualTime;
  readonly dice: Dice;
  readonly weather: () => Weather;
  readonly tally: DayTally;
  readonly processOf: (life: Life | undefined) => MemberProcess;
  /** Called before each request is served. */
  readonly beforeRequest: (process: MemberProcess) => void;
  /** Called after each request that may have changed tickets. */
  readonly onWrite: (process: MemberProcess) => void;
}

/** The network of a team: requests take their time, meet the weather, and are watched. */
export class TeamWire {
  readonly #ends: Ends;
  /** A server does one thing after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Whose request is being served. */
  #served: MemberProcess | undefined;
  #isWrite = false;

  constructor(ends: Ends) {
    this.#ends = ends;
  }

  readonly wire: Wire = async (respond) => {
    let origin = "";
    const end = await IN_PROCESS((raw) => this.#carry(origin, raw, respond));
    ({ origin } = end);
    return end;
  };

  /** Spoils what comes to a server as the weather has it. */
  watch(server: Pick<RemoteDouble, "faultFor" | "origin">): void {
    server.faultFor = ({ isWrite }) => {
      this.#isWrite ||= isWrite;
      const { weather, time } = this.#ends;
      assert.ok(this.#served);
      const { clone } = this.#served;
      const scene = { origin: server.origin, person: clone, isWrite, nowMs: time.nowMs };
      const fault = weather().faultFor(scene);
      if (fault !== undefined) this.#served.faults += 1;
      return fault;
    };
  }

  async #carry(origin: string, raw: RawRequest, respond: Respond): Promise<Reply> {
    const { time, dice, weather, tally, processOf } = this.#ends;
    const process = processOf(runningLife());
    this.#checkPatience(process, origin, raw);
    tally.requests += 1;
    await time.sleep(dice.between(FASTEST_MS, SLOWEST_MS));
    if (process.life.isDead) return CUT;
    if (weather().isDown({ origin, nowMs: time.nowMs })) {
      process.faults += 1;
      return { kind: "refused" };
    }
    const death = process.life.meets("request");
    if (death?.isDone === false) {
      process.life.die();
      return CUT;
    }
    const reply = await this.#inTurn(process, () => respond(raw));
    if (death !== undefined) {
      process.life.die();
      return CUT;
    }
    await time.sleep(dice.between(FASTEST_MS, SLOWEST_MS));
    this.#noteLimit(process, origin, reply);
    return reply;
  }

  #inTurn(process: MemberProcess, serve: () => Promise<Reply>): Promise<Reply> {
    const hasWritten = (): boolean => this.#isWrite;
    const served = this.#turn.then(async () => {
      this.#ends.beforeRequest(process);
      this.#served = process;
      this.#isWrite = false;
      const reply = await serve();
      if (hasWritten()) this.#ends.onWrite(process);
      return reply;
    });
    this.#turn = served.catch((error: unknown) => {
      this.#ends.time.fail(error);
    });
    return served;
  }

  /** Who was told to wait sends nothing to that server before the time is over. */
  #checkPatience({ clone, waits }: MemberProcess, origin: string, raw: RawRequest): void {
    const { nowMs } = this.#ends.time;
    const wait = waits.get(origin);
    if (wait === undefined) return;
    if (wait.toldAt >= nowMs || nowMs >= wait.until) return;
    const early = `${wait.until - nowMs} ms before it was to send anything there`;
    this.#ends.time.fail(new Error(`${clone} sent ${raw.method} ${raw.url} ${early}`));
  }

  #noteLimit(process: MemberProcess, origin: string, reply: Reply): void {
    if (reply.kind !== "answer") return;
    const retryAfter = reply.headers["Retry-After"];
    if (retryAfter === undefined) return;
    const { nowMs } = this.#ends.time;
    const until = nowMs + Number(retryAfter) * 1000;
    if (until <= (process.waits.get(origin)?.until ?? 0)) return;
    process.waits.set(origin, { toldAt: nowMs, until });
  }
}
