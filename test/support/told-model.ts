import type { CancelSignal } from "../../src/core/kernel/cancel.ts";
import { err, ok, type Result } from "../../src/core/kernel/result.ts";
import type { SafeText } from "../../src/core/kernel/safe-text.ts";
import type { LanguageModel, ModelTrouble } from "../../src/ports/language-model.ts";

/** What to say to a prompt: a text, or why there is none. */
type Told = string | ModelTrouble;

/** A language model that says what it was told to say, and remembers what it was asked. */
export class ToldModel implements LanguageModel {
  readonly name: string;
  readonly prompts: SafeText[] = [];
  readonly #told: Told | ((prompt: SafeText) => Told);

  constructor(told: Told | ((prompt: SafeText) => Told), name = "Told") {
    this.#told = told;
    this.name = name;
  }

  ask(prompt: SafeText, signal: CancelSignal): Promise<Result<string, ModelTrouble>> {
    this.prompts.push(prompt);
    if (signal.aborted) return Promise.resolve(err({ kind: "cancelled", message: "Cancelled." }));
    const told = typeof this.#told === "function" ? this.#told(prompt) : this.#told;
    return Promise.resolve(typeof told === "string" ? ok(told) : err(told));
  }
}
