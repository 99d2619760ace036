import type { CycleOutcome } from "./cycle-config.ts";

/** A step of a completion that is not taken twice. */
export type DoneStep = "moved" | "posted";

/**
 * What a completion notes beside its link: `DSN-204 verify-passed moved posted`.
 *
 * A note of another ticket or outcome says nothing of this one.
 */
export class DoneLine {
  readonly #subject: string;
  readonly #steps: Set<DoneStep>;

  constructor(line: string | null, key: string, outcome: CycleOutcome | null) {
    this.#subject = `${key} ${outcome ?? "none"}`;
    const steps = line?.startsWith(`${this.#subject} `) === true ? line.split(" ").slice(2) : [];
    this.#steps = new Set(steps.filter((step) => step === "moved" || step === "posted"));
  }

  has(step: DoneStep): boolean {
    return this.#steps.has(step);
  }

  /** The line with these steps as well. */
  with(...steps: readonly DoneStep[]): string {
    for (const step of steps) this.#steps.add(step);
    return [this.#subject, ...[...this.#steps].sort()].join(" ");
  }
}
