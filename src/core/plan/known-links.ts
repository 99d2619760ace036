import type { CanonConfig } from "../config/config.ts";
import type { SpecSection } from "../model/spec.ts";
import { parseTicketId, ticketId, type TicketId, type TicketRef } from "../model/ticket-ref.ts";
import { targetOf } from "./connections.ts";
import type { LinkBase, LinkBases } from "./links.ts";
import { linkName } from "./linked-tickets.ts";
import { placeOf } from "./section-place.ts";
import { specSide } from "./sides.ts";
import type { Snapshot, SpecReading } from "./snapshot.ts";

/** A section in its spec. */
export interface SectionAt {
  readonly spec: SpecReading;
  readonly section: SpecSection;
}

/** Names a section within one reading of the workspace; ids can be given twice, this cannot. */
export function sectionName({ spec, section }: SectionAt): string {
  return `${spec.file}#${section.index}`;
}

type LinkedWorld = Pick<Snapshot, "config" | "specs" | "outside" | "bases" | "redact">;

/** What asks tickets, plans and looks for problems does so about one reading of the specs. */
const KNOWN = new WeakMap<
  LinkedWorld["specs"],
  { readonly world: LinkedWorld; readonly links: KnownLinks }
>();

/** The links of a workspace, gathered once for each reading of it. */
export function knownLinksOf(world: LinkedWorld): KnownLinks {
  const known = KNOWN.get(world.specs);
  if (known !== undefined && isSameWorld(known.world, world)) return known.links;
  const { config, specs, outside, bases, redact } = world;
  const links = new KnownLinks(world);
  KNOWN.set(specs, { world: { config, specs, outside, bases, redact }, links });
  return links;
}

function isSameWorld(one: LinkedWorld, other: LinkedWorld): boolean {
  const isSame = one.config === other.config && one.outside === other.outside;
  return isSame && one.bases === other.bases && one.redact === other.redact;
}

/** Which tickets the specs of the whole workspace name, and which section each belongs to. */
export class KnownLinks {
  readonly #snapshot: Pick<Snapshot, "config" | "bases" | "redact">;
  /** Beside those in `#primary`. */
  readonly #named = new Set<string>();
  /** As they are written, of all systems whose keys mean the same in every spec. */
  readonly #ids = new Set<TicketId>();
  readonly #primary = new Map<string, SectionAt[]>();
  #bases: Map<string, LinkBase> | undefined;

  constructor(snapshot: LinkedWorld) {
    this.#snapshot = snapshot;
    for (const spec of [...snapshot.specs, ...snapshot.outside]) this.#add(spec);
  }

  /** Tells whether any spec mentions a ticket, be it in a comment that cannot be read in place. */
  isNamed(id: TicketId): boolean {
    // Only GitHub has keys that are written in several ways and mean something else elsewhere.
    if (this.#ids.has(id)) return true;
    const ref = parseTicketId(id);
    if (ref === undefined) return false;
    const name = linkName(this.#snapshot.config, ref, null);
    return this.#primary.has(name) || this.#named.has(name);
  }

  /**
   * The section that a ticket follows where several are linked to it: the one at the place that
   * the link remembers, else the one with the title that was agreed, else the first.
   */
  ownerOf(name: string): SectionAt | undefined {
    const all = this.#primary.get(name) ?? [];
    if (all.length < 2) return all[0];
    const base = this.#baseOf(name);
    const there = all.filter(({ spec, section }) => placeOf(spec.file, section) === base?.at);
    const likely = there.length > 0 ? there : all;
    const { redact } = this.#snapshot;
    const titled = likely.find(
      ({ spec, section }) => specSide(section, spec.file, redact).titleHash === base?.title,
    );
    return titled ?? likely[0];
  }

  #add(spec: SpecReading): void {
    const { config } = this.#snapshot;
    const { document } = spec;
    const target = targetOf(config, spec);
    for (const section of document.sections) {
      const [primary, ...more] = section.tickets;
      for (const { ref } of more) this.#name(linkName(config, ref, target), ref);
      for (const { ref } of section.shadows) this.#name(linkName(config, ref, target), ref);
      if (primary === undefined) continue;
      const name = linkName(config, primary.ref, target);
      if (document.frontMatter.sync === "false") {
        this.#name(name, primary.ref);
        continue;
      }
      this.#remember(primary.ref);
      const others = this.#primary.get(name);
      if (others === undefined) this.#primary.set(name, [{ spec, section }]);
      else others.push({ spec, section });
    }
    if (document.writable) return;
    for (const [, word = ""] of document.text.matchAll(ANY_LINK)) {
      const ref = parseTicketId(word);
      if (ref !== undefined) this.#name(linkName(config, ref, target), ref);
    }
  }

  #name(name: string, ref: TicketRef): void {
    this.#named.add(name);
    this.#remember(ref);
  }

  #remember(ref: TicketRef): void {
    if (ref.system !== "github") this.#ids.add(ticketId(ref));
  }

  /** Only wanted where a ticket is linked twice, which is rare. */
  #baseOf(name: string): LinkBase | undefined {
    this.#bases ??= namedBases(this.#snapshot.config, this.#snapshot.bases);
    return this.#bases.get(name);
  }
}

/** A spec that cannot be understood may still hold links that the parser does not see. */
const ANY_LINK = /\b(?:canon|specwright):(?:ticket|shadow):([^\s>]+)/g;

function namedBases(config: CanonConfig, bases: LinkBases): Map<string, LinkBase> {
  return new Map(
    [...bases].flatMap(([id, base]) => {
      const ref = parseTicketId(id);
      return ref === undefined ? [] : [[linkName(config, ref, null), base]];
    }),
  );
}
