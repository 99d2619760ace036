import { err } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { McpServer } from "../../core/model/mcp-server.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { Redactor } from "../../core/redact/redact.ts";
import type { Log } from "../../ports/log.ts";
import { locateProgram } from "../files/find-program.ts";
import { addressSession } from "./address-session.ts";
import { programSession } from "./program-session.ts";
import type { Patience } from "./sdk-session.ts";
import { createServerToolBox, type ServerToolBox } from "./server-tool-box.ts";
import type { OpenSession } from "./session.ts";

export interface OwnServersDeps {
  /** The person's home folder, where the servers run. */
  readonly home: string;
  /** What every program needs to run at all: the path, the home folder. No credential. */
  readonly basics: Readonly<Record<string, string>>;
  /** The absolute path of a program; never one that lies in the workspace. */
  readonly findProgram: (name: string) => string | undefined;
  readonly log: Log;
  readonly redact: Redactor;
  readonly patience?: Patience;
}

const PATIENCE: Patience = { startMs: 20_000, callMs: 20_000 };

/** The servers that a person has set up, each as a thing with tools. None is started yet. */
export function ownServers(servers: readonly McpServer[], deps: OwnServersDeps): ServerToolBox[] {
  return servers.map((server) => createServerToolBox(server.name, sessionOf(server, deps)));
}

function sessionOf(server: McpServer, deps: OwnServersDeps): OpenSession {
  const { log, redact, home, basics, findProgram, patience = PATIENCE } = deps;
  if (server.kind === "address") return addressSession(server, patience);
  const { name, command, args, env } = server;
  const program = locateProgram(command, home, findProgram);
  if (program === undefined) return () => Promise.resolve(err(noProgram(name)));
  const say: Log["info"] = (line) => log.info(line);
  const whole = { ...basics, ...env };
  return programSession({ name, program, args, env: whole, folder: home, patience, say, redact });
}

function noProgram(name: string): TrackerError {
  return {
    code: "tracker/unreachable",
    message: t(
      'The program of the MCP server "{0}" is not on your path. Install it, or write its absolute path as `command`.',
      name,
    ),
  };
}
