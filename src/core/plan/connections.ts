import type { CanonConfig, SystemConfig } from "../config/config.ts";
import { routeSpec } from "../config/route-spec.ts";
import type { SpecDocument, SpecSection } from "../model/spec.ts";
import type { TicketRef } from "../model/ticket.ts";
import type { SpecReading } from "./snapshot.ts";

/** The connection that new tickets of a spec go to; null where nothing matches. */
export function targetOf(
  config: CanonConfig,
  spec: Pick<SpecReading, "file" | "document">,
): SystemConfig | null {
  const { tags, team, owner, ticketProject } = spec.document.frontMatter;
  return routeSpec(config, { file: spec.file, tags, team, owner, ticketProject }).target;
}

/**
 * The connection that serves an existing link: the spec's own target where the system is the
 * same, else the one whose project the key begins with, else the first of that system.
 */
export function connectionOf(
  config: CanonConfig,
  ref: TicketRef,
  target: SystemConfig | null,
): SystemConfig | null {
  if (target?.system === ref.system) return target;
  const candidates = [...config.systems.values()].filter((one) => one.system === ref.system);
  const project = ref.key.slice(0, Math.max(0, ref.key.lastIndexOf("-"))).toLowerCase();
  return candidates.find((one) => one.project?.toLowerCase() === project) ?? candidates[0] ?? null;
}

/** The section that a section stands under. */
export function parentSection(doc: SpecDocument, section: SpecSection): SpecSection | null {
  return section.parentIndex === null ? null : (doc.sections[section.parentIndex] ?? null);
}

/** Key of the ticket that a linked section's ticket should hang under, null for none. */
export function wantedParentKey(
  system: SystemConfig,
  doc: SpecDocument,
  section: SpecSection,
): string | null {
  if (!system.hierarchy.autoParent) return null;
  const link = parentSection(doc, section)?.tickets[0];
  return link?.ref.system === system.system ? link.ref.key : null;
}
