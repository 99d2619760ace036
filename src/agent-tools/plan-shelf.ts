import { hashText } from "../core/kernel/hash.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import type { ChangePlan } from "../core/plan/plan.ts";
import type { Clock } from "../ports/clock.ts";
import type { ToolFolder } from "./tool-folder.ts";

/** A plan that a tool has made and nobody has carried out. */
export interface ShelvedPlan {
  readonly id: string;
  readonly folder: ToolFolder;
  readonly plan: ChangePlan;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const LIFE_MS = 15 * 60 * 1000;
const MOST_PLANS = 20;

/**
 * Keeps plans between the tool that makes them and the one that carries them out.
 *
 * A plan is known by the hash of all that is in it, can be taken once, and is gone after a quarter
 * of an hour.
 */
export class PlanShelf {
  readonly #clock: Pick<Clock, "now">;
  readonly #plans = new Map<string, ShelvedPlan>();
  #count = 0;

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  put(folder: ToolFolder, plan: ChangePlan): ShelvedPlan {
    this.#count += 1;
    const { takenAt, items, held } = plan;
    const whole = JSON.stringify([this.#count, folder.name, takenAt, items, held]);
    const id = hashText(whole);
    const shelved = { id, folder, plan, expiresAt: this.#now() + LIFE_MS };
    this.#plans.set(id, shelved);
    const [oldest] = this.#plans.keys();
    if (this.#plans.size > MOST_PLANS && oldest !== undefined) this.#plans.delete(oldest);
    return shelved;
  }

  /** Errors: a sentence for a model. */
  look(id: string): Result<ShelvedPlan, string> {
    const shelved = this.#plans.get(id);
    if (shelved !== undefined && shelved.expiresAt > this.#now()) return ok(shelved);
    this.#plans.delete(id);
    return err(
      "There is no plan with this id. A plan can be carried out once, within 15 minutes. Call canon_planSync or canon_recordRealization again and use the id of its answer.",
    );
  }

  /** Gives a plan out for good: whatever becomes of it, it is not carried out twice. */
  take(id: string): Result<ShelvedPlan, string> {
    const shelved = this.look(id);
    this.#plans.delete(id);
    return shelved;
  }

  #now(): number {
    return Date.parse(this.#clock.now());
  }
}
