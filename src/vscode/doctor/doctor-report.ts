import type { FindingName, ReportButton } from "./map-findings.ts";

/** The report as it grows, and where in it something can be done at once. */
export class DoctorReport {
  readonly #lines: string[] = [];
  readonly #buttons: ReportButton[] = [];

  get text(): string {
    return `${this.#lines.join("\n")}\n`;
  }

  get buttons(): readonly ReportButton[] {
    return this.#buttons;
  }

  add(...lines: readonly string[]): void {
    this.#lines.push(...lines);
  }

  /** Puts a button above a line, counted from the end: -1 is the last one. */
  addButton(at: number, name: FindingName): void {
    this.#buttons.push({ lineIndex: this.#lines.length + at, name });
  }
}
