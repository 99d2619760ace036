import type { SpecSection } from "../../model/spec.ts";
import type { TicketId } from "../../model/ticket-ref.ts";
import type { RelationDoubt, RelationReason } from "./relation.ts";
import type { RelatedSpec } from "./ticket-index.ts";

/** One reason for one section, with what speaks against this reason. */
export interface Finding {
  readonly spec: RelatedSpec;
  readonly section: SpecSection;
  readonly reason: RelationReason;
  readonly doubts: readonly RelationDoubt[];
  readonly closes: TicketId | null;
}
