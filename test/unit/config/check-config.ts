import assert from "node:assert/strict";
import type { CanonConfig, SystemConfig } from "../../../src/core/config/config.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";

const FILE = "CANON.yaml";

/** Parses and expects no problem at all. */
export function configOf(text: string): CanonConfig {
  const { config, problems } = parseConfig(text, FILE);
  assert.deepEqual(problems, []);
  return config;
}

/** The connection of this name, which must be there. */
export function systemOf(config: CanonConfig, name: string): SystemConfig {
  const system = config.systems.get(name);
  assert.ok(system, `no connection is called ${name}`);
  return system;
}

/** Problems as `severity line code`, in file order. */
export function problemsOf(text: string): string[] {
  return parseConfig(text, FILE).problems.map(
    ({ severity, line, code }) => `${severity} ${line} ${code}`,
  );
}

/** Expects exactly one problem, and that its message names all `words`. */
export function expectProblem(text: string, problem: string, ...words: readonly string[]): void {
  assert.deepEqual(problemsOf(text), [problem]);
  const { problems, broken } = parseConfig(text, FILE);
  const [only] = problems;
  assert.ok(only);
  assert.equal(only.file, FILE);
  assert.equal(broken, problem.startsWith("error"));
  for (const word of words) assert.ok(only.message.includes(word), `${only.message} / ${word}`);
}
