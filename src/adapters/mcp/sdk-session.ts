import {
  Client,
  ProtocolError,
  SdkError,
  SdkErrorCode,
  type ClientOptions,
  type JsonSchemaValidatorResult,
} from "@modelcontextprotocol/client";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { startDeadline } from "../http/deadline.ts";
import type { Ended, McpSession } from "./session.ts";

type Transport = Parameters<Client["connect"]>[0];

/** How long a server may take, in milliseconds. */
export interface Patience {
  readonly startMs: number;
  readonly callMs: number;
}

/** More text than any ticket with its comments has. Unit: UTF-16 units. */
const LONGEST_ANSWER = 4_000_000;
const MOST_TOOLS = 2000;

/**
 * Greets the server behind a transport.
 *
 * Errors: rejects with what the transport or the greeting failed of; nothing of it may be shown.
 */
export async function greet(
  transport: Transport,
  patience: Patience,
  signal: CancelSignal,
): Promise<McpSession> {
  // Canon offers a server nothing: no model, no files, no questions to the person.
  const client = new Client(
    { name: "canon", version: "1" },
    { capabilities: {}, listMaxPages: 20, jsonSchemaValidator: BELIEVE },
  );
  const deadline = startDeadline(patience.startMs, signal);
  try {
    const options = { signal: deadline.signal, timeout: patience.startMs };
    await client.connect(transport, options);
  } finally {
    deadline.release();
  }
  return new SdkSession(client, patience.callMs);
}

class SdkSession implements McpSession {
  readonly #client: Client;
  readonly #timeoutMs: number;

  constructor(client: Client, timeoutMs: number) {
    this.#client = client;
    this.#timeoutMs = timeoutMs;
  }

  async listTools(signal: CancelSignal): ReturnType<McpSession["listTools"]> {
    // The client speaks up on stdout about a server without tools, which is not its place.
    if (this.#client.getServerCapabilities()?.tools === undefined) {
      return { kind: "listed", value: [] };
    }
    const listed = await this.#within(signal, (options) =>
      this.#client.listTools(undefined, options),
    );
    if ("refused" in listed) return { kind: "ended", why: "garbled" };
    if ("ended" in listed) return { kind: "ended", why: listed.ended };
    const tools = listed.value.tools.slice(0, MOST_TOOLS);
    return { kind: "listed", value: tools };
  }

  async callTool(
    ...[name, input, signal]: Parameters<McpSession["callTool"]>
  ): ReturnType<McpSession["callTool"]> {
    const called = await this.#within(signal, (options) =>
      this.#client.callTool({ name, arguments: { ...input } }, options),
    );
    if ("refused" in called) return { kind: "refused", text: called.refused };
    if ("ended" in called) return { kind: "ended", why: called.ended };
    const { content, structuredContent, isError } = called.value;
    const parts = content.flatMap((part) => (part.type === "text" ? [part.text] : []));
    const text = parts.join("\n") || JSON.stringify(structuredContent ?? null);
    if (text.length > LONGEST_ANSWER) return { kind: "ended", why: "garbled" };
    return { kind: isError === true ? "refused" : "answered", text };
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  async #within<T>(
    cancel: CancelSignal,
    task: (options: { signal: AbortSignal; timeout: number }) => Promise<T>,
  ): Promise<{ value: T } | { refused: string } | { ended: Ended["why"] }> {
    const deadline = startDeadline(this.#timeoutMs, cancel);
    try {
      return { value: await task({ signal: deadline.signal, timeout: this.#timeoutMs }) };
    } catch (error) {
      if (cancel.aborted) return { ended: "cancelled" };
      if (deadline.isOver()) return { ended: "silent" };
      if (error instanceof ProtocolError && REFUSALS.has(error.code)) {
        return { refused: error.message };
      }
      return { ended: endingOf(error) };
    } finally {
      deadline.release();
    }
  }
}

/** Said before anything is done: no such request, no such method, no such arguments. */
const REFUSALS = new Set<number>([-32_600, -32_601, -32_602]);

function endingOf(error: unknown): Ended["why"] {
  if (!(error instanceof SdkError)) return "garbled";
  if (error.code === SdkErrorCode.RequestTimeout) return "silent";
  return DEATHS.has(error.code) ? "died" : "garbled";
}

const DEATHS = new Set<string>([
  SdkErrorCode.ConnectionClosed,
  SdkErrorCode.NotConnected,
  SdkErrorCode.SendFailed,
]);

/** Answers are looked at where they are used; schemas of a server are not run as programs here. */
const BELIEVE: NonNullable<ClientOptions["jsonSchemaValidator"]> = {
  getValidator: believe,
};

function believe<T>() {
  return (data: unknown): JsonSchemaValidatorResult<T> => ({
    valid: true,
    data: data as T,
    errorMessage: undefined,
  });
}
