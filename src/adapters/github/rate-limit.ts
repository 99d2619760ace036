import { fieldsOf } from "../../core/kernel/json-fields.ts";
import type { LimitedAnswer, RateLimitReader } from "../http/http.ts";
import { retryAfterMs } from "../http/rate-limit.ts";

/** What GitHub advises where it does not say how long to wait. */
const ADVISED_WAIT_MS = 60_000;

/**
 * Reads GitHub's limits: the hourly one, the secondary ones, and that of GraphQL.
 *
 * Shape:  a plain 403 means that something is not allowed. It is a limit only with `Retry-After`,
 *         with nothing left of the hourly budget, or when its text speaks of a secondary limit.
 *         GraphQL may tell of its limit in an answer with status 200.
 * Units:  `x-ratelimit-reset` is in seconds since 1970.
 */
export const githubRateLimit: RateLimitReader = (answer, nowMs) => {
  if (answer.status === 200) {
    if (!isGraphqlLimit(answer.body)) return undefined;
    return { waitMs: toldWaitMs(answer, nowMs) ?? ADVISED_WAIT_MS };
  }
  if (answer.status !== 403 && answer.status !== 429) return undefined;
  const waitMs = toldWaitMs(answer, nowMs);
  if (waitMs !== null) return { waitMs };
  if (isSecondaryLimit(answer.body)) return { waitMs: ADVISED_WAIT_MS };
  return answer.status === 429 ? { waitMs: null } : undefined;
};

function toldWaitMs(answer: LimitedAnswer, nowMs: number): number | null {
  const asked = retryAfterMs(answer, nowMs);
  if (asked !== null || answer.header("x-ratelimit-remaining") !== "0") return asked;
  const reset = answer.header("x-ratelimit-reset") ?? "";
  return /^\d{1,11}$/.test(reset) ? Math.max(1000, Number(reset) * 1000 - nowMs) : null;
}

function isSecondaryLimit(body: unknown): boolean {
  const { message, documentation_url: page } = fieldsOf(body);
  return /secondary rate limit|abuse detection/i.test(`${String(message)} ${String(page)}`);
}

/** Both words were seen; which one comes depends on the limit that was met. */
function isGraphqlLimit(body: unknown): boolean {
  const { errors } = fieldsOf(body);
  return (
    Array.isArray(errors) &&
    errors.some((one) => /^RATE_LIMIT(?:ED)?$/.test(String(fieldsOf(one)["type"])))
  );
}
