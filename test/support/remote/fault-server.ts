import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Fault, SeenRequest } from "./double.ts";
import type { RawRequest, Reply, Respond } from "./in-process.ts";

/** What a double answers: a status, JSON (or nothing), and headers beside the usual ones. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FaultServer {
  readonly origin: string;
  readonly requests: readonly SeenRequest[];
  faultFor: (request: SeenRequest, index: number) => Fault | undefined;
  close(): Promise<void>;
}

interface Handlers {
  isWrite(method: string, url: string, body: string): boolean;
  answer(request: SeenRequest): Answer | Promise<Answer>;
  /** A refusal in the vendor's own form. */
  refuse(status: number): Answer;
}

/** How requests come to a server. */
export type Wire = (
  respond: Respond,
) => Promise<{ readonly origin: string; close(): Promise<void> }>;

const SIGN_IN = "<!doctype html><title>Sign in</title><p>Please sign in to continue.</p>";
const HTML = { "Content-Type": "text/html; charset=utf-8" };
const JSON_TYPE = { "Content-Type": "application/json; charset=utf-8" };

let wire: Wire = overLoopback;

/** Sets how requests come to the servers that are started from now on; undefined: by loopback. */
export function useWire(other: Wire | undefined): void {
  wire = other ?? overLoopback;
}

/** A server that can spoil any request in the ways of `Fault`. */
export async function startFaultServer(handlers: Handlers): Promise<FaultServer> {
  const requests: SeenRequest[] = [];
  /** The last good answer of each kind of request, for answers that were meant for another. */
  const lastGood = new Map<boolean, { readonly text: string; readonly reply: Reply }>();
  const end = await wire(serve);
  const { origin } = end;
  const state: FaultServer = {
    origin,
    requests,
    faultFor: () => undefined,
    close: () => end.close(),
  };
  return state;

  async function serve(raw: RawRequest): Promise<Reply> {
    const isWrite = handlers.isWrite(raw.method, raw.url, raw.body);
    const request: SeenRequest = { ...raw, isWrite };
    requests.push(request);
    const fault = state.faultFor(request, requests.length - 1);
    switch (fault?.kind) {
      case undefined:
        return answerTruly(request);
      case "drop":
        return { kind: "cut" };
      case "cut":
        await handlers.answer(request);
        return { kind: "cut" };
      case "hang":
        return { kind: "silence" };
      case "status": {
        const refusal = handlers.refuse(fault.status);
        const retry = fault.retryAfter === undefined ? {} : { "Retry-After": fault.retryAfter };
        return toReply({ ...refusal, headers: { ...refusal.headers, ...retry } });
      }
      case "html":
        return { kind: "answer", status: 200, headers: HTML, text: SIGN_IN };
      case "empty":
        return toReply({ status: 200, body: {} });
      case "truncate": {
        const { status, body: whole = {}, headers } = await handlers.answer(request);
        const text = JSON.stringify(whole);
        const half = text.slice(0, Math.max(1, Math.floor(text.length / 2)));
        return { kind: "answer", status, headers: { ...JSON_TYPE, ...headers }, text: half };
      }
      case "redirect":
        return { kind: "answer", status: 302, headers: { Location: fault.to }, text: null };
      case "other": {
        const others = lastGood.get(isWrite);
        const meant = await answerTruly(request);
        return others === undefined || others.text === textOf(request) ? meant : others.reply;
      }
    }
  }

  async function answerTruly(request: SeenRequest): Promise<Reply> {
    const answer = await handlers.answer(request);
    const reply = toReply(answer);
    if (answer.status < 300) lastGood.set(request.isWrite, { text: textOf(request), reply });
    return reply;
  }
}

function textOf({ method, url, body }: SeenRequest): string {
  return `${method} ${url} ${body}`;
}

function toReply({ status, body, headers = {} }: Answer): Reply {
  return body === undefined
    ? { kind: "answer", status, headers, text: null }
    : {
        kind: "answer",
        status,
        headers: { ...JSON_TYPE, ...headers },
        text: JSON.stringify(body),
      };
}

async function overLoopback(respond: Respond): ReturnType<Wire> {
  const server = createServer((incoming, response) => {
    void serve(incoming, response, respond);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  respond: Respond,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString("utf8");
  const { method = "GET", url = "/", headers } = incoming;
  const reply = await respond({ method, url, headers, body });
  if (reply.kind === "cut") incoming.socket.destroy();
  if (reply.kind === "answer") response.writeHead(reply.status, reply.headers).end(reply.text);
}
