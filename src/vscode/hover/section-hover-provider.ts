import * as vscode from "vscode";
import type { SpecSection, TicketLink } from "../../core/model/spec.ts";
import { sectionFacts, ticketCard } from "../../core/view/hover-model.ts";
import { sectionTarget } from "../commands/section-target.ts";
import { localDate } from "../host/local-date.ts";
import { sectionAtLine, type OpenSpec, type OpenSpecs } from "../workspace/open-specs.ts";
import { actionsMarkdown, factsMarkdown, ticketMarkdown } from "./hover-markdown.ts";

const COMMENT = /<!--\s*(?:canon|specwright):.*?-->/g;

/** Nobody writes longer comments by hand; beyond it, searching a line would take too long. */
const MAX_LINE = 4000;

/** What the pointer is on: a place in the text, its section, and the ticket that is meant. */
interface Spot {
  readonly range: vscode.Range;
  readonly section: SpecSection;
  readonly link: TicketLink | undefined;
}

/** A preview of section and ticket on headings, Canon comments and ticket keys. */
export class SectionHoverProvider implements vscode.HoverProvider {
  readonly #specs: OpenSpecs;

  constructor(specs: OpenSpecs) {
    this.#specs = specs;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const open = await this.#specs.find(document);
    const spot = open === undefined ? undefined : findSpot(open, position);
    if (open === undefined || spot === undefined) return undefined;
    const { section, link } = spot;
    const { live } = open.session;
    // Hovering asks no tracker. A ticket of the embedded one is a file of the folder.
    const isOwn = link?.ref.system === "local" && live.get(link.ref) === undefined;
    if (isOwn && !token.isCancellationRequested) await live.refresh([link.ref]);
    if (token.isCancellationRequested) return undefined;
    const parts = [factsMarkdown(sectionFacts(section, ({ ref }) => live.get(ref)))];
    if (link !== undefined) {
      parts.push(
        ticketMarkdown(ticketCard(link, live.get(link.ref), localDate, live.notes(link.ref))),
      );
    }
    const isUnread = link !== undefined && live.get(link.ref) === undefined;
    parts.push(actionsMarkdown(sectionTarget(open, section), section, isUnread));
    return new vscode.Hover(parts, spot.range);
  }
}

function findSpot(open: OpenSpec, position: vscode.Position): Spot | undefined {
  const lineNumber = position.line + 1;
  const section = sectionAtLine(open.spec, lineNumber);
  if (section === undefined) return undefined;
  const line = open.document.lineAt(position.line);
  if (lineNumber === section.line) {
    return { range: line.range, section, link: section.tickets[0] };
  }
  const links = [...section.tickets, ...section.shadows];
  for (const match of line.text.slice(0, MAX_LINE).matchAll(COMMENT)) {
    const range = rangeIn(line, match.index, match[0].length);
    if (!range.contains(position)) continue;
    const link = links.find((each) => each.line === lineNumber && match[0].includes(each.ref.key));
    if (link === undefined) return { range, section, link: section.tickets[0] };
    const at = match.index + match[0].indexOf(link.ref.key);
    const key = rangeIn(line, at, link.ref.key.length);
    return { range: key.contains(position) ? key : range, section, link };
  }
  return undefined;
}

function rangeIn(line: vscode.TextLine, start: number, length: number): vscode.Range {
  const { line: index } = line.range.start;
  return new vscode.Range(index, start, index, start + length);
}
