import type { TicketLink } from "../model/spec.ts";
import { connectionOf, placedId, targetOf } from "./connections.ts";
import { isNamed } from "./intent-owners.ts";
import { sectionName } from "./known-links.ts";
import { placeOf } from "./section-place.ts";
import { specSide, type SpecSide } from "./sides.ts";
import type { Snapshot } from "./snapshot.ts";

/** A section without a ticket, by what a lost link can know it. */
export interface Unlinked {
  /** See `sectionName`. */
  readonly name: string;
  readonly place: string;
  readonly file: string;
  readonly side: SpecSide;
}

type UnlinkedWorld = Pick<Snapshot, "config" | "specs" | "outside" | "bases" | "redact">;

/** The sections of a workspace that may have lost their link, and the places of the others. */
export class UnlinkedSections {
  readonly #files = new Set<string>();
  readonly #byPlace = new Map<string, Unlinked[]>();
  readonly #byTitle = new Map<string, Unlinked[]>();
  readonly #byId = new Map<string, Unlinked[]>();
  /** Title by place, of sections that have a link. */
  readonly #linked = new Map<string, Set<string>>();

  constructor({ config, specs, outside, bases, redact }: UnlinkedWorld) {
    for (const spec of [...specs, ...outside]) {
      const { document, file } = spec;
      this.#files.add(file);
      const target = targetOf(config, spec);
      const movedHere = ({ ref }: TicketLink, place: string): boolean => {
        const system = connectionOf(config, ref, target);
        const before = system === null ? undefined : bases.get(placedId(config, system, ref));
        return before?.at != null && before.at !== place;
      };
      const takesPart = document.writable && document.frontMatter.sync !== "false";
      for (const section of document.sections) {
        const place = placeOf(file, section);
        const side = specSide(section, file, redact);
        const [link] = section.tickets;
        if (link !== undefined) {
          // What came from elsewhere stands here by chance, and says nothing of who was here.
          if (movedHere(link, place)) continue;
          this.#linked.set(place, (this.#linked.get(place) ?? new Set()).add(side.titleHash));
        } else if (takesPart) {
          const one = { name: sectionName({ spec, section }), place, file, side };
          push(this.#byPlace, place, one);
          push(this.#byTitle, side.titleHash, one);
          push(this.#byId, section.id, one);
        }
      }
    }
  }

  /** Tells whether the spec that a place names is still there. */
  hasFileOf(place: string | null): boolean {
    return place !== null && this.#files.has(place.slice(0, place.indexOf("#")));
  }

  at(place: string | null): readonly Unlinked[] {
    return place === null ? [] : (this.#byPlace.get(place) ?? []);
  }

  /** Those of the name that a place gives to its section, where the place itself is gone. */
  named(place: string | null): readonly Unlinked[] {
    if (place === null || this.#byPlace.has(place) || this.#linked.has(place)) return [];
    const id = place.slice(place.indexOf("#") + 1);
    return isNamed(id) ? (this.#byId.get(id) ?? []) : [];
  }

  titled(titleHash: string | null): readonly Unlinked[] {
    return titleHash === null ? [] : (this.#byTitle.get(titleHash) ?? []);
  }

  /** Tells whether a section of this title stands at a place and has another link by now. */
  isTaken(place: string | null, titleHash: string | null): boolean {
    if (place === null || titleHash === null) return false;
    return this.#linked.get(place)?.has(titleHash) ?? false;
  }
}

function push(map: Map<string, Unlinked[]>, key: string, one: Unlinked): void {
  const others = map.get(key);
  if (others === undefined) map.set(key, [one]);
  else others.push(one);
}
