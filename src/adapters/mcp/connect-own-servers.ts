import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Result } from "../../core/kernel/result.ts";
import type { McpServer } from "../../core/model/mcp-server.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { Clock } from "../../ports/clock.ts";
import type { CycleConnection } from "../../ports/cycle-connection.ts";
import { connectTools } from "./connect-tools.ts";
import { ownServers, type OwnServersDeps } from "./own-servers.ts";
import { isFor, PLAIN, plainFirst, type ToolSystem } from "./tool-names.ts";

/** Where servers that were started are kept, so that they can be ended. */
export type OpenServers = Set<{ close(): Promise<void> }>;

export interface OwnConnectionDeps extends OwnServersDeps {
  readonly clock: Pick<Clock, "sleep">;
  readonly signal: CancelSignal;
  readonly opened: OpenServers;
}

/**
 * Finds a way to a tracker among the servers of a person. Null where none is for it.
 *
 * Only servers whose name says that they are for it are started, one after another, the one with
 * the plain name first, until one has the tools.
 */
export async function connectOwnServers(
  system: ToolSystem,
  servers: readonly McpServer[],
  deps: OwnConnectionDeps,
): Promise<Result<CycleConnection | null, TrackerError>> {
  const fitting = servers
    .filter(({ name }) => isFor(system, name))
    .sort((a, b) => plainFirst(a.name, b.name, PLAIN[system]));
  const boxes = ownServers(fitting, deps);
  for (const box of boxes) deps.opened.add(box);
  return connectTools(system, boxes, deps.clock, deps.signal);
}
