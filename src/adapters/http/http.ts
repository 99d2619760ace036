import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Result } from "../../core/kernel/result.ts";
import type { SafeText } from "../../core/kernel/safe-text.ts";
import type { Secret } from "../../core/kernel/secret.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { AuthScheme } from "../../ports/credentials.ts";
import type { RequestPath } from "./request-path.ts";

/** The way out of this machine; one for each running engine. */
export interface Http {
  connect(options: ConnectionOptions): HttpConnection;
}

/** One server with the credential that a person gave for it. */
export interface ConnectionOptions {
  /** The tracker's name in messages: `Jira`. */
  readonly name: string;
  /** Made by `parseBaseUrl`; every request goes to its origin, and to no other. */
  readonly baseUrl: URL;
  readonly credential: HttpCredential | null;
  /** Sent with each request; never a credential. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How this server says that it wants to be asked less; 429 is understood without it. */
  readonly rateLimit?: RateLimitReader;
  /** Path of the server's sign-in page: being sent there means 401. */
  readonly signInPath?: string;
  /** Least time between the beginnings of two writes, in milliseconds; 0 unless told. */
  readonly writeGapMs?: number;
}

export interface HttpCredential {
  /** The origin it was given for. It is attached only to requests that go there. */
  readonly origin: string;
  readonly scheme: AuthScheme;
  readonly secret: Secret;
  /** Called once after a 401; undefined when only a person can help. */
  renew?(signal: CancelSignal): Promise<Secret | undefined>;
}

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: RequestPath;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** JSON, made by `redactJson`. */
  readonly body?: SafeText;
  /**
   * Members that join the JSON object of `body` and are credentials themselves: what a server's
   * own sign-in is asked with. They go to the origin of the connection, never along a redirect.
   */
  readonly bodySecrets?: Readonly<Record<string, Secret>>;
  /** `application/json` unless told. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What it does at the server, whatever its method; only reads are ever repeated. */
  readonly effect: "read" | "write";
  /** For messages, after "while": `reading tickets`. */
  readonly action: string;
}

/** An answer with status 2xx or 304. */
export interface HttpAnswer {
  readonly status: number;
  /** The JSON of the answer, untrusted; null when it is empty. */
  readonly body: unknown;
  header(name: string): string | null;
}

/** What a failed request leaves behind. */
export interface HttpFailure {
  readonly error: TrackerError;
  /** Null when no answer came. */
  readonly status: number | null;
  /** `no`: the server did nothing; `unknown`: the answer to a write was lost. */
  readonly executed: "no" | "unknown";
  /** How long the server asks to wait, in milliseconds; null when it does not say. */
  readonly retryAfterMs: number | null;
  /** The JSON of a refusal, for codes to be looked up in. Never to be shown as it is. */
  readonly body: unknown;
}

export interface HttpConnection {
  /** Never rejects for anything that the network or the server does. */
  send(request: HttpRequest, signal: CancelSignal): Promise<Result<HttpAnswer, HttpFailure>>;
}

/** The headers and body of one answer, as far as limits are concerned. */
export interface LimitedAnswer {
  readonly status: number;
  readonly body: unknown;
  header(name: string): string | null;
}

/**
 * Tells whether an answer asks for patience. On a refusal it also says that nothing was done.
 *
 * Shape: `waitMs` is null where the server does not say how long; undefined: no limit met.
 */
export type RateLimitReader = (
  answer: LimitedAnswer,
  nowMs: number,
) => { readonly waitMs: number | null } | undefined;
