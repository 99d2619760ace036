import type { LimitedAnswer, RateLimitReader } from "./http.ts";

/** `Retry-After` on a 429, in seconds or as a date. Source: RFC 9110, 10.2.3. */
export const standardRateLimit: RateLimitReader = (answer, nowMs) =>
  answer.status === 429 ? { waitMs: retryAfterMs(answer, nowMs) } : undefined;

/** Milliseconds that `Retry-After` asks for; null without a readable one. */
export function retryAfterMs(answer: LimitedAnswer, nowMs: number): number | null {
  const text = answer.header("retry-after")?.trim() ?? "";
  if (/^\d{1,9}(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = text === "" ? NaN : Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
