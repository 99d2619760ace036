import type { Answer, Place } from "./steps.ts";

/** `passed`: there was nothing to ask, so that the way goes on in its direction. */
export type Move = "next" | "back" | "cancelled" | "passed";

/** One question, which keeps its own answer. */
export type Step = (place: Place) => Promise<Move>;

/** The questions as far as the answers tell which there are; `total` is null while more may follow. */
export interface Steps {
  readonly steps: readonly Step[];
  readonly total: number | null;
}

/**
 * Asks one question after the other; Back leads to the one before that was asked. The first always
 * asks.
 *
 * `stepsNow` is looked at before each question, since answers decide what else is asked. Gives back
 * false once the person gave up.
 */
export async function askInTurn(title: string, stepsNow: () => Steps): Promise<boolean> {
  let at = 0;
  let direction = 1;
  for (;;) {
    const { steps, total } = stepsNow();
    const step = steps[at];
    if (step === undefined) return true;
    const move = await step({ title, step: at + 1, total });
    if (move === "cancelled") return false;
    if (move !== "passed") direction = move === "next" ? 1 : -1;
    at += direction;
  }
}

/** Goes on with an answer, and hands on what is none. */
export function take<T>(answer: Answer<T>, use: (value: T) => void): Move {
  if (typeof answer === "string") return answer;
  use(answer.value);
  return "next";
}
