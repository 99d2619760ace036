import type { CompletionReport, SystemCompletion } from "../../design-cycle/completion-report.ts";
import { NAMES } from "../../design-cycle/cycle-state.ts";
import type { CycleDigest, SystemDigest } from "../../design-cycle/digest.ts";
import { shorten } from "./plain-text.ts";
import type { Theme } from "./theme.ts";

const EXCERPT = 280;
const NO_CYCLE = "No design cycle is current.";

/** The tickets of a cycle with their newest comments, or why there is nothing to show. */
export function formatDigest({ cycle, systems }: CycleDigest, theme: Theme): string[] {
  if (cycle === null) return [NO_CYCLE];
  const parts = systems.map((system) => digestLines(system, theme));
  return [
    theme.bold(theme.clean(`Design cycle ${cycle}`)),
    ...parts.flatMap((part) => ["", ...part]),
  ];
}

function digestLines(digest: SystemDigest, theme: Theme): string[] {
  const { system, key, title, status, comments, redacted, reason } = digest;
  if (reason !== null) return [`${theme.bold(NAMES[system])}  ${theme.dim(theme.clean(reason))}`];
  const heading = theme.bold(theme.clean(`${key ?? ""} ${title ?? ""}`.trim()));
  const lines = [`${heading}  ${theme.clean(status ?? "")}`];
  if (comments.length === 0) lines.push(theme.dim("  No comments."));
  for (const { author, at, text } of comments) {
    lines.push(`  ${theme.bold(theme.clean(author))}  ${theme.dim(at.slice(0, 10))}`);
    lines.push(`    ${shorten(theme.clean(text.replace(/\s+/g, " ")), EXCERPT)}`);
  }
  const hidden = redacted.map(({ kind, count }) => `${count} × ${kind}`);
  if (hidden.length > 0) lines.push(theme.dim(`  Hidden: ${hidden.join(", ")}.`));
  return lines;
}

/** What was done for each ticket of a cycle, in sentences. */
export function formatCompletion(
  { cycle, outcome, systems }: CompletionReport,
  theme: Theme,
): string[] {
  if (cycle === null) return [`${NO_CYCLE} Nothing was done.`];
  const heading = theme.bold(theme.clean(`Design cycle ${cycle}: ${outcome ?? "no outcome"}`));
  return [heading, ...systems.flatMap((system) => completionLines(system, theme))];
}

function completionLines(completion: SystemCompletion, theme: Theme): string[] {
  const { system, key, transition, comment, reason } = completion;
  const lines = [`  ${theme.bold(theme.clean(key ?? NAMES[system]))}`];
  if (transition !== null) {
    const { from, to, done } = transition;
    const move = from === to ? `is "${to}"` : `"${from}" → "${to}"`;
    lines.push(
      done ? theme.good(`    ✔ ${theme.clean(move)}`) : theme.warn(`    ○ ${theme.clean(move)}`),
    );
  }
  if (comment !== null) {
    const mark = comment.posted ? theme.good("    ✔ posted:") : theme.dim("    ○ not posted now:");
    lines.push(`${mark} ${theme.clean(comment.text)}`);
  }
  if (reason !== null) lines.push(theme.dim(`    ${theme.clean(reason)}`));
  return lines;
}
