import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { Scene } from "./failure.ts";
import { brokenAnswer, notData, tooLarge } from "./unreadable-answer.ts";
import { rateLimited, refusal } from "./refusal.ts";
import type { HttpAnswer, HttpFailure, RateLimitReader } from "./http.ts";
import { standardRateLimit } from "./rate-limit.ts";
import { readBody } from "./read-body.ts";

/** Tells a true answer from a refusal, and both from what is no word of the tracker at all. */
export async function readAnswer(
  response: Response,
  scene: Scene,
  rateLimit: RateLimitReader | undefined,
  nowMs: number,
): Promise<Result<HttpAnswer, HttpFailure>> {
  const { status } = response;
  const header = (name: string): string | null => response.headers.get(name);
  const body = await readBody(response);
  const value = body.kind === "json" ? body.value : null;
  if (status < 400) {
    switch (body.kind) {
      case "json":
        return ok({ status, body: value, header });
      case "not-json":
        return err(notData(scene, status));
      case "broken-json":
        return err(brokenAnswer(scene, status));
      case "too-large":
        return err(tooLarge(scene, status));
    }
  }
  const answer = { status, body: value, header };
  const limit = rateLimit?.(answer, nowMs) ?? standardRateLimit(answer, nowMs);
  if (limit !== undefined) return err(rateLimited(scene, limit.waitMs, status, value));
  // What a proxy or a wrong path says in HTML is no word of the tracker about a ticket.
  const isSpoken = body.kind === "json" || status === 401 || status === 403 || status >= 500;
  return err(isSpoken ? refusal(scene, status, value) : notData(scene, status));
}
