import type { LimitedAnswer, RateLimitReader } from "../http/http.ts";
import { retryAfterMs } from "../http/rate-limit.ts";

/**
 * Azure DevOps asks for patience with `Retry-After`, also beside an answer that succeeded; where
 * it refuses without one, the end of the current window says when to come back.
 *
 * Source: Microsoft's page on rate and usage limits of Azure DevOps.
 */
export const azureRateLimit: RateLimitReader = (answer, nowMs) => {
  const asked = retryAfterMs(answer, nowMs);
  if (answer.status === 429) return { waitMs: asked ?? untilReset(answer, nowMs) };
  return answer.status < 400 && asked !== null ? { waitMs: asked } : undefined;
};

/** `X-RateLimit-Reset` is in seconds since 1970. */
function untilReset(answer: LimitedAnswer, nowMs: number): number | null {
  const text = answer.header("x-ratelimit-reset")?.trim() ?? "";
  return /^\d{9,11}$/.test(text) ? Math.max(0, Number(text) * 1000 - nowMs) : null;
}
