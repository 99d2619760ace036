import type { CanonConfig } from "../../config/config.ts";
import type { SpecSection, TicketLink } from "../../model/spec.ts";
import { ticketId, type SystemName, type TicketId } from "../../model/ticket-ref.ts";
import { connectionOf, routeOf } from "../../plan/connections.ts";
import type { SpecReading } from "../../plan/snapshot.ts";
import { isDashed, qualifiedKey } from "../../plan/ticket-keys.ts";

/** A spec as relating needs it. */
export type RelatedSpec = Pick<SpecReading, "file" | "document">;

/** One link of one section. */
export interface LinkPlace {
  readonly spec: RelatedSpec;
  readonly section: SpecSection;
  readonly system: SystemName;
  readonly ticket: TicketId;
  readonly key: string;
  /** `first`: the section's own ticket, or a copy of it in another tracker. */
  readonly rank: "first" | "further";
}

/**
 * The linked tickets of all specs, by what a pull request would call them.
 *
 * Shape:  `byName` has `PAY-142` in capitals, `acme/shop#12` in lower case, `AB#12`. `byUrl` has
 *         the addresses that specs give for tickets, and the name of each. `projects` are the
 *         prefixes of dashed keys that specs or the configuration know, in capitals.
 *         `hosts` are the hosts of trackers that the configuration names, in lower case.
 */
export interface TicketIndex {
  readonly byName: ReadonlyMap<string, readonly LinkPlace[]>;
  readonly byUrl: ReadonlyMap<string, string>;
  readonly projects: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
  readonly hasGithub: boolean;
  readonly hasBoards: boolean;
}

/** Makes the index of the links whose tracker the configuration knows. */
export function indexTickets(config: CanonConfig, specs: readonly RelatedSpec[]): TicketIndex {
  const byName = new Map<string, LinkPlace[]>();
  const byUrl = new Map<string, string>();
  const systems = [...config.systems.values()];
  const projects = new Set<string>();
  for (const { system, project } of systems) {
    if (isDashed(system) && project !== null) projects.add(project.toUpperCase());
  }
  for (const spec of specs) {
    const { target } = routeOf(config, spec);
    for (const section of spec.document.sections) {
      const add = (link: TicketLink, rank: LinkPlace["rank"]): void => {
        const { system } = link.ref;
        const connection = connectionOf(config, link.ref, target);
        if (connection === null) return;
        const key = qualifiedKey(link.ref, connection.project);
        const name = nameOf(system, key);
        const place = { spec, section, system, ticket: ticketId(link.ref), key, rank };
        byName.set(name, [...(byName.get(name) ?? []), place]);
        if (link.url !== null) byUrl.set(comparableUrl(link.url), name);
        if (isDashed(system)) projects.add(key.slice(0, key.lastIndexOf("-")).toUpperCase());
      };
      section.tickets.forEach((link, place) => {
        add(link, place === 0 ? "first" : "further");
      });
      for (const link of section.shadows) add(link, "first");
    }
  }
  return {
    byName,
    byUrl,
    projects,
    hosts: new Set(systems.flatMap(({ host }) => (host === null ? [] : [hostOf(host)]))),
    hasGithub: systems.some(({ system }) => system === "github"),
    hasBoards: systems.some(({ system }) => system === "azure-devops"),
  };
}

/** An address without what changes from copy to copy: its query, fragment and last slash. */
export function comparableUrl(url: string): string {
  return url
    .replace(/[?#].*$/s, "")
    .replace(/\/$/, "")
    .toLowerCase();
}

/** The host of an address or the host as it is, in lower case. */
export function hostOf(address: string): string {
  return address
    .replace(/^[a-z]{1,10}:\/\//i, "")
    .replace(/[/?#].*$/s, "")
    .toLowerCase();
}

function nameOf(system: SystemName, key: string): string {
  if (system === "github") return key.toLowerCase();
  return system === "azure-devops" ? `AB#${key}` : key.toUpperCase();
}
