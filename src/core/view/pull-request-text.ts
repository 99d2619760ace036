import { inEnglish } from "../kernel/texts.ts";
import type { MergedWork } from "../model/merged-work.ts";
import type { PlanItem } from "../plan/plan.ts";
import { planRows, type SectionLookup } from "./plan-rows.ts";
import { plural } from "./spec-counts.ts";

/** What a pull request says of itself. */
export interface PullRequestText {
  readonly title: string;
  readonly body: string;
  /** The commit's; without any words of a ticket, since a host may take orders from them. */
  readonly message: string;
}

/** Says in English what a pull request with these changes is about, and why each of them was made. */
export function pullRequestText(
  items: readonly PlanItem[],
  sectionOf: SectionLookup,
): PullRequestText {
  return inEnglish(() => englishText(items, sectionOf));
}

function englishText(items: readonly PlanItem[], sectionOf: SectionLookup): PullRequestText {
  const tickets = [...new Set(items.flatMap(({ ticket }) => ticket ?? []))];
  const count = plural(items.length, "spec change");
  const work = recordedWork(items);
  const title =
    work === null ? `Specs: ${count} from ${plural(tickets.length, "ticket")}` : recordTitle(work);
  const rows = planRows({ items }, sectionOf);
  const files = [...new Set(items.map(({ file }) => file))];
  const lists = files.map((file) => {
    const lines = rows.flatMap((row, index) => {
      const ticket = items[index]?.ticket ?? null;
      if (row.file !== file) return [];
      const why = ticket === null || work !== null ? "" : `, as ${quoted(ticket)} says`;
      return [`- ${quoted(row.section)}: ${quoted(row.label)}${why}`];
    });
    return `${quoted(file)}\n\n${lines.join("\n")}`;
  });
  const opening =
    work === null
      ? "These changes were made in tickets. They are proposed here for the specs that the tickets belong to."
      : `${work} was merged. These changes record what it realized, with its evidence.`;
  return {
    title,
    body: [opening, ...lists].join("\n\n"),
    message: `${title}\n\n${files.join("\n")}\n`,
  };
}

/** The message of a commit that records what merged work realized, in these files. */
export function recordMessage({ source }: MergedWork, files: readonly string[]): string {
  return `${recordTitle(workLabel(source))}\n\n${files.join("\n")}\n`;
}

function recordTitle(work: string): string {
  return `docs: record realization of ${work}`;
}

/** The merged work that all of the changes record; null where they come from tickets. */
function recordedWork(items: readonly PlanItem[]): string | null {
  if (!items.every(({ reason }) => reason.startsWith("work/"))) return null;
  const [source = "merged work"] = items.flatMap((item) =>
    item.kind === "add-evidence" ? [item.evidence.source] : [],
  );
  return workLabel(source);
}

function workLabel(source: string): string {
  const number = /^PR#(\d+)$/.exec(source)?.[1];
  return number === undefined ? source : `PR #${number}`;
}

/** In code, where a host sees neither a name, nor a reference, nor an order such as "closes". */
function quoted(text: string): string {
  return `\`${text.replaceAll("`", "'").replace(/\s+/g, " ").trim() || "-"}\``;
}
