import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Result } from "../core/kernel/result.ts";
import type { SafeText } from "../core/kernel/safe-text.ts";

/**
 * Why there is no answer.
 *
 * Shape:  `unavailable`: there is no model, or it cannot be reached. `refused`: the person, the
 *         editor or the model's owner does not allow it. `too-long`: the prompt or the answer is
 *         larger than allowed. `timeout`: it did not answer in time. `failed`: it ended without an
 *         answer. `cancelled`: whoever asked does not wait any more.
 *         `message` is a sentence or two for people: what happened, and what to do. It may hold
 *         words of strangers, and has passed the redactor where it does.
 */
export interface ModelTrouble {
  readonly kind: "unavailable" | "refused" | "too-long" | "timeout" | "failed" | "cancelled";
  readonly message: string;
}

/**
 * A language model that a person has chosen. No model is ever used that nobody chose.
 *
 * What it answers is the opinion of a stranger: untrusted text that nothing is believed of until
 * it has been read against a schema and against what it was asked about.
 */
export interface LanguageModel {
  /** What a person knows it by. Untrusted. */
  readonly name: string;

  /**
   * Asks once; nothing is asked again by itself.
   *
   * Shape:  an answer is what it wrote, whole; one that was cut off is `too-long` instead.
   * Units:  the adapter bounds the sizes of prompt and answer, and the time.
   * Errors: none are thrown, and no promise is rejected.
   */
  ask(prompt: SafeText, signal: CancelSignal): Promise<Result<string, ModelTrouble>>;
}
