import type { TypedPart } from "../../core/spec/typed-part.ts";
import type { MergeFindings } from "../realization/merge-findings.ts";
import type { OpenSpec } from "../workspace/open-specs.ts";
import type { OpenTickets } from "./open-tickets.ts";

/** The place that offers are made for, and what is known there. */
export interface CommentPlace {
  readonly open: OpenSpec;
  readonly part: TypedPart;
  /** From 0. */
  readonly line: number;
  /** A person asked for the list, so that a tracker may be asked. */
  readonly isInvoked: boolean;
  readonly tickets: OpenTickets;
  readonly merges: MergeFindings;
}
