import { StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { err, ok } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { McpServer } from "../../core/model/mcp-server.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import { parseBaseUrl } from "../http/base-url.ts";
import { greet, type Patience } from "./sdk-session.ts";
import type { OpenSession } from "./session.ts";
import { cancelled } from "./tool-failures.ts";

type AddressServer = Extract<McpServer, { readonly kind: "address" }>;

/** More than any answer needs. Unit: bytes. */
const LARGEST_ANSWER = 8_000_000;

/**
 * Reaches a server over HTTP, at the address and with the headers that the person wrote for it.
 *
 * A redirect would carry the headers elsewhere, so there is none. Signing in through a browser is
 * not for a command line: a server that wants it is not used.
 */
export function addressSession(server: AddressServer, patience: Patience): OpenSession {
  return async (signal) => {
    const { name, url, headers } = server;
    const checked = parseBaseUrl(url);
    if (!checked.ok) return err(badAddress(name, checked.error));
    const transport = new StreamableHTTPClientTransport(new URL(url), {
      fetch: fetchSome,
      requestInit: { headers: { ...headers }, redirect: "error" },
    });
    try {
      return ok(await greet(transport, patience, signal));
    } catch {
      return err(signal.aborted ? cancelled() : notReached(name));
    }
  };
}

/** An answer without end is cut off; a stream of it then ends in an error. */
async function fetchSome(input: string | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: "error" });
  let left = LARGEST_ANSWER;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      left -= chunk.byteLength;
      if (left < 0) controller.error(new Error("the answer is too large"));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  const body = response.body === null ? null : response.body.pipeThrough(limit);
  return new Response(body, { status, statusText, headers });
}

function badAddress(name: string, why: string): TrackerError {
  return {
    code: "tracker/unreachable",
    message: t(
      'The address of the MCP server "{0}" {1}, so it was not asked. Correct it in your own configuration.',
      name,
      why,
    ),
  };
}

function notReached(name: string): TrackerError {
  return {
    code: "tracker/unreachable",
    message: t(
      'The MCP server "{0}" did not answer at its address as such a server does. Check the address and the headers that you wrote for it.',
      name,
    ),
  };
}
