import * as vscode from "vscode";
import type { SpecSection } from "../../core/model/spec.ts";
import type { SectionFacts, TicketCard } from "../../core/view/hover-model.ts";
import type { SectionTarget } from "../commands/section-target.ts";

/** Only these may be reached from a hover, and each checks its argument. */
const HOVER_COMMANDS = [
  "canon.openTicket",
  "canon.refresh",
  "canon.createTicket",
  "canon.syncSection",
  "canon.setStatus",
  "canon.sectionActions",
] as const;

/** What Canon itself says. Titles are the spec's words and therefore go in as text. */
export function factsMarkdown(facts: SectionFacts): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString("**Canon** · ");
  appendPlain(markdown, facts.title);
  markdown.appendMarkdown("  \n");
  appendPlain(markdown, facts.lines.join(" · "));
  return markdown;
}

/**
 * What a tracker says: untrusted, so it goes in as text, in a part of its own that trusts no
 * command, renders no HTML and loads no image.
 */
export function ticketMarkdown(card: TicketCard): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString("**");
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  appendPlain(markdown, card.heading);
  markdown.appendMarkdown("**");
  for (const [index, { label, value }] of card.rows.entries()) {
    markdown.appendMarkdown(`${startsLine(index) ? "  \n" : " · "}${label}: `);
    appendPlain(markdown, value);
  }
  if (card.note !== null) {
    markdown.appendMarkdown("  \n");
    appendPlain(markdown, card.note);
  }
  if (card.comment !== null) {
    markdown.appendMarkdown("\n\n");
    appendPlain(markdown, card.comment.from);
    markdown.appendMarkdown("\n");
    for (const line of card.comment.text.split("\n")) {
      markdown.appendMarkdown("\n> ");
      appendPlain(markdown, line);
      markdown.appendMarkdown("  ");
    }
  }
  return markdown;
}

/**
 * Adds text that stays text. The editor's own escaping leaves addresses alone, and its renderer
 * makes links of bare ones.
 */
export function appendPlain(markdown: vscode.MarkdownString, text: string): void {
  const { value } = new vscode.MarkdownString().appendText(text);
  markdown.appendMarkdown(
    value.replace(/:\/\/|www\.|@/gi, (part) => part.replace(/[/.@]/, "\\$&")),
  );
}

/** The title has a line of its own; the rest goes three to a line, so that a hover stays low. */
function startsLine(index: number): boolean {
  return index === 0 || index % 3 === 1;
}

/** Canon's own links, apart from everything that somebody else wrote. */
export function actionsMarkdown(
  target: SectionTarget,
  section: SpecSection,
  isUnread = false,
): vscode.MarkdownString {
  const first =
    section.tickets[0] === undefined
      ? link(vscode.l10n.t("Create ticket"), "canon.createTicket", target)
      : link(vscode.l10n.t("Open {0}", section.tickets[0].ref.key), "canon.openTicket", target);
  const links = [
    first,
    link(vscode.l10n.t("Sync this section"), "canon.syncSection", target),
    link(vscode.l10n.t("Set status"), "canon.setStatus", target),
    link(vscode.l10n.t("More"), "canon.sectionActions", target),
    ...(isUnread ? [link(vscode.l10n.t("Read its ticket"), "canon.refresh", target)] : []),
  ];
  const markdown = new vscode.MarkdownString(links.join(" · "));
  markdown.isTrusted = { enabledCommands: HOVER_COMMANDS };
  return markdown;
}

function link(
  text: string,
  command: (typeof HOVER_COMMANDS)[number],
  target: SectionTarget,
): string {
  // Brackets are legal in an encoded argument but would end the link.
  const argument = encodeURIComponent(JSON.stringify([target])).replace(/[()]/g, (bracket) =>
    bracket === "(" ? "%28" : "%29",
  );
  return `[${text}](command:${command}?${argument})`;
}
