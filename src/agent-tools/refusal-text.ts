import type { Problem } from "../core/kernel/problem.ts";
import type { Refusal } from "../sync/engine.ts";
import type { ToolContext } from "./tool-context.ts";

/** Why the engine would not begin, in a sentence for a model. */
export function refusalText({ kind, problems }: Refusal, context: ToolContext): string {
  switch (kind) {
    case "cancelled":
      return "The call was cancelled. Nothing was changed.";
    case "broken-config":
      return `CANON.yaml is broken, so nothing can be planned. Tell the person: ${said(problems, context)}`;
    case "no-tracker":
      return `No tracker is configured, so there is nothing to sync with. Tell the person: ${said(problems, context)}`;
    case "no-model":
    case "not-begun":
      return `Canon could not begin, and nothing was changed. Tell the person: ${said(problems, context)}`;
  }
}

export function said(problems: readonly Problem[], { specs, words }: ToolContext): string {
  const errors = problems.filter(({ severity }) => severity === "error");
  const meant = errors.length > 0 ? errors : problems;
  const texts = meant.flatMap(({ message }) => specs.message(message) ?? []);
  return words.line(texts.slice(0, 3).join(" "), 900);
}
