import type { CanonConfig, SystemConfig } from "../config/config.ts";
import { routeSpec, type Route } from "../config/route-spec.ts";
import type { FrontMatter, SpecDocument, SpecSection } from "../model/spec.ts";
import { ticketId, type TicketId, type TicketRef } from "../model/ticket-ref.ts";
import { isInProject, keyInProject, projectOf, qualifiedKey } from "./ticket-keys.ts";

/** What of a spec decides where its tickets go. */
interface RoutedSpec {
  readonly file: string;
  readonly document: Pick<SpecDocument, "frontMatter">;
}

/** Every section of a spec asks for the same route. */
const ROUTES = new WeakMap<FrontMatter, { config: CanonConfig; file: string; route: Route }>();

/** Where the tickets of a spec go, and where copies of them go. */
export function routeOf(config: CanonConfig, { file, document }: RoutedSpec): Route {
  const { frontMatter } = document;
  const known = ROUTES.get(frontMatter);
  if (known?.config === config && known.file === file) return known.route;
  const { tags, team, owner, ticketProject } = frontMatter;
  const route = routeSpec(config, { file, tags, team, owner, ticketProject });
  ROUTES.set(frontMatter, { config, file, route });
  return route;
}

/** The connection that new tickets of a spec go to; null where nothing matches. */
export function targetOf(config: CanonConfig, spec: RoutedSpec): SystemConfig | null {
  return routeOf(config, spec).target;
}

/**
 * The connection that serves an existing link: the spec's own target where the system is the
 * same, else the one whose project the key names, else the first of that system.
 *
 * Shape:  a GitHub key that names another configured repository goes there; one that names none
 *         is a number in the connection's configured repository, also where the spec's front
 *         matter sends new tickets elsewhere.
 */
export function connectionOf(
  config: CanonConfig,
  ref: TicketRef,
  target: SystemConfig | null,
): SystemConfig | null {
  const candidates = [...config.systems.values()].filter((one) => one.system === ref.system);
  const named = candidates.find((one) => isInProject(ref, one.project));
  if (target?.system !== ref.system) return named ?? candidates[0] ?? null;
  if (ref.system !== "github") return target;
  return projectOf(ref) === null || named === undefined ? home(config, target) : named;
}

/** A connection by the name and project that something was planned with, as it is configured now. */
export function systemAt(
  config: CanonConfig,
  at: { readonly target: string; readonly project: string | null },
): SystemConfig | null {
  const system = config.systems.get(at.target);
  return system === undefined ? null : { ...system, project: at.project };
}

/** A target as it is configured, without the project that a spec's front matter put in. */
function home(config: CanonConfig, target: SystemConfig): SystemConfig {
  const configured = config.systems.get(target.name);
  return configured === undefined || configured.project === null ? target : configured;
}

/**
 * A link in the form that is the ticket's alone in the whole workspace: a bare number that stands
 * for different tickets in different specs is written out.
 */
export function placedRef(config: CanonConfig, system: SystemConfig, ref: TicketRef): TicketRef {
  if (ref.system !== "github") return ref;
  const usual = connectionOf(config, ref, null)?.project ?? null;
  const key = qualifiedKey(ref, system.project);
  return key === qualifiedKey(ref, usual) ? ref : { system: ref.system, key };
}

export function placedId(config: CanonConfig, system: SystemConfig, ref: TicketRef): TicketId {
  return ticketId(placedRef(config, system, ref));
}

/** How a ticket of a connection is written into a spec: as short as it can be read back. */
export function linkRef(config: CanonConfig, system: SystemConfig, ref: TicketRef): TicketRef {
  const full = { system: ref.system, key: qualifiedKey(ref, system.project) };
  return { ...full, key: keyInProject(full, home(config, system).project) };
}

/** The section that a section stands under. */
export function parentSection(doc: SpecDocument, section: SpecSection): SpecSection | null {
  return section.parentIndex === null ? null : (doc.sections[section.parentIndex] ?? null);
}

/**
 * Key of the ticket that a section's ticket should hang under, null for none.
 *
 * Shape:  as a tracker of `system` understands it.
 */
export function wantedParentKey(
  config: CanonConfig,
  system: SystemConfig,
  doc: SpecDocument,
  section: SpecSection,
): string | null {
  if (!system.hierarchy.autoParent) return null;
  const link = parentSection(doc, section)?.tickets[0];
  if (link?.ref.system !== system.system) return null;
  const { project } = connectionOf(config, link.ref, system) ?? system;
  const full = { system: link.ref.system, key: qualifiedKey(link.ref, project) };
  return keyInProject(full, system.project);
}
