import type { LogOutputChannel } from "vscode";
import type { SafeText } from "../../core/kernel/safe-text.ts";
import type { Redactor } from "../../core/redact/redact.ts";
import type { Log } from "../../ports/log.ts";

/** The log that a person reads under Output, Canon. */
export class OutputLog implements Log {
  readonly #channel: LogOutputChannel;

  readonly #redactor: () => Promise<Redactor>;

  constructor(channel: LogOutputChannel, redactor: () => Promise<Redactor>) {
    this.#channel = channel;
    this.#redactor = redactor;
  }

  info(text: SafeText): void {
    this.#channel.info(oneLine(text));
  }

  warn(text: SafeText): void {
    this.#channel.warn(oneLine(text));
  }

  error(text: SafeText): void {
    this.#channel.error(oneLine(text));
  }

  /** Redacts first, for text of unknown origin such as the message of an unexpected error. */
  async unexpected(what: string, cause: unknown): Promise<void> {
    const redact = await this.#redactor();
    const detail = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    this.#channel.error(redact(`${what}\n${detail}`).text);
  }
}

/** Terminal sequences and other control characters never reach the log. */
function oneLine(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, "");
}
