import type { DeltaKind, EvidenceFile } from "../model/spec.ts";
import type { SpecStatus } from "../model/status.ts";
import type { TicketRef } from "../model/ticket-ref.ts";
import type { SpecProblemCode } from "./spec-problem.ts";

/** What a Canon comment says. `status` is null when its word is none of the known states. */
export type CanonComment =
  | { readonly kind: "status"; readonly id: string; readonly status: SpecStatus | null }
  | {
      readonly kind: "ticket" | "shadow";
      readonly ref: TicketRef;
      readonly url: string | null;
    }
  | { readonly kind: "evidence"; readonly source: string; readonly files: readonly EvidenceFile[] }
  | { readonly kind: "delta"; readonly delta: DeltaKind }
  | { readonly kind: "unreadable" };

/** Something odd about a comment; the message says what it means for the section. */
export interface CommentOddity {
  readonly code: SpecProblemCode;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
}

export interface ReadComment {
  readonly comment: CanonComment;
  readonly oddities: readonly CommentOddity[];
}

/** A comment on its line, which counts from 0. */
export interface LinedComment<Value extends CanonComment = CanonComment> {
  readonly line: number;
  readonly value: Value;
}

/** A comment at its place. Offsets refer to the whole text; lines count from 0. */
export interface PlacedComment<
  Value extends CanonComment = CanonComment,
> extends LinedComment<Value> {
  readonly start: number;
  readonly end: number;
  readonly lastLine: number;
  /** The body between `<!--` and `-->`. */
  readonly body: string;
  /** It is alone on a line of its own outside lists, so that a line can be added below it. */
  readonly isSolo: boolean;
  /** Taking it away cannot change what the rest of the line is. */
  readonly isHarmless: boolean;
}

export function isKind<Kind extends CanonComment["kind"]>(
  placed: PlacedComment,
  kind: Kind,
): placed is PlacedComment<Extract<CanonComment, { kind: Kind }>> {
  return placed.value.kind === kind;
}

export type LinkComment = PlacedComment<Extract<CanonComment, { kind: "ticket" | "shadow" }>>;
export type StatusComment = PlacedComment<Extract<CanonComment, { kind: "status" }>>;
export type EvidenceComment = PlacedComment<Extract<CanonComment, { kind: "evidence" }>>;

export function isLink(placed: PlacedComment): placed is LinkComment {
  return placed.value.kind === "ticket" || placed.value.kind === "shadow";
}
