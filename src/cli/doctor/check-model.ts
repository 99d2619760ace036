import type { CommandContext } from "../context.ts";
import { findAgent, OWN_FILE } from "../host/own-model.ts";
import type { Check } from "./check.ts";

/** The language model that the person has set up, without asking it anything. */
export async function checkModel(context: CommandContext): Promise<Check> {
  const base = { name: "language model", category: "integrations" } as const;
  const found = await findAgent(context);
  switch (found.kind) {
    case "none": {
      const detail = `none is set up: ${OWN_FILE} has no \`agent.command\``;
      return { ...base, status: "ok", detail, fix: null };
    }
    case "unusable":
      return {
        ...base,
        status: "warn",
        detail: found.problem.message,
        fix: `Correct ${OWN_FILE}.`,
      };
    case "missing": {
      const detail = `${JSON.stringify(found.command.program)} is no program outside of the workspace that can be started`;
      const fix = `Install it, or write its absolute path as \`agent.command\` in ${OWN_FILE}.`;
      return { ...base, status: "warn", detail, fix };
    }
    case "found": {
      const seconds = String(found.command.timeoutMs / 1000);
      const detail = `${found.program} is there, and may take ${seconds} seconds; it was not asked anything`;
      return { ...base, status: "ok", detail, fix: null };
    }
  }
}
