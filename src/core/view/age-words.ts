import { counted, t } from "../kernel/texts.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long ago something was, in as few words as a lens has room for.
 *
 * Units:  both are ISO 8601, UTC; a moment that lies ahead, by a clock that runs fast, is now.
 */
export function ageWords(at: string, now: string): string {
  const ms = Date.parse(now) - Date.parse(at);
  if (Number.isNaN(ms)) return t("at an unknown time");
  if (ms < MINUTE_MS) return t("just now");
  if (ms < HOUR_MS) return t("{0} min ago", Math.floor(ms / MINUTE_MS));
  if (ms < DAY_MS) return t("{0} h ago", Math.floor(ms / HOUR_MS));
  return counted(Math.floor(ms / DAY_MS), "1 day ago", "{0} days ago");
}
