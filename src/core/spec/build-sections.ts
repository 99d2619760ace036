import type { Evidence, SpecSection, TicketLink } from "../model/spec.ts";
import { ticketId } from "../model/ticket-ref.ts";
import { attachEvidence, type AttachedEvidence } from "./attach-evidence.ts";
import type { Box } from "./boxes.ts";
import {
  isKind,
  isLink,
  type EvidenceComment,
  type PlacedComment,
  type StatusComment,
} from "./canon-comment.ts";
import type { SectionComments } from "./check-sections.ts";
import { chooseStatus } from "./choose-status.ts";
import type { Division, SectionPart } from "./divide.ts";
import { slugOf } from "./heading-text.ts";
import type { CommentedText } from "./kept-text.ts";
import { readShared, type SharedText } from "./managed-text.ts";
import { settleText } from "./settle-text.ts";
import type { UnclosedBlock } from "./unclosed-block.ts";

/** Where the parts of a section stand. `boxes` are in the order of the section's criteria. */
export interface SectionLayout {
  readonly part: SectionPart;
  readonly status: StatusComment | null;
  readonly evidence: readonly EvidenceComment[];
  readonly boxes: readonly { readonly box: Box; readonly evidence: readonly EvidenceComment[] }[];
}

/** Makes the sections of the model, with the layout of each. */
export function buildSections(
  source: CommentedText,
  { parts }: Division,
  unclosed: UnclosedBlock | null,
): { sections: SpecSection[]; layouts: SectionLayout[] } {
  const sections: SpecSection[] = [];
  const layouts: SectionLayout[] = [];
  const parents = new ParentFinder();
  parts.forEach((part, index) => {
    const parentIndex = parents.parentOf(index, part.heading.depth);
    const { section, layout } = buildSection(source, part, { index, parentIndex }, unclosed);
    layouts.push(layout);
    sections.push(section);
  });
  return { sections, layouts };
}

/** Makes one section, of which it is known where it stands among the others. */
export function buildSection(
  source: CommentedText,
  part: SectionPart,
  { index, parentIndex }: Pick<SpecSection, "index" | "parentIndex">,
  unclosed: UnclosedBlock | null,
): { section: SpecSection; layout: SectionLayout } {
  const evidence = attachEvidence(source.lines, part.comments, part.boxes);
  const layout = layoutOf(part, evidence);
  const text = sharedText(source, part, unclosed);
  const section: SpecSection = {
    index,
    id:
      layout.status?.value.id ??
      part.name.number ??
      (slugOf(part.name.title) || `section-${index + 1}`),
    number: part.name.number,
    title: part.name.title,
    depth: part.heading.depth,
    line: part.heading.first + 1,
    endLine: part.end,
    parentIndex,
    status: layout.status?.value.status ?? null,
    tickets: linksOf(part.comments, "ticket"),
    shadows: linksOf(part.comments, "shadow"),
    evidence: layout.evidence.map(toEvidence),
    criteria: text.criteria.map(({ text, details, checked }, place) => ({
      text,
      details,
      checked,
      line: (part.boxes.boxes[place]?.first ?? 0) + 1,
      evidence: (evidence.ofBoxes[place] ?? []).map(toEvidence),
    })),
    delta: part.comments.find((one) => isKind(one, "delta"))?.value.delta ?? null,
    prose: text.prose,
  };
  return { section, layout };
}

/** What the comments of a section say, without where exactly they stand. */
export function commentsOf({ part, status }: SectionLayout): SectionComments {
  return {
    comments: part.comments.map(({ line, value }) => ({ line, value })),
    status: status === null ? null : part.comments.indexOf(status),
  };
}

function layoutOf(part: SectionPart, { own, ofBoxes }: AttachedEvidence): SectionLayout {
  return {
    part,
    status: chooseStatus(part),
    evidence: own,
    boxes: part.boxes.boxes.map((box, place) => ({ box, evidence: ofBoxes[place] ?? [] })),
  };
}

function sharedText(
  source: CommentedText,
  part: SectionPart,
  unclosed: UnclosedBlock | null,
): SharedText {
  const range = { first: part.heading.end, end: part.end };
  const isOpen = unclosed !== null && unclosed.line >= range.first && unclosed.line < range.end;
  return settleText(readShared(source, range, part.cuts, part.boxes), {
    closer: isOpen ? unclosed.closer : null,
    isShaken:
      part.comments.some((comment) => !comment.isHarmless) ||
      part.boxes.boxes.some((box) => box.sharesLine),
  });
}

/** The links of a section, each ticket once. */
function linksOf(comments: readonly PlacedComment[], kind: "ticket" | "shadow"): TicketLink[] {
  const links = new Map<string, TicketLink>();
  for (const comment of comments) {
    if (!isLink(comment) || comment.value.kind !== kind) continue;
    const { ref, url } = comment.value;
    const known = links.get(ticketId(ref));
    if (known === undefined) links.set(ticketId(ref), { ref, url, line: comment.line + 1 });
  }
  return [...links.values()];
}

function toEvidence({ value, line }: EvidenceComment): Evidence {
  return { source: value.source, files: value.files, line: line + 1 };
}

/** Finds the nearest section above with a smaller depth. */
class ParentFinder {
  readonly #above: { index: number; depth: number }[] = [];

  parentOf(index: number, depth: number): number | null {
    while ((this.#above.at(-1)?.depth ?? 0) >= depth) this.#above.pop();
    const parent = this.#above.at(-1)?.index ?? null;
    this.#above.push({ index, depth });
    return parent;
  }
}
