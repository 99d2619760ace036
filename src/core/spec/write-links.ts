import { ok } from "../kernel/result.ts";
import { joinRemovals, type Splice } from "../kernel/splice.ts";
import { t } from "../kernel/texts.ts";
import type { SpecDocument, SpecSection, TicketLink } from "../model/spec.ts";
import { isTicketKey, ticketId, type TicketRef } from "../model/ticket-ref.ts";
import { isLink, type LinkComment } from "./canon-comment.ts";
import { editTarget, refuse, type EditTarget, type SpecEdit } from "./edit-target.ts";
import { insertBelowHeading, removeStretch } from "./insert-lines.ts";
import { firstSafeEdit, isSame } from "./safe-edit.ts";
import { isWebUrl } from "./tokens.ts";

/**
 * Links a section to its ticket, directly below the heading.
 *
 * Shape:  no splices when the section has that link already.
 * Errors: a section that has another ticket keeps it; see `replaceTicketLink`, `insertShadow`.
 */
export function insertTicketLink(
  document: SpecDocument,
  sectionIndex: number,
  ref: TicketRef,
  url?: string,
): SpecEdit {
  return insertLink(document, sectionIndex, "ticket", ref, url);
}

/** Records a further ticket of a section, behind its primary link. */
export function insertShadow(
  document: SpecDocument,
  sectionIndex: number,
  ref: TicketRef,
  url?: string,
): SpecEdit {
  return insertLink(document, sectionIndex, "shadow", ref, url);
}

function insertLink(
  document: SpecDocument,
  sectionIndex: number,
  kind: "ticket" | "shadow",
  ref: TicketRef,
  url: string | undefined,
): SpecEdit {
  const target = checkedTarget(document, sectionIndex, ref, url);
  if (!target.ok) return target;
  const { section } = target.value;
  const links = kind === "ticket" ? section.tickets : section.shadows;
  if (links.some(isTo(ref))) return ok([]);
  const [primary] = section.tickets;
  if (kind === "ticket" && primary !== undefined) {
    return refuse(
      "spec/already-linked",
      primary.line,
      t(
        'Section "{0}" is already linked to {1}, so nothing was changed. Unlink it first, or replace the link.',
        section.title,
        ticketId(primary.ref),
      ),
    );
  }
  const comment = `<!-- canon:${kind}:${linkText(ref, url)} -->`;
  return ok([insertBelowHeading(target.value, kind, comment)]);
}

/**
 * Puts one ticket in the place of another.
 *
 * Shape:  prefix and spacing of the comment stay; a former `url:` goes with its ticket.
 * Errors: a section that is not linked to `former`.
 */
export function replaceTicketLink(
  document: SpecDocument,
  sectionIndex: number,
  former: TicketRef,
  ref: TicketRef,
  url?: string,
): SpecEdit {
  const target = checkedTarget(document, sectionIndex, ref, url);
  if (!target.ok) return target;
  const { section } = target.value;
  const comments = linkComments(target.value, former);
  if (comments.length === 0) return notLinked(section, former);
  const isSameTicket = ticketId(former) === ticketId(ref);
  if (isSameTicket && url === undefined) return ok([]);
  if (!isSameTicket && section.tickets.some(isTo(ref))) {
    return removeTicketLink(document, sectionIndex, former);
  }
  return ok(comments.map((comment) => replaceLink(comment, linkText(ref, url))));
}

/**
 * Removes a link; a comment that is alone on its line goes with the line.
 *
 * Errors: a section that is not linked to `ref`.
 */
export function removeTicketLink(
  document: SpecDocument,
  sectionIndex: number,
  ref: TicketRef,
): SpecEdit {
  const target = editTarget(document, sectionIndex);
  if (!target.ok) return target;
  const { layout, section } = target.value;
  const comments = linkComments(target.value, ref);
  if (comments.length === 0) return notLinked(section, ref);
  const [withLines, withoutLines] = [true, false].map((withLine) =>
    joinRemovals(comments.map((comment) => removeStretch(layout.lines, comment, withLine))),
  );
  return firstSafeEdit(target.value, [withLines ?? [], withoutLines ?? []], (before, after) => {
    const tickets = before.tickets.filter((link) => !isTo(ref)(link));
    return isSame({ ...before, tickets }, after);
  });
}

function checkedTarget(
  document: SpecDocument,
  sectionIndex: number,
  ref: TicketRef,
  url: string | undefined,
): ReturnType<typeof editTarget> {
  const target = editTarget(document, sectionIndex);
  if (!target.ok) return target;
  const { section } = target.value;
  if (!isTicketKey(ref.system, ref.key)) {
    return refuse(
      "spec/invalid-key",
      section.line,
      t(
        'The key does not have the form of a {0} ticket, so section "{1}" was not linked. Correct the key.',
        ref.system,
        section.title,
      ),
    );
  }
  if (url !== undefined && !isWebUrl(url)) {
    return refuse(
      "spec/invalid-url",
      section.line,
      t(
        'The address of {0} cannot stand in a comment, so section "{1}" was not linked. Leave the address out.',
        ticketId(ref),
        section.title,
      ),
    );
  }
  return target;
}

function linkComments({ place }: EditTarget, ref: TicketRef): LinkComment[] {
  return place.part.comments
    .filter(isLink)
    .filter(({ value }) => value.kind === "ticket" && ticketId(value.ref) === ticketId(ref));
}

function replaceLink(comment: LinkComment, text: string): Splice {
  const { body } = comment;
  const name = /^\s*(?:canon|specwright):ticket:/.exec(body)?.[0].length ?? 0;
  const bodyStart = comment.start + "<!--".length;
  return { start: bodyStart + name, end: bodyStart + body.trimEnd().length, text };
}

function linkText(ref: TicketRef, url: string | undefined): string {
  return url === undefined ? ticketId(ref) : `${ticketId(ref)} url:${url}`;
}

function isTo(ref: TicketRef): (link: TicketLink) => boolean {
  return (link) => ticketId(link.ref) === ticketId(ref);
}

function notLinked(section: SpecSection, ref: TicketRef): SpecEdit {
  return refuse(
    "spec/no-such-link",
    section.line,
    t(
      'Section "{0}" is not linked to {1}, so nothing was changed. Sync again to see its present links.',
      section.title,
      ticketId(ref),
    ),
  );
}
