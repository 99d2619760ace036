import type { SystemConfig } from "../config/config.ts";
import type { SectionAt } from "./known-links.ts";

/** A section without a ticket, and where a ticket for it would go. */
export interface UnlinkedSection extends SectionAt {
  readonly target: SystemConfig | null;
}
