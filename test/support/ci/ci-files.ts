import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { project } from "../../run/run-command.ts";

/** Why a pipeline runs. */
export type CiEvent = "pull-request" | "fork" | "push" | "schedule";

/** A CI system as far as a ready-made file of `docs/ci` needs it. */
export interface CiSystemFile {
  readonly name: string;
  /** What a merge through its page writes as the message of the commit. */
  readonly mergeMessage: (number: number, body: string) => string;
  /** The shells that it starts for an event, one after the other, each with its variables. */
  readonly shells: (event: CiEvent) => readonly CiShell[];
}

export interface CiShell {
  readonly script: string;
  readonly options: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** It runs also where an earlier one has failed. */
  readonly always: boolean;
}

export type Yaml = Readonly<Record<string, unknown>>;

export function readCiFile(name: string): Yaml {
  return parse(readFileSync(join(project, "docs/ci", name), "utf8")) as Yaml;
}

/** The value at a path; a part that is not there is a mistake in the file. */
export function at(yaml: unknown, ...path: readonly string[]): unknown {
  return path.reduce((value: unknown, key) => {
    if (typeof value !== "object" || value === null || !(key in value)) {
      throw new Error(`There is no ${path.join(".")}.`);
    }
    return (value as Yaml)[key];
  }, yaml);
}

/**
 * Variables as texts, with the expressions of a CI system replaced by what they come to. Those of
 * GitHub are named without their brackets.
 */
export function variables(
  yaml: unknown,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const known = Object.entries((yaml ?? {}) as Yaml).map(([name, value]) => {
    const text = String(value);
    if (!/\$\{\{|^\$\(/.test(text)) return [name, text];
    const found = values[text.replace(/^\$\{\{ (.*) \}\}$/, "$1")];
    if (found === undefined) throw new Error(`Nobody knows what ${text} comes to.`);
    return [name, found];
  });
  return Object.fromEntries(known) as Record<string, string>;
}
