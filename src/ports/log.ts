import type { SafeText } from "../core/kernel/safe-text.ts";

/** Takes redacted text only, so that no secret can reach a log. */
export interface Log {
  info(text: SafeText): void;
  warn(text: SafeText): void;
  error(text: SafeText): void;
}
