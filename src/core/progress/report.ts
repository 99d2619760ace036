import { inertLine } from "../view/plain-text.ts";
import type { Redactor } from "../redact/redact.ts";
import { upToNow, type CountedPast, type ProgressHistory } from "./burn-up.ts";
import { measureProgress, type MeasuredSpec, type Progress } from "./measure-progress.ts";

/** How far specs are, now and over time. Every text is redacted, and one short line. */
export interface ProgressReport extends Progress {
  /** What the report is about: a folder or a spec. */
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  readonly history: ProgressHistory;
}

interface ReportParts {
  readonly name: string;
  readonly takenAt: string;
  readonly specs: readonly MeasuredSpec[];
  readonly past: CountedPast;
  readonly redact: Redactor;
}

const MAX_TEXT = 160;

/** Puts a report together; a report is made to leave the machine, so all of it is redacted. */
export function progressReport({
  name,
  takenAt,
  specs,
  past,
  redact,
}: ReportParts): ProgressReport {
  const cleaned = new Map<string, string>();
  const clean = (text: string): string => {
    const known = cleaned.get(text);
    if (known !== undefined) return known;
    const line = inertLine(redact(text).text, MAX_TEXT);
    cleaned.set(text, line);
    return line;
  };
  const measured = measureProgress(specs, clean);
  const history = upToNow(past, { at: takenAt, totals: measured.totals });
  return { ...measured, name: clean(name), takenAt, history };
}
