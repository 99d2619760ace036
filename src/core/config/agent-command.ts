import { err, ok, type Result } from "../kernel/result.ts";
import { listTexts, scalarText, textAt, type Located } from "./located.ts";

/**
 * The program that a person lets stand in for a language model.
 *
 * Shape:  `name` is what the person calls it, null without one. `program` is a name or a path, as
 *         it was written; no shell ever sees it or `args`.
 *         `env` is what it is given besides what every program needs.
 * Units:  `timeoutMs` is at least one second.
 */
export interface AgentCommand {
  readonly name: string | null;
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

const USUAL_SECONDS = 120;
const LONGEST_SECONDS = 1800;

/**
 * Reads `agent`: `command`, a list of words or one text, `timeout` in seconds, and a `name`.
 *
 * Shape:  a text is divided at blanks; quotes hold words together, and nothing else has a meaning.
 * Errors: what is wrong with it, as the beginning of a sentence.
 */
export function readAgentCommand(agent: Located): Result<Omit<AgentCommand, "env">, string> {
  if (agent.kind !== "map") return err("`agent` has no `command`");
  const command = agent.entries.get("command")?.value;
  if (command === undefined) return err("`agent` has no `command`");
  const text = scalarText(command);
  const [program, ...args] = (text === null ? listTexts(command) : wordsOf(text)) ?? [];
  if (program === undefined || program.trim() === "") {
    return err("`agent.command` is neither a list of words nor a text with closed quotes");
  }
  if ([program, ...args].some((word) => word.includes("\0"))) {
    return err("`agent.command` holds a character that no program can be given");
  }
  const timeout = agent.entries.get("timeout")?.value;
  const seconds = timeout === undefined ? USUAL_SECONDS : secondsOf(timeout);
  if (seconds === null) {
    return err(`\`agent.timeout\` is no number of seconds from 1 to ${String(LONGEST_SECONDS)}`);
  }
  return ok({ name: textAt(agent, "name"), program, args, timeoutMs: seconds * 1000 });
}

/** Null where a quote is not closed. */
function wordsOf(text: string): string[] | null {
  const WORD = /\s*((?:[^\s"']+|"[^"]*"|'[^']*')+)(?=\s|$)/y;
  const words: string[] = [];
  const end = text.trimEnd().length;
  while (WORD.lastIndex < end) {
    const word = WORD.exec(text)?.[1];
    if (word === undefined) return null;
    words.push(
      word.replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => String(double ?? single)),
    );
  }
  return words;
}

function secondsOf(value: Located): number | null {
  if (value.kind !== "scalar" || typeof value.value !== "number") return null;
  return value.value >= 1 && value.value <= LONGEST_SECONDS ? value.value : null;
}
