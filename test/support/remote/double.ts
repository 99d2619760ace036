import type { DirectAccess, ServerAccess } from "../../../src/ports/credentials.ts";

/** What a double saw: enough to count requests and to look for leaks. */
export interface SeenRequest {
  readonly method: string;
  /** Path with query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Whether it changed, or tried to change, something. */
  readonly isWrite: boolean;
}

/**
 * How the next request that matches is spoiled.
 *
 * `cut`:      the work is done, then the connection is cut without an answer.
 * `drop`:     the connection is cut before any work is done.
 * `hang`:     nothing is ever answered.
 * `status`:   refused with this status in the vendor's own form, and nothing is done.
 * `html`:     a sign-in page with status 200.
 * `truncate`: the true answer, cut in the middle of its JSON.
 * `empty`:    status 200 and `{}`.
 * `other`:    the work is done, then the last answer to another read, or another write, is given.
 * `redirect`: 302 to the address given.
 */
export type Fault =
  | { readonly kind: "cut" | "drop" | "hang" | "html" | "truncate" | "empty" | "other" }
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: "redirect"; readonly to: string };

/** A tracker on a loopback port, as all suites drive it. */
export interface RemoteDouble<Access extends DirectAccess | ServerAccess = DirectAccess> {
  /** What a person would have given for this server. */
  readonly access: Access;
  /** The project that its connection should name. */
  readonly project: string;
  readonly origin: string;
  /** The environment variables that point the command line at this server. */
  readonly env: Readonly<Record<string, string>>;
  readonly requests: readonly SeenRequest[];
  /** Called for each request; the fault it gives, if any, is applied to that request. */
  faultFor: (request: SeenRequest, index: number) => Fault | undefined;
  /** Every ticket that exists, in the order of creation; `marker` is what the create carried. */
  tickets(): readonly DoubleTicket[];
  /** Makes `count` tickets at once, without requests, and gives their keys. */
  seed(count: number): readonly string[];
  /** A person moves a ticket to another workflow state, by its name. */
  move(key: string, status: string): void;
  close(): Promise<void>;
}

export interface DoubleTicket {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly status: string;
  readonly type: string | null;
  readonly parentKey: string | null;
  readonly comments: readonly string[];
}
