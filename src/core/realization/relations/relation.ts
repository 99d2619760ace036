import type { TicketId } from "../../model/ticket-ref.ts";
import type { NamedIn } from "../wording/work-texts.ts";

/**
 * One reason why a piece of work and a section belong together.
 *
 * The first four can make a relation strong; the others never do.
 */
export type RelationReason =
  /** The ticket's key with a word that closes it, as in `Fixes PAY-142` or `PAY-142 #done`. */
  | { readonly kind: "closing-word"; readonly ticket: TicketId; readonly where: NamedIn }
  /** The ticket's key, and no other key anywhere. */
  | { readonly kind: "only-ticket"; readonly ticket: TicketId; readonly where: NamedIn }
  /** `§3.1` beside the path of the spec. */
  | { readonly kind: "number-and-path"; readonly number: string; readonly where: NamedIn }
  /** `docs/specs/payments.md#key-gen`. */
  | { readonly kind: "section-reference"; readonly fragment: string; readonly where: NamedIn }
  /** The key in passing, or one of several. */
  | { readonly kind: "mentioned-ticket"; readonly ticket: TicketId; readonly where: NamedIn }
  /** `§3.1` alone, or a reference in passing. */
  | { readonly kind: "mentioned-section"; readonly named: string; readonly where: NamedIn }
  /** A changed file is evidence of the section already. */
  | { readonly kind: "evidence-path"; readonly path: string }
  /** The section itself was changed in the spec. */
  | { readonly kind: "changed-spec" }
  /** The changed files belong to the same part of the repository as the spec. */
  | { readonly kind: "same-area"; readonly path: string }
  /** The titles share words. Units: 0 to 1. */
  | { readonly kind: "alike-title"; readonly score: number }
  /** A person said so. */
  | { readonly kind: "asked" };

/** Why a relation that has a strong reason is a question all the same, or what else speaks against it. */
export type RelationDoubt =
  /** The work takes other work back. */
  | "revert"
  /** The same work was merged elsewhere before. */
  | "backport"
  /** It went into a branch other than the default one. */
  | "other-branch"
  /** A program updates dependencies; its texts quote those of strangers. */
  | "dependency-update"
  /** No file but documentation was changed, and no word closes the ticket. */
  | "docs-only"
  /** No file but tests, or tests and documentation, was changed, and no word closes the ticket. */
  | "tests-only"
  /** It puts out a version, so it names what others did. */
  | "release"
  /** The text says that this is only a part of the work. */
  | "partial"
  /** The text says that the ticket or section is not meant, or not yet. */
  | "negated"
  /** The name stands in a quotation, a code block or a template. */
  | "quoted"
  /** The text names it as something else: "see also", "follow-up to", "blocked by". */
  | "in-passing"
  /** More sections have this ticket, number or name. */
  | "ambiguous"
  /** The ticket is not the section's first one. */
  | "secondary-ticket"
  /** Other tickets are named as well, none with a closing word. */
  | "other-tickets"
  /** Parts of the work could not be read, so other tickets may be named there. */
  | "incomplete";

/**
 * A piece of work as it relates to one section.
 *
 * Shape:  `strong`: running the command confirms it. `weak`: a question for a person, never
 *         written. `reasons` are sorted, the weightiest first, at least one. `doubts` say what
 *         makes it weak, or would make a person look twice; empty for a strong one.
 *         `closes` is the ticket of the section that the work closes, by a closing word or as the
 *         only one it names; null for none, always null for a weak relation.
 */
export interface Relation {
  readonly file: string;
  readonly sectionIndex: number;
  readonly sectionId: string;
  readonly strength: "strong" | "weak";
  readonly reasons: readonly RelationReason[];
  readonly doubts: readonly RelationDoubt[];
  readonly closes: TicketId | null;
}
