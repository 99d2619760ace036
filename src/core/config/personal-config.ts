import type { Problem } from "../kernel/problem.ts";
import type { McpServer } from "../model/mcp-server.ts";
import { readAgentCommand, type AgentCommand } from "./agent-command.ts";
import {
  lineAt,
  listTexts,
  mapAt,
  scalarText,
  textAt,
  type Located,
  type LocatedMap,
} from "./located.ts";
import { readYaml } from "./read-yaml.ts";

/** How a design cycle reaches its tickets; `auto` is a configured tracker, else MCP. */
export type ConnectionChoice = "auto" | "adapter" | "mcp";

/** What a person has set up for themselves, whatever workspace they work in. */
export interface PersonalConfig {
  readonly connection: ConnectionChoice;
  readonly servers: readonly McpServer[];
  /** The program that stands in for a language model; null without one that can be used. */
  readonly agent: AgentCommand | null;
  readonly problems: readonly Problem<PersonalProblemCode>[];
}

type PersonalProblemCode =
  | "personal/broken-yaml"
  | "personal/unknown-connection"
  | "personal/unusable-agent"
  | "personal/unusable-server";

/**
 * Reads a person's own `config.yaml`; keys that are not meant for this are left alone.
 *
 * Shape:  what cannot be understood is left out, and a problem says so. `${env:NAME}` as a whole
 *         value under `env` or `headers` is the variable that `variable` gives.
 * Units:  at most 64 kB; lines count from 1.
 * Errors: none are thrown.
 */
export function parsePersonalConfig(
  text: string,
  variable: (name: string) => string | undefined,
): PersonalConfig {
  const reader = new Reader(variable);
  const root = text.trim() === "" ? null : reader.read(text);
  const cycle = mapAt(root, "cycle");
  const connection = cycle === null ? "auto" : reader.connection(cycle);
  const servers = mapAt(mapAt(root, "mcp"), "servers");
  const read = [...(servers?.entries ?? [])].map(([name, entry]) =>
    reader.server(name, entry.line, entry.value),
  );
  const usable = read.filter((server) => server !== null);
  const agent = root?.entries.get("agent");
  const command = agent === undefined ? null : reader.agent(agent.line, agent.value);
  return { connection, servers: usable, agent: command, problems: reader.problems };
}

type Values = Readonly<Record<string, string>>;

class Reader {
  readonly problems: Problem<PersonalProblemCode>[] = [];
  readonly #variable: (name: string) => string | undefined;

  constructor(variable: (name: string) => string | undefined) {
    this.#variable = variable;
  }

  read(text: string): LocatedMap | null {
    const broken: number[] = [];
    const root = readYaml(text, (_, severity, line) => {
      if (severity === "error") broken.push(line);
    });
    const [line] = broken;
    if (line === undefined) return root;
    const message = "This file cannot be read from here on, so nothing in it holds. Correct it.";
    this.problems.push({ code: "personal/broken-yaml", severity: "warning", line, message });
    return null;
  }

  connection(cycle: LocatedMap): ConnectionChoice {
    const word = textAt(cycle, "connection");
    if (word === "auto" || word === "adapter" || word === "mcp") return word;
    if (!cycle.entries.has("connection")) return "auto";
    const line = lineAt(cycle, "connection");
    const message = "`connection` is one of auto, adapter and mcp; auto is used. Correct it.";
    this.problems.push({ code: "personal/unknown-connection", severity: "warning", line, message });
    return "auto";
  }

  /** Null for a server that cannot be used as it is written. */
  server(name: string, line: number, value: Located): McpServer | null {
    const refuse = (why: string): null => {
      const message = `The MCP server on this line ${why}, so it is left out. Correct it.`;
      this.problems.push({ code: "personal/unusable-server", severity: "warning", line, message });
      return null;
    };
    if (!/^[\w.-]{1,60}$/.test(name)) {
      return refuse("has a name with more than letters, digits, dots and hyphens");
    }
    if (value.kind !== "map") return refuse("has no `command` and no `url`");
    const [command, url] = [textAt(value, "command"), textAt(value, "url")];
    if (command !== null && url !== null) return refuse("has both a `command` and a `url`");
    const values = this.#values(value, url === null ? "env" : "headers");
    if (typeof values === "string") return refuse(values);
    if (url !== null) return { name, kind: "address", url, headers: values };
    if (command === null) return refuse("has no `command` and no `url`");
    const args = argsOf(value);
    return args === null
      ? refuse("has `args` that are no list of texts")
      : { name, kind: "program", command, args, env: values };
  }

  /** Null for a command that cannot be used as it is written. */
  agent(line: number, value: Located): AgentCommand | null {
    const read = readAgentCommand(value);
    const env = value.kind === "map" ? this.#values(value, "env") : {};
    if (read.ok && typeof env !== "string") return { ...read.value, env };
    const wrongEnv = typeof env === "string" ? env : "cannot be used";
    const why = read.ok ? `\`agent\` ${wrongEnv}` : read.error;
    const message = `${why}, so no language model is asked. Correct it.`;
    this.problems.push({ code: "personal/unusable-agent", severity: "warning", line, message });
    return null;
  }

  /** The values under a key, or why they cannot be used. */
  #values(server: LocatedMap, key: "env" | "headers"): Values | string {
    const entry = server.entries.get(key)?.value;
    if (entry === undefined) return {};
    if (entry.kind !== "map") return `has \`${key}\` that are no names with values`;
    const values = new Map<string, string>();
    for (const [name, { value }] of entry.entries) {
      const written = scalarText(value);
      if (written === null) return `has a value under \`${key}\` that is no text; quote it`;
      const named = /^\$\{env:(\w+)\}$/.exec(written)?.[1];
      const text = named === undefined ? written : this.#variable(named);
      if (text === undefined)
        return `needs the environment variable ${named ?? ""}, which is not set`;
      values.set(name, text);
    }
    return Object.fromEntries(values);
  }
}

function argsOf(server: LocatedMap): string[] | null {
  const value = server.entries.get("args")?.value;
  return value === undefined ? [] : listTexts(value);
}
