import type { ConnectionChoice } from "../core/config/personal-config.ts";
import type { CycleDeps } from "./cycle-state.ts";

type Connect = CycleDeps["connect"];

/**
 * The way to the tickets that a person chose.
 *
 * Shape: `auto` takes the tracker that is configured, also where it does not answer, and tools
 *        where there is none.
 */
export function chooseConnection(
  choice: ConnectionChoice,
  ways: { readonly adapter: Connect; readonly mcp: Connect },
): Connect {
  if (choice !== "auto") return ways[choice];
  return async (system, key) => {
    const configured = await ways.adapter(system, key);
    return configured.ok && configured.value === null ? ways.mcp(system, key) : configured;
  };
}
