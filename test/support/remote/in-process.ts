import type { Wire } from "./fault-server.ts";

/** What comes back over a wire: an answer, a broken connection or none, or nothing ever. */
export type Reply =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly text: string | null;
    }
  | { readonly kind: "cut" | "refused" | "silence" };

export interface RawRequest {
  readonly method: string;
  /** Path with query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export type Respond = (request: RawRequest) => Promise<Reply>;

/** Called when a server stays silent, in place of the wait that a real connection would need. */
export type OnSilence = () => void | Promise<void>;

const SERVERS = new Map<string, Respond>();
const FIRST_PORT = 40_000;
let lastPort = FIRST_PORT;
let onSilence: OnSilence = () => undefined;

/** Servers that are reached by a call instead of a socket, so that thousands can come and go. */
export const IN_PROCESS: Wire = (respond) => {
  lastPort += 1;
  const origin = `http://127.0.0.1:${lastPort}`;
  SERVERS.set(origin, respond);
  return Promise.resolve({
    origin,
    close() {
      SERVERS.delete(origin);
      return Promise.resolve();
    },
  });
};

/** Sends what the product sends to those servers; gives back what undoes this. */
export function takeOverFetch(): () => void {
  const original = globalThis.fetch;
  globalThis.fetch = fetchInProcess;
  return () => {
    globalThis.fetch = original;
  };
}

export function whenSilent(then: OnSilence): void {
  onSilence = then;
}

async function fetchInProcess(
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  if (input instanceof Request) throw new Error("requests are sent by their address");
  const { origin, pathname, search } = new URL(input);
  const respond = SERVERS.get(origin);
  if (respond === undefined) throw broken("ECONNREFUSED");
  const headers = init.headers as Record<string, string>;
  const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const reply = await respond({
    method: init.method ?? "GET",
    url: pathname + search,
    headers: Object.fromEntries(lowered) as Record<string, string>,
    body: (init.body as string | null | undefined) ?? "",
  });
  switch (reply.kind) {
    case "answer":
      return new Response(reply.text, { status: reply.status, headers: reply.headers });
    case "cut":
      throw broken("ECONNRESET");
    case "refused":
      throw broken("ECONNREFUSED");
    case "silence":
      await onSilence();
      throw broken("ETIMEDOUT");
  }
}

/** As Node's `fetch` fails: the reason lies in the cause. */
function broken(code: string): TypeError {
  const cause = Object.assign(new Error(code), { code });
  return new TypeError("fetch failed", { cause });
}
