import type { ServerContext } from "@modelcontextprotocol/server";
import type { Run } from "../../sync/engine.ts";

export type RequestContext = Pick<ServerContext, "mcpReq">;

/** A run that ends when the client cancels, and tells it how far it is where it wants to know. */
export function runOf({ mcpReq }: RequestContext): Run {
  const token = mcpReq._meta?.progressToken;
  let progress = 0;
  return {
    signal: mcpReq.signal,
    progress: {
      report(_done, _total, message) {
        if (token === undefined || mcpReq.signal.aborted) return;
        progress += 1;
        const params = { progressToken: token, progress, message };
        // A client that is gone needs no progress.
        mcpReq.notify({ method: "notifications/progress", params }).catch(() => undefined);
      },
    },
  };
}
