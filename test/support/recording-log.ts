import type { SafeText } from "../../src/core/kernel/safe-text.ts";
import type { Log } from "../../src/ports/log.ts";

export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly text: SafeText;
}

export interface RecordingLog extends Log {
  readonly lines: LogLine[];
}

/** A log that keeps what it was told. */
export function createRecordingLog(): RecordingLog {
  const lines: LogLine[] = [];
  return {
    lines,
    info: (text) => void lines.push({ level: "info", text }),
    warn: (text) => void lines.push({ level: "warn", text }),
    error: (text) => void lines.push({ level: "error", text }),
  };
}
