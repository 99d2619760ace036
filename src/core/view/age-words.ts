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
  const days = Math.floor(ms / DAY_MS);
  if (days < 30) return counted(days, "1 day ago", "{0} days ago");
  // Nobody counts more than a month in days; 30 and 365 are their mean lengths rounded down.
  if (days < 365)
    return counted(Math.min(11, Math.floor(days / 30)), "1 month ago", "{0} months ago");
  return counted(Math.floor(days / 365), "1 year ago", "{0} years ago");
}
