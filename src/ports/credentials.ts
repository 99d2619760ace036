import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Result } from "../core/kernel/result.ts";
import type { Secret } from "../core/kernel/secret.ts";
import type { TrackerProblem, TrackerTarget } from "../core/model/ticket.ts";

/** How a credential is shown to its server: RFC 7617, RFC 6750, or the bare header value. */
export type AuthScheme =
  | { readonly kind: "basic"; readonly account: string }
  | { readonly kind: "bearer" }
  | { readonly kind: "plain" };

/** A tracker that is spoken to directly. The address was given together with the credential. */
export interface DirectAccess {
  readonly kind: "direct";
  /** Absolute; the credential never leaves its origin. */
  readonly baseUrl: string;
  /** GitHub's second address; null elsewhere. */
  readonly graphqlUrl: string | null;
  readonly scheme: AuthScheme;
  readonly secret: Secret;
}

/** A tracker behind a Canon server, which holds the tracker's own credential. */
export interface ServerAccess {
  readonly kind: "server";
  readonly baseUrl: string;
  /** The organisation that the server gave at login. */
  readonly organization: string;
  readonly secret: Secret;
  /** A fresh credential in place of a refused one; undefined when a person has to log in again. */
  renew(signal: CancelSignal): Promise<Secret | undefined>;
}

export type TrackerAccess = DirectAccess | ServerAccess;

/** Finds the credential that a person gave for a connection. */
export interface Credentials {
  /**
   * Errors: `config/missing-credential` says how to give one; `config/foreign-host` when the
   *         workspace names another host than the credential was given for.
   */
  find(target: TrackerTarget, signal: CancelSignal): Promise<Result<TrackerAccess, TrackerProblem>>;
}
