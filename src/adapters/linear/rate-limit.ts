import type { LimitedAnswer, RateLimitReader } from "../http/http.ts";
import { retryAfterMs } from "../http/rate-limit.ts";
import { graphqlAnswer } from "./wire.ts";

/**
 * Linear refuses with status 400 and a code in the body; the document was not run then.
 *
 * The wait is `Retry-After`, else the later of the two moments, in milliseconds since 1970, at
 * which the budgets for requests and for complexity are full again.
 */
export const linearRateLimit: RateLimitReader = (answer, nowMs) => {
  if (answer.status !== 429 && !saysRateLimited(answer.body)) return undefined;
  return { waitMs: retryAfterMs(answer, nowMs) ?? untilReset(answer, nowMs) };
};

function saysRateLimited(body: unknown): boolean {
  const answer = graphqlAnswer.safeParse(body);
  const errors = answer.success ? (answer.data.errors ?? []) : [];
  return errors.some(
    ({ extensions }) => extensions.code === "RATELIMITED" || extensions.type === "ratelimited",
  );
}

function untilReset(answer: LimitedAnswer, nowMs: number): number | null {
  const resets = ["x-ratelimit-requests-reset", "x-ratelimit-complexity-reset"]
    .map((name) => Number(answer.header(name) ?? ""))
    .filter((moment) => Number.isFinite(moment) && moment > 0);
  return resets.length === 0 ? null : Math.max(0, Math.max(...resets) - nowMs);
}
