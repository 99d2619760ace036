import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, type Result } from "../../core/kernel/result.ts";
import type { Secret } from "../../core/kernel/secret.ts";
import { bodyOf, headersOf, urlOf } from "./build-request.ts";
import type { HttpDeps } from "./http-deps.ts";
import { startDeadline, type Deadline } from "./deadline.ts";
import { sceneOf, type Scene } from "./failure.ts";
import { secretInAddress } from "./not-sent.ts";
import { disconnected, lostByCancel, timedOut } from "./no-answer.ts";
import { redirected } from "./unreadable-answer.ts";
import { refusal } from "./refusal.ts";
import type { ConnectionOptions, HttpAnswer, HttpFailure, HttpRequest } from "./http.ts";
import { pathForm } from "./path-form.ts";
import { readAnswer } from "./read-answer.ts";

type Outcome = Result<HttpAnswer, HttpFailure>;

/** Sends one request once and says what came of it. */
export type Exchange = (
  request: HttpRequest,
  secret: Secret | undefined,
  deadlineMs: number,
  signal: CancelSignal,
) => Promise<Outcome>;

interface Sending {
  readonly request: HttpRequest;
  readonly secret: Secret | undefined;
  readonly scene: Scene;
  readonly deadline: Deadline;
}

const MAX_HOPS = 3;

export function createExchange(options: ConnectionOptions, deps: HttpDeps): Exchange {
  return async (request, secret, deadlineMs, signal) => {
    const scene = sceneOf(options, request);
    const url = urlOf(options, request);
    // An address goes through the same redactor as a body; one that holds a secret goes nowhere.
    if (deps.redact(url.href).found.length > 0) return err(secretInAddress(scene));
    const deadline = startDeadline(deadlineMs, signal);
    try {
      return await sendTo(url, { request, secret, scene, deadline }, 0);
    } catch (error) {
      if (signal.aborted) return err(lostByCancel(scene));
      return err(
        deadline.isOver() ? timedOut(scene, deadlineMs) : disconnected(scene, causeOf(error)),
      );
    } finally {
      deadline.release();
    }
  };

  async function sendTo(url: URL, sending: Sending, hops: number): Promise<Outcome> {
    const { request, secret, scene, deadline } = sending;
    deps.meter.count(url.host, request.effect, `${request.method} ${pathForm(request.path)}`);
    const response = await fetch(url, {
      method: request.method,
      headers: headersOf(options, request, url, secret),
      body: bodyOf(request),
      redirect: "manual",
      signal: deadline.signal,
    });
    const next = redirectTarget(response, url);
    if (next === undefined) {
      return readAnswer(response, scene, options.rateLimit, Date.parse(deps.clock.now()));
    }
    await response.body?.cancel();
    const isHome = next?.origin === options.baseUrl.origin;
    if (isHome && next.pathname === options.signInPath) return err(refusal(scene, 401, null));
    if (next === null || !isHome || request.method !== "GET" || hops >= MAX_HOPS) {
      return err(redirected(scene, response.status, next?.host ?? ""));
    }
    return sendTo(next, sending, hops + 1);
  }
}

/** Undefined: no redirect; null: a redirect to nowhere that can be read. */
function redirectTarget(response: Response, from: URL): URL | null | undefined {
  if (response.status < 300 || response.status >= 400 || response.status === 304) return undefined;
  const location = response.headers.get("location") ?? "";
  return URL.canParse(location, from.href) ? new URL(location, from) : null;
}

/** The code of the network layer, from an allow-list of forms; empty when there is none. */
function causeOf(error: unknown): string {
  for (let one = error, depth = 0; one instanceof Error && depth < 4; one = one.cause, depth++) {
    const code = "code" in one ? String(one.code) : "";
    if (/^[A-Z][A-Z0-9_]{2,60}$/.test(code)) return code;
  }
  return "";
}
