import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Fault, SeenRequest } from "./double.ts";

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

const SIGN_IN = "<!doctype html><title>Sign in</title><p>Please sign in to continue.</p>";

/** A server on a loopback port that can spoil any request in the ways of `Fault`. */
export async function startFaultServer(handlers: Handlers): Promise<FaultServer> {
  const requests: SeenRequest[] = [];
  const server = createServer((incoming, response) => {
    void serve(incoming, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const state: FaultServer = {
    origin: `http://127.0.0.1:${port}`,
    requests,
    faultFor: () => undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    const { method = "GET", url = "/", headers } = incoming;
    const isWrite = handlers.isWrite(method, url, body);
    const request: SeenRequest = { method, url, headers, body, isWrite };
    requests.push(request);
    const fault = state.faultFor(request, requests.length - 1);
    switch (fault?.kind) {
      case undefined:
        write(response, await handlers.answer(request));
        return;
      case "drop":
        incoming.socket.destroy();
        return;
      case "cut":
        await handlers.answer(request);
        incoming.socket.destroy();
        return;
      case "hang":
        return;
      case "status": {
        const refusal = handlers.refuse(fault.status);
        const retry = fault.retryAfter === undefined ? {} : { "Retry-After": fault.retryAfter };
        write(response, { ...refusal, headers: { ...refusal.headers, ...retry } });
        return;
      }
      case "html":
        response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(SIGN_IN);
        return;
      case "empty":
        write(response, { status: 200, body: {} });
        return;
      case "truncate": {
        const { status, body: whole = {}, headers: own } = await handlers.answer(request);
        const text = JSON.stringify(whole);
        response.writeHead(status, { "Content-Type": "application/json", ...own });
        response.end(text.slice(0, Math.max(1, Math.floor(text.length / 2))));
        return;
      }
      case "redirect":
        response.writeHead(302, { Location: fault.to }).end();
        return;
    }
  }

  function write(response: ServerResponse, { status, body, headers }: Answer): void {
    if (body === undefined) {
      response.writeHead(status, headers).end();
      return;
    }
    response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", ...headers });
    response.end(JSON.stringify(body));
  }
}
