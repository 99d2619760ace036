import type { Problem } from "../../core/kernel/problem.ts";
import { inertJson } from "../../core/check/runner-text.ts";
import { environmentSecrets } from "../../adapters/credentials/environment.ts";
import { createLiveRedactor, type LiveRedactor } from "../../adapters/http/live-redactor.ts";
import type { CliHost } from "../host/cli-host.ts";
import { formatProblem } from "./format-problem.ts";
import { createTheme, wantsColour, type Theme } from "./theme.ts";

interface OutputOptions {
  readonly isJson: boolean;
  readonly hasColour: boolean;
}

/**
 * The one way to stdout and stderr.
 *
 * With `--json`, stdout gets exactly one document and no line for people.
 */
export class Output {
  readonly isJson: boolean;
  readonly theme: Theme;
  /** Masks every credential that this run has come across so far. */
  readonly redactor: LiveRedactor = createLiveRedactor();
  readonly #host: CliHost;
  readonly #redact: (text: string) => string;
  #hasDocument = false;

  constructor(host: CliHost, { isJson, hasColour }: OutputOptions) {
    this.isJson = isJson;
    this.#host = host;
    for (const secret of environmentSecrets(host.env)) this.redactor.hold(secret);
    this.#redact = (text) => this.redactor.redact(text).text;
    this.theme = createTheme(hasColour && wantsColour(host), this.#redact);
  }

  /** Lines for a person; the caller has cleaned what others wrote. */
  lines(lines: readonly string[]): void {
    if (!this.isJson && lines.length > 0) this.#host.stdout.write(`${lines.join("\n")}\n`);
  }

  /** The document of this run. A second one would break every reader, and is a bug. */
  document(value: unknown): void {
    if (!this.isJson) return;
    if (this.#hasDocument) throw new Error("a second JSON document was about to be printed");
    this.#hasDocument = true;
    this.#host.stdout.write(`${toJson(value, this.#redact)}\n`);
  }

  get hasDocument(): boolean {
    return this.#hasDocument;
  }

  /** Says what a person should know, on stderr. With `--json` the document has the rest. */
  problems(problems: readonly Problem[]): void {
    const shown = this.isJson
      ? problems.filter((problem) => problem.severity === "error")
      : problems;
    for (const problem of shown) this.note(formatProblem(problem, this.theme));
  }

  note(line: string): void {
    this.#host.stderr.write(`${line}\n`);
  }

  /** Text that goes to stdout as it is, from a command whose output is a text. */
  raw(text: string | Uint8Array): void {
    this.#host.stdout.write(text);
  }
}

/**
 * Every string goes through the redactor before the document is put together: a match across two
 * strings would otherwise take the quotes between them along.
 */
function toJson(value: unknown, redact: (text: string) => string): string {
  const text = JSON.stringify(
    value,
    (_, item: unknown) => (typeof item === "string" ? redact(item) : item),
    2,
  );
  return inertJson(
    text.replace(
      /[\u007f-\u009f]/g,
      (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  );
}
