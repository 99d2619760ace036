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

/** Says what a pull request with these changes is about, and why each of them was made. */
export function pullRequestText(
  items: readonly PlanItem[],
  sectionOf: SectionLookup,
): PullRequestText {
  const tickets = [...new Set(items.flatMap(({ ticket }) => ticket ?? []))];
  const count = plural(items.length, "spec change");
  const title = `Specs: ${count} from ${plural(tickets.length, "ticket")}`;
  const rows = planRows({ items }, sectionOf);
  const files = [...new Set(items.map(({ file }) => file))];
  const lists = files.map((file) => {
    const lines = rows.flatMap((row, index) => {
      const ticket = items[index]?.ticket ?? null;
      if (row.file !== file) return [];
      const why = ticket === null ? "" : `, as ${quoted(ticket)} says`;
      return [`- ${quoted(row.section)}: ${quoted(row.label)}${why}`];
    });
    return `${quoted(file)}\n\n${lines.join("\n")}`;
  });
  const opening =
    "These changes were made in tickets. They are proposed here for the specs that the tickets belong to.";
  return {
    title,
    body: [opening, ...lists].join("\n\n"),
    message: `${title}\n\n${files.join("\n")}\n`,
  };
}

/** In code, where a host sees neither a name, nor a reference, nor an order such as "closes". */
function quoted(text: string): string {
  return `\`${text.replaceAll("`", "'").replace(/\s+/g, " ").trim() || "-"}\``;
}
