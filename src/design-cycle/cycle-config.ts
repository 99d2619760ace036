import { fieldsOf } from "../core/kernel/json-fields.ts";
import { t } from "../core/kernel/texts.ts";
import type { CycleSystem } from "./ticket-links.ts";
import type { Problem } from "../core/kernel/problem.ts";

/** How a cycle ended, as far as its tickets are concerned. */
export type CycleOutcome = "verify-passed" | "verify-failed" | "shipped";

/** Names of statuses in order of preference; empty: no transition for this outcome. */
export type TransitionMap = Readonly<Record<CycleOutcome, readonly string[]>>;

export interface CycleConfig {
  readonly disabled: ReadonlySet<CycleSystem>;
  readonly transitions: Readonly<Record<CycleSystem, TransitionMap>>;
  readonly lock: LockPolicy;
  readonly problems: readonly Problem[];
}

/** Units: milliseconds. */
export interface LockPolicy {
  readonly staleMs: number;
  readonly waitMs: number;
  readonly pollMs: number;
}

const DEFAULT_MAP: TransitionMap = {
  "verify-passed": ["Done", "Closed"],
  "verify-failed": ["In Progress"],
  shipped: ["In Review"],
};

/** The words for an outcome; the later ones are those of the workflow's notifications. */
const WORDS: Readonly<Record<CycleOutcome, readonly string[]>> = {
  "verify-passed": ["verify_passed", "audit_pass"],
  "verify-failed": ["verify_failed", "verify_fail"],
  shipped: ["shipped", "ship"],
};

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads `.design/config.json`; null stands for a file that is not there.
 *
 * Shape:  only the literal `false` switches a system off, and only a name or a list of names
 *         replaces a default.
 * Errors: none; what cannot be read leaves the defaults, with a problem where somebody erred.
 */
export function parseCycleConfig(text: string | null): CycleConfig {
  const problems: Problem[] = [];
  const root = text === null ? {} : (objectIn(text) ?? malformed(problems));
  const sync = fieldsOf(root["ticket_sync"]);
  const systems: CycleSystem[] = ["linear", "jira"];
  const disabled = systems.filter((system) => fieldsOf(sync[system])["enabled"] === false);
  const transitions = fieldsOf(sync["transitions"]);
  if ((sync["transitions"] ?? transitions) !== transitions) problems.push(invalidTransitions());
  const common = readMap(transitions, DEFAULT_MAP, problems);
  const mapOf = (system: CycleSystem): TransitionMap =>
    readMap(fieldsOf(transitions[system]), common, problems);
  return {
    disabled: new Set(disabled),
    transitions: { linear: mapOf("linear"), jira: mapOf("jira") },
    lock: lockPolicy(fieldsOf(root["collab"])),
    problems,
  };
}

function readMap(from: Json, fallback: TransitionMap, problems: Problem[]): TransitionMap {
  const namesOf = (outcome: CycleOutcome): readonly string[] => {
    const word = WORDS[outcome].find((one) => Object.hasOwn(from, one));
    if (word === undefined) return fallback[outcome];
    const value = from[word];
    if (value === null || value === false) return [];
    const names = typeof value === "string" ? [value] : value;
    if (Array.isArray(names) && names.length > 0 && names.every(isName)) return names;
    problems.push(invalidTransition(word));
    return fallback[outcome];
  };
  return {
    "verify-passed": namesOf("verify-passed"),
    "verify-failed": namesOf("verify-failed"),
    shipped: namesOf("shipped"),
  };
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function lockPolicy(collab: Json): LockPolicy {
  if (collab["multi_writer_enabled"] !== true)
    return { staleMs: 60_000, waitMs: 5_000, pollMs: 50 };
  const wait = collab["lock_timeout_ms"];
  const isGiven = typeof wait === "number" && wait > 0;
  return { staleMs: 120_000, waitMs: isGiven ? wait : 30_000, pollMs: 100 };
}

function objectIn(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof value === "object" && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

function malformed(problems: Problem[]): Json {
  problems.push({
    code: "cycle/malformed-config",
    severity: "warning",
    line: null,
    message: t("The file is not valid JSON, so the defaults are used. Correct it, or remove it."),
  });
  return {};
}

function invalidTransition(word: string): Problem {
  return {
    code: "cycle/invalid-transition",
    severity: "warning",
    line: null,
    message: t(
      '"ticket_sync.transitions.{0}" has to be the name of a status or a list of names. The default is used.',
      word,
    ),
  };
}

function invalidTransitions(): Problem {
  return {
    code: "cycle/invalid-transition",
    severity: "warning",
    line: null,
    message: t(
      '"ticket_sync.transitions" has to be an object such as { "verify_passed": "Done" }. The defaults are used.',
    ),
  };
}
