import { t } from "../../core/kernel/texts.ts";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { ModelTrouble } from "../../ports/language-model.ts";

/** How long a model may take, and how much it may write. Units: milliseconds, UTF-16 units. */
interface Bounds {
  readonly timeoutMs: number;
  readonly longest: number;
}

/** What starts an answer; `stop` tells it that nobody waits any more. */
type Ask = (stop: AbortSignal) => Promise<AsyncIterable<string>>;

/**
 * Collects the answer of a chat model, within bounds.
 *
 * It is over when the bounds are reached or nobody waits, whether or not the model listens.
 */
export async function chatAnswer(
  ask: Ask,
  { timeoutMs, longest }: Bounds,
  signal: CancelSignal,
): Promise<Result<string, ModelTrouble>> {
  if (signal.aborted) return err(cancelled());
  const stop = new AbortController();
  const ended = Promise.withResolvers<Result<string, ModelTrouble>>();
  const end = (result: Result<string, ModelTrouble>): void => {
    ended.resolve(result);
    stop.abort();
  };
  const cancel = (): void => end(err(cancelled()));
  const timer = setTimeout(() => end(err(lateAfter(timeoutMs))), timeoutMs);
  signal.addEventListener("abort", cancel, { once: true });
  collect(ask, longest, stop.signal).then(end, (error: unknown) => end(err(troubleOf(error))));
  try {
    return await ended.promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", cancel);
  }
}

async function collect(
  ask: Ask,
  longest: number,
  stop: AbortSignal,
): Promise<Result<string, ModelTrouble>> {
  let text = "";
  for await (const part of await ask(stop)) {
    if (stop.aborted) break;
    text += part;
    if (text.length > longest) return err(tooLong());
  }
  return ok(text);
}

/** The editor names its errors; what they say may be a stranger's words, and is left out. */
function troubleOf(error: unknown): ModelTrouble {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "NoPermissions") return notAllowed();
  if (code === "Blocked") return blocked();
  if (code === "NotFound") return notOffered();
  return {
    kind: "failed",
    message: t("It ended without an answer. Try again, or choose another one."),
  };
}

/** For a model that was chosen once. */
export function notOffered(): ModelTrouble {
  const message = t("The editor does not offer it any more. Run Canon: Choose Language Model.");
  return { kind: "unavailable", message };
}

function cancelled(): ModelTrouble {
  return { kind: "cancelled", message: t("Nobody waits for it any more.") };
}

function tooLong(): ModelTrouble {
  return { kind: "too-long", message: t("It wrote more than any answer needs, and was stopped.") };
}

function notAllowed(): ModelTrouble {
  const message = t(
    "You have not allowed Canon to use it. Run it again and allow it, or choose none with Canon: Choose Language Model.",
  );
  return { kind: "refused", message };
}

function blocked(): ModelTrouble {
  const message = t(
    "It may not be used at the moment, for example because a quota is used up. Try later.",
  );
  return { kind: "refused", message };
}

function lateAfter(timeoutMs: number): ModelTrouble {
  const seconds = String(Math.round(timeoutMs / 1000));
  const message = t(
    "It did not answer within {0} seconds. Try again, or choose another one.",
    seconds,
  );
  return { kind: "timeout", message };
}
