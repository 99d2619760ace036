import * as z from "zod/mini";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Tool, ToolAnswer, ToolBox } from "../../ports/tool-box.ts";
import { cancelled, isRefusal, refusalOf, unreadable, type Refusal } from "./tool-failures.ts";
import { buildInput, type Argument } from "./tool-input.ts";
import type { KnownTools } from "./tool-names.ts";

/** A call of one tool: `tools` are its names, the newest first; `action` ends a sentence. */
export interface ToolCall {
  readonly tools: readonly string[];
  readonly input: readonly Argument[];
  readonly action: string;
}

/** How a write ended; `isClear` is false where the answer says neither yes nor no. */
export type WriteAnswer =
  | { readonly kind: "done"; readonly isClear: boolean }
  | ({ readonly kind: "refused" } & Refusal)
  | { readonly kind: "lost"; readonly error: TrackerError };

const MOST_ATTEMPTS = 3;
const WAITS_MS = [500, 2000];

/** Calls the tools of one server. Nothing that it is told is believed before it is looked at. */
export class ToolCaller {
  readonly #box: ToolBox;
  readonly #known: KnownTools;
  readonly #schemas: ReadonlyMap<string, unknown>;
  readonly #clock: Pick<Clock, "sleep">;

  constructor(
    box: ToolBox,
    known: KnownTools,
    tools: readonly Tool[],
    clock: Pick<Clock, "sleep">,
  ) {
    this.#box = box;
    this.#known = known;
    this.#schemas = new Map(tools.map(({ name, inputSchema }) => [name, inputSchema]));
    this.#clock = clock;
  }

  has(...tools: readonly string[]): boolean {
    return tools.some((tool) => this.#known.names.has(tool));
  }

  /** Whether a call could be made; when not, why. Asks nobody. */
  check(call: ToolCall): TrackerError | null {
    const prepared = this.#prepare(call);
    return prepared.ok ? null : prepared.error;
  }

  /** Reads, up to three times where another try may help. */
  async read<T>(
    call: ToolCall,
    shape: z.ZodMiniType<T>,
    signal: CancelSignal,
  ): Promise<Result<T, TrackerError>> {
    const prepared = this.#prepare(call);
    if (!prepared.ok) return prepared;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#call(prepared.value, signal);
      const failure = readingFailure(answer, call.action);
      if (failure === null && answer.kind === "answered") {
        const parsed = z.safeParse(shape, jsonOf(answer.text));
        return parsed.success ? ok(parsed.data) : err(notUsable(answer.text, call.action));
      }
      const { error, mayRepeat } = failure ?? { error: unreadable(call.action), mayRepeat: false };
      if (!mayRepeat || attempt === MOST_ATTEMPTS || signal.aborted) return err(error);
      await this.pause(attempt, signal);
    }
  }

  /** Writes, once: whether to try again is for those who can look at what happened. */
  async write(call: ToolCall, signal: CancelSignal): Promise<WriteAnswer> {
    const prepared = this.#prepare(call);
    if (!prepared.ok) {
      return { kind: "refused", error: prepared.error, ...CLEARLY };
    }
    const answer = await this.#call(prepared.value, signal);
    if (answer.kind === "lost") return { kind: "lost", error: answer.error };
    if (answer.kind === "declined") return { ...answer, kind: "refused", ...CLEARLY };
    const value = jsonOf(answer.text);
    if (answer.kind === "refused" || isRefusal(value)) {
      return { kind: "refused", ...refusalOf(answer.text, call.action) };
    }
    return { kind: "done", isClear: typeof value === "object" && value !== null };
  }

  pause(attempt: number, signal: CancelSignal): Promise<void> {
    return this.#clock.sleep(WAITS_MS[attempt - 1] ?? 0, signal);
  }

  /** The first of the tools that takes what there is to say, with its input. */
  #prepare({ tools, input, action }: ToolCall): Result<Prepared, TrackerError> {
    const problems: string[] = [];
    for (const tool of tools) {
      const name = this.#known.names.get(tool);
      if (name === undefined) continue;
      const built = buildInput(this.#schemas.get(name), input);
      if (built.ok) return ok({ name, input: built.value });
      problems.push(t('its tool "{0}" {1}', tool, built.error));
    }
    return err(unusable(action, problems[0] ?? t('it has no tool "{0}"', tools[0] ?? "")));
  }

  #call({ name, input }: Prepared, signal: CancelSignal): Promise<ToolAnswer> {
    if (!signal.aborted) return this.#box.callTool(name, input, signal);
    return Promise.resolve({ kind: "lost", error: cancelled(), mayRepeat: false });
  }
}

/** Nothing has happened, and trying again changes nothing. */
const CLEARLY = { isBusy: false, isUnclear: false } as const;

interface Prepared {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

function readingFailure(
  answer: ToolAnswer,
  action: string,
): { readonly error: TrackerError; readonly mayRepeat: boolean } | null {
  if (answer.kind === "lost") return answer;
  if (answer.kind === "declined") return { error: answer.error, mayRepeat: false };
  if (answer.kind === "answered" && !isRefusal(jsonOf(answer.text))) return null;
  const { error, isBusy, isUnclear } = refusalOf(answer.text, action);
  return { error, mayRepeat: isBusy || isUnclear };
}

/** An editor hands on the words of a failure as if they were the answer. */
function notUsable(text: string, action: string): TrackerError {
  const isWords = jsonOf(text) === undefined && text.length < MOST_WORDS;
  const { error } = refusalOf(text, action);
  return isWords && error.code !== "tracker/rejected" ? error : unreadable(action);
}

const MOST_WORDS = 500;

/** Undefined where the text is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function unusable(action: string, why: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "The MCP server cannot be used for {0}: {1}. Use another server, or give Canon a credential of its own.",
      action,
      why,
    ),
  };
}
