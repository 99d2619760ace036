import type { Redactor } from "../../core/redact/redact.ts";
import { err, ok } from "../../core/kernel/result.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import type { McpServer } from "../../core/model/mcp-server.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import { chooseConnection } from "../../design-cycle/choose-connection.ts";
import type { CycleDeps } from "../../design-cycle/cycle-state.ts";
import type { CommandContext } from "../context.ts";
import { findProgram } from "../../adapters/files/find-program.ts";
import { basicsOf, secretValues } from "./own-programs.ts";
import { homeOf, readPersonalConfig } from "./personal-config.ts";
import { stderrLog } from "./stderr-log.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import type { CancelSignal } from "../../core/kernel/cancel.ts";

type Connect = CycleDeps["connect"];

/** The ways from a design cycle to its tickets, as the person of this machine has set them up. */
export interface CycleConnections {
  readonly connect: Connect;
  readonly problems: readonly Problem[];
  /** Ends the servers that were started. */
  close(): Promise<void>;
}

/** Servers are started when a cycle needs them, and only those whose name says that they fit. */
export async function cycleConnections(
  context: CommandContext,
  adapter: Connect,
  signal: CancelSignal,
): Promise<CycleConnections> {
  const { connection, servers, problems } = await readPersonalConfig(context.host);
  const given = servers.map((server) => (server.kind === "program" ? server.env : server.headers));
  for (const secret of given.flatMap(secretValues)) context.output.redactor.hold(secret);
  const tools = new OwnTools(context, servers, context.output.redactor.redact, signal);
  const mcp: Connect = (system) => tools.connect(system);
  return {
    connect: chooseConnection(connection, { adapter, mcp }),
    problems,
    close: () => tools.close(),
  };
}

class OwnTools {
  readonly #context: CommandContext;
  readonly #servers: readonly McpServer[];
  readonly #redact: Redactor;
  readonly #signal: CancelSignal;
  readonly #open = new Set<{ close(): Promise<void> }>();

  constructor(
    context: CommandContext,
    servers: readonly McpServer[],
    redact: Redactor,
    signal: CancelSignal,
  ) {
    this.#context = context;
    this.#servers = servers;
    this.#redact = redact;
    this.#signal = signal;
  }

  async connect(system: Parameters<Connect>[0]): ReturnType<Connect> {
    const home = homeOf(this.#context.host);
    if (this.#servers.length === 0 || home === undefined) return ok(null);
    if (this.#context.isOffline) return err(OFFLINE);
    const { connectOwnServers } = await import("../../adapters/mcp/connect-own-servers.ts");
    const { host, root, isVerbose } = this.#context;
    return connectOwnServers(system, this.#servers, {
      home,
      basics: basicsOf(host),
      findProgram: (name) => findProgram(name, host.env["PATH"], root),
      log: stderrLog(host.stderr, isVerbose),
      redact: this.#redact,
      clock: SYSTEM_CLOCK,
      signal: this.#signal,
      opened: this.#open,
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map((box) => box.close()));
  }
}

const OFFLINE: TrackerError = {
  code: "tracker/unreachable",
  message: "No MCP server was asked: CANON_OFFLINE is set, so no request leaves. Unset it.",
};
