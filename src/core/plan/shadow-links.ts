import type { CanonConfig, SystemConfig } from "../config/config.ts";
import type { SpecSection, TicketLink } from "../model/spec.ts";
import type { TicketId, TicketRef } from "../model/ticket-ref.ts";
import { connectionOf, linkRef, placedId, placedRef } from "./connections.ts";
import { isInProject, qualifiedKey } from "./ticket-keys.ts";

/** A copy that a section names, and the connection that keeps it. */
export interface ShadowLink {
  readonly link: TicketLink;
  readonly system: SystemConfig;
  /** The reference and its text in the form that is the ticket's alone in the workspace. */
  readonly ref: TicketRef;
  readonly id: TicketId;
}

/**
 * The copies of a section that its route still keeps: the first of each of its shadow targets.
 *
 * Shape:  `targets` are the shadow targets of the spec's route, without the one that serves the
 *         section's own ticket.
 */
export function keptShadows(
  config: CanonConfig,
  targets: readonly SystemConfig[],
  section: SpecSection,
): ShadowLink[] {
  if (section.shadows.length === 0 || targets.length === 0) return [];
  const kept = new Map<string, ShadowLink>();
  for (const link of section.shadows) {
    const system = shadowConnectionOf(config, targets, link.ref);
    if (system === null || kept.has(system.name)) continue;
    if (!targets.some(({ name }) => name === system.name)) continue;
    kept.set(system.name, {
      link,
      system,
      ref: placedRef(config, system, link.ref),
      id: placedId(config, system, link.ref),
    });
  }
  return [...kept.values()];
}

/**
 * The connection that serves a copy: the one whose project the key names, else the first shadow
 * target of that system, else the first connection of that system.
 */
export function shadowConnectionOf(
  config: CanonConfig,
  targets: readonly SystemConfig[],
  ref: TicketRef,
): SystemConfig | null {
  const same = targets.filter(({ system }) => system === ref.system);
  const named = same.find(({ project }) => isInProject(ref, project));
  if (named !== undefined) return named;
  const other = connectionOf(config, ref, null);
  const isElsewhere = other !== null && isInProject(ref, other.project);
  return isElsewhere ? other : (same[0] ?? other);
}

/**
 * The shadow targets of a section: those of its spec's route, but never the connection that has
 * the section's own ticket.
 */
export function shadowTargetsOf(
  config: CanonConfig,
  route: { readonly target: SystemConfig | null; readonly shadows: readonly SystemConfig[] },
  section: SpecSection,
): readonly SystemConfig[] {
  const own = section.tickets[0];
  if (route.shadows.length === 0 || own === undefined) return route.shadows;
  const home = connectionOf(config, own.ref, route.target);
  return route.shadows.filter(({ name }) => name !== home?.name);
}

/** How a copy is written into a spec: as short as it can be read back whatever the route says. */
export function shadowLinkRef(
  config: CanonConfig,
  system: SystemConfig,
  ref: TicketRef,
): TicketRef {
  const short = linkRef(config, system, ref);
  const usual = connectionOf(config, short, null);
  const isReadBack = usual?.name === system.name && usual.project === system.project;
  return isReadBack ? short : { system: ref.system, key: qualifiedKey(ref, system.project) };
}
