import { applySplices, type Splice } from "../kernel/splice.ts";
import { t } from "../kernel/texts.ts";
import type { ConfigProblem } from "./config.ts";
import { parseConfig } from "./parse-config.ts";

/** A way to mend a configuration, in words that a menu can show, and as an edit of its text. */
export interface ConfigMend {
  readonly title: string;
  readonly splices: readonly Splice[];
}

/** The codes that can be mended in the configuration by putting a known word in place of another. */
export const CONFIG_MENDS: ReadonlySet<string> = new Set([
  "config/unknown-key",
  "config/unknown-target",
  "config/wrong-value",
]);

const NAME = "CANON.yaml";
const KEY = /^(\s*(?:-\s+)?["']?)([^\s"':#][^"':#]*?)["']?\s*:(?=\s|$)/;
const VALUE =
  /^(\s*(?:-\s+)?(?:["']?[\w. -]+["']?\s*:\s+)?["']?)([^\s"'#[{][^"'#]*?)["']?\s*(?:#.*)?$/;

/**
 * Puts the word that was meant in place of one that is not known.
 *
 * Shape:  each was tried on a copy. The problem is gone after it, and no other one has come.
 * Units:  `line` counts from 1.
 */
export function mendConfig(text: string, code: string, line: number): readonly ConfigMend[] {
  if (!CONFIG_MENDS.has(code)) return [];
  const { problems } = parseConfig(text, NAME);
  const own = problems.filter((one) => one.code === code && one.line === line);
  return own.flatMap(({ instead }) => {
    const splice = instead === undefined ? null : replacement(text, code, line, instead);
    if (splice === null || instead === undefined) return [];
    const after = parseConfig(applySplices(text, [splice]), NAME).problems;
    if (!isMended(problems, after, code)) return [];
    return [{ title: t("Change it to {0}", instead), splices: [splice] }];
  });
}

/**
 * Adds a rule that holds for every spec which no other rule is for.
 *
 * Shape: undefined where the text has a form that is not surely kept by it.
 */
export function addDefaultRoute(text: string, target: string): Splice | undefined {
  const ending = text.includes("\r\n") ? "\r\n" : "\n";
  const rows = text.split(/\r\n|\n/);
  const first = rows.findIndex((row) => /^routing:\s*(?:#.*)?$/.test(row));
  const item = first < 0 ? undefined : rows.slice(first + 1).find((row) => /^\s*-\s/.test(row));
  const indent = /^\s*/.exec(item ?? "  ")?.[0] ?? "  ";
  const rule = [`${indent}- match:`, `${indent}    default: true`, `${indent}  target: ${target}`];
  const added = first < 0 ? ["routing:", ...rule] : rule;
  let end = rows.length;
  if (first >= 0) {
    const next = rows.findIndex((row, index) => index > first && /^[^\s#-]/.test(row));
    end = next < 0 ? rows.length : next;
  }
  while (end > 0 && rows[end - 1]?.trim() === "") end -= 1;
  const start = rows.slice(0, end).reduce((sum, row) => sum + row.length + ending.length, 0);
  const isInside = start <= text.length;
  const lead = isInside ? "" : ending;
  const at = Math.min(start, text.length);
  const splice = { start: at, end: at, text: lead + added.map((row) => row + ending).join("") };
  return isRouted(text, splice, target) ? splice : undefined;
}

function isRouted(text: string, splice: Splice, target: string): boolean {
  const before = parseConfig(text, NAME);
  const { config, broken, problems } = parseConfig(applySplices(text, [splice]), NAME);
  const last = config.routing.at(-1);
  return (
    !broken &&
    problems.length <= before.problems.length &&
    config.routing.length === before.config.routing.length + 1 &&
    last?.match.always === true &&
    last.target === target
  );
}

function replacement(text: string, code: string, line: number, instead: string): Splice | null {
  const rows = text.split("\n");
  const row = (rows[line - 1] ?? "").replace(/\r$/, "");
  const [, before = "", word] = (code === "config/unknown-key" ? KEY : VALUE).exec(row) ?? [];
  if (word === undefined) return null;
  const start = rows.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, before.length);
  return { start, end: start + word.length, text: instead };
}

function isMended(
  before: readonly ConfigProblem[],
  after: readonly ConfigProblem[],
  code: string,
): boolean {
  const count = (all: readonly ConfigProblem[], one: string): number =>
    all.filter((problem) => problem.code === one).length;
  const codes = new Set(after.map((problem) => problem.code));
  return (
    count(after, code) < count(before, code) &&
    [...codes].every((one) => count(after, one) <= count(before, one))
  );
}
