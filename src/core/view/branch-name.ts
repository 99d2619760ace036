import type { TicketRef } from "../model/ticket-ref.ts";

/** What the name of a branch is made of. */
export interface BranchSubject {
  /** Null for a section without a ticket. */
  readonly ticket: TicketRef | null;
  readonly title: string;
  readonly sectionId: string;
}

export const BRANCH_TEMPLATE = "{key}-{title}";

const MAX_LENGTH = 60;

/**
 * Names a branch for the work on a section.
 *
 * Shape:  `{key}`, `{title}` and `{id}` of the template are replaced by small letters, digits and
 *         hyphens; without a ticket, the section's id stands for its key, but not right before a
 *         title that begins with the same words. What is left is a name
 *         that git takes, at most 60 characters long and cut between words.
 * Source: the rules of `git check-ref-format`, of which this is a small part.
 */
export function branchName({ ticket, title, sectionId }: BranchSubject, template: string): string {
  const id = slug(sectionId);
  const values: Readonly<Record<string, string>> = {
    key: ticket === null ? id : slug(ticket.key.replace(/^.*#/, "")),
    title: slug(title),
    id,
  };
  const isSaidTwice = ticket === null && `${values["title"] ?? ""}-`.startsWith(`${id}-`);
  const once = isSaidTwice ? template.replace("{key}-{title}", "{title}") : template;
  const filled = once.replace(/\{(key|title|id)\}/g, (_, name: string) => values[name] ?? "");
  return fit(filled) || fit(`${values["key"] ?? ""}-${id}`) || "work";
}

function slug(text: string): string {
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ß", "ss").toLowerCase();
  return letters.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** Only characters that every git takes; no part may be empty, hidden or end as a lock does. */
function fit(text: string): string {
  const parts = text.split("/").map((part) =>
    part
      .replace(/[^A-Za-z0-9._-]+/g, "-")
      .replace(/\.{2,}/g, ".")
      .replace(/-{2,}/g, "-")
      .replace(/(?:\.lock|[.-])+$/gi, "")
      .replace(/^[.-]+/, ""),
  );
  const name = parts.filter((part) => part !== "").join("/");
  if (name.length <= MAX_LENGTH) return name;
  const cut = name.slice(0, MAX_LENGTH + 1);
  const end = cut.lastIndexOf("-");
  return cut.slice(0, end > MAX_LENGTH / 2 ? end : MAX_LENGTH).replace(/(?:\.lock|[./-])+$/i, "");
}
