import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { cutMasked } from "../../core/kernel/cut-masked.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { SafeText } from "../../core/kernel/safe-text.ts";
import { t } from "../../core/kernel/texts.ts";
import type { Redactor } from "../../core/redact/redact.ts";
import type { LanguageModel, ModelTrouble } from "../../ports/language-model.ts";
import { runAgent, type AgentEnd, type AgentStart } from "./run-agent.ts";

/** More than Canon ever asks at once. Unit: UTF-16 units. */
const LONGEST_PROMPT = 200_000;
const LONGEST_COMPLAINT = 300;

/** A program of the person's own as a language model: the prompt on stdin, the answer on stdout. */
export function agentModel(name: string, start: AgentStart, redact: Redactor): LanguageModel {
  return new AgentModel(name, start, redact);
}

/** Stands for a program that was chosen and is not there. */
export function missingModel(name: string, message: string): LanguageModel {
  return { name, ask: () => Promise.resolve(err({ kind: "unavailable", message })) };
}

class AgentModel implements LanguageModel {
  readonly name: string;
  readonly #start: AgentStart;
  readonly #redact: Redactor;

  constructor(name: string, start: AgentStart, redact: Redactor) {
    this.name = name;
    this.#start = start;
    this.#redact = redact;
  }

  async ask(prompt: SafeText, signal: CancelSignal): Promise<Result<string, ModelTrouble>> {
    if (prompt.length > LONGEST_PROMPT) return err(questionTooLong());
    const end = await runAgent(this.#start, prompt, signal);
    return end.kind === "answered" ? ok(end.text) : err(this.#trouble(end));
  }

  #trouble(end: Exclude<AgentEnd, { kind: "answered" }>): ModelTrouble {
    switch (end.kind) {
      case "not-started":
        return {
          kind: "unavailable",
          message: t(
            "The program could not be started. Look whether it is there and may be run, and correct `agent.command` in ~/.config/canon/config.yaml.",
          ),
        };
      case "timeout": {
        const seconds = String(Math.round(this.#start.timeoutMs / 100) / 10);
        const message = t(
          "It did not answer within {0} seconds and was ended. Run it again, or give it more time with `agent.timeout` in ~/.config/canon/config.yaml.",
          seconds,
        );
        return { kind: "timeout", message };
      }
      case "too-much":
        return {
          kind: "too-long",
          message: t("It wrote more than a megabyte, which is no answer, and was ended."),
        };
      case "cancelled":
        return { kind: "cancelled", message: t("It was ended because nobody waits for it.") };
      case "failed":
        return { kind: "failed", message: this.#complaint(end.how, end.complaint) };
    }
  }

  /** Redacted whole and then cut, so that no half of a credential is left. */
  #complaint(how: string, said: string): string {
    const line = this.#redact(said)
      .text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .trim();
    const short = cutMasked(line, LONGEST_COMPLAINT);
    const words =
      short === "" ? t("It said nothing about why.") : t("It said: {0}.", JSON.stringify(short));
    return t("It ended {0} and without an answer. {1}", how, words);
  }
}

function questionTooLong(): ModelTrouble {
  return {
    kind: "too-long",
    message: t("The question is longer than any that may be asked, so nothing was asked."),
  };
}
