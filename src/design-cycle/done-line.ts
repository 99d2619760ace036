import { hashText } from "../core/kernel/hash.ts";
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

/** The same for the same comment, so that a repetition finds it. Shape: a UUID, version 4. */
export function markerOf(parts: readonly string[]): string {
  const hex = hashText(parts.join("\n"));
  const variant = "89ab".charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
  return [...groups, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}
