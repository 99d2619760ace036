import { basename } from "node:path";
import { findProgram, isProgram, locateProgram } from "../../adapters/files/find-program.ts";
import type { AgentCommand } from "../../core/config/agent-command.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import type { LanguageModel } from "../../ports/language-model.ts";
import type { CommandContext } from "../context.ts";
import { basicsOf, secretValues } from "./own-programs.ts";
import { homeOf, readPersonalConfig } from "./personal-config.ts";

/** Where a person names the program; nothing in a workspace can. */
export const OWN_FILE = "~/.config/canon/config.yaml";

/** What a person has set up as a language model, as far as it can be told without starting it. */
export type OwnAgent =
  | { readonly kind: "none" }
  | { readonly kind: "unusable"; readonly problem: Problem }
  | { readonly kind: "missing"; readonly command: AgentCommand }
  | { readonly kind: "found"; readonly command: AgentCommand; readonly program: string };

/** Looks for the program that a person named; starts nothing. */
export async function findAgent({ host, root }: CommandContext): Promise<OwnAgent> {
  const { agent, problems } = await readPersonalConfig(host);
  const problem = problems.find(({ code }) => BROKEN.has(code));
  if (agent === null)
    return problem === undefined ? { kind: "none" } : { kind: "unusable", problem };
  const home = homeOf(host) ?? "";
  const program = locateProgram(agent.program, home, (name) =>
    findProgram(name, host.env["PATH"], root),
  );
  return program === undefined || !isProgram(program)
    ? { kind: "missing", command: agent }
    : { kind: "found", command: agent, program };
}

const BROKEN = new Set(["personal/unusable-agent", "personal/broken-yaml", "personal/unreadable"]);

/** The person's language model; null where they have set up none. */
export async function ownModel(context: CommandContext): Promise<LanguageModel | null> {
  const found = await findAgent(context);
  if (found.kind === "none") return null;
  const { agentModel, missingModel } = await import("../../adapters/agent/agent-model.ts");
  if (found.kind === "unusable") return missingModel("agent.command", toldIn(found.problem));
  const { args, env, timeoutMs, program } = found.command;
  const name = found.command.name ?? basename(program).replace(/\.exe$/i, "");
  if (context.isOffline) return missingModel(name, OFFLINE);
  if (found.kind === "missing") return missingModel(name, NOT_THERE);
  const { host, output } = context;
  for (const secret of secretValues(env)) output.redactor.hold(secret);
  const whole = { ...basicsOf(host), ...env };
  const start = {
    program: found.program,
    args,
    env: whole,
    timeoutMs,
    folder: homeOf(host) ?? "/",
  };
  return agentModel(name, start, output.redactor.redact);
}

function toldIn({ file, line, message }: Problem): string {
  const where = line === null ? (file ?? OWN_FILE) : `${file ?? OWN_FILE}:${String(line)}`;
  return `${where}: ${message}`;
}

const OFFLINE = "CANON_OFFLINE is set, so no request leaves. Unset it.";
const NOT_THERE = `The program is not on your path outside of the workspace. Install it, or write its absolute path as \`agent.command\` in ${OWN_FILE}.`;
