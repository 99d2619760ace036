import type { SystemConfig } from "../config/config.ts";
import type { Route } from "../config/route-spec.ts";
import { t } from "../kernel/texts.ts";
import type { SpecSection } from "../model/spec.ts";
import type { Problem } from "../kernel/problem.ts";
import { ticketId } from "../model/ticket-ref.ts";
import { placedId } from "./connections.ts";
import type { Findings } from "./linked-section.ts";
import { ticketName, type LinkedTickets } from "./linked-tickets.ts";
import type { PlanOptions } from "./plan.ts";
import { planShadow } from "./plan-shadow.ts";
import { planNewShadow } from "./plan-new-shadow.ts";
import {
  keptShadows,
  shadowConnectionOf,
  shadowTargetsOf,
  type ShadowLink,
} from "./shadow-links.ts";
import type { Original } from "./shadow-place.ts";
import type { Snapshot, SpecReading } from "./snapshot.ts";

/** One spec with what this plan makes of its sections' own tickets, by the sections' places. */
export interface ShadowedSpec {
  /** As the plan leaves it: copies follow what the spec will say. */
  readonly spec: SpecReading;
  readonly route: Route;
  readonly originals: ReadonlyMap<number, Original>;
}

/** Plans the copies that specs have in further trackers; lives for one plan. */
export class ShadowPlanner {
  readonly #snapshot: Snapshot;
  readonly #options: PlanOptions;
  readonly #linked: LinkedTickets;
  readonly #problems: Problem[];
  readonly #owners = new Map<string, string>();
  readonly #left = new Set<string>();

  constructor(
    snapshot: Snapshot,
    options: PlanOptions,
    linked: LinkedTickets,
    problems: Problem[],
  ) {
    this.#snapshot = snapshot;
    this.#options = options;
    this.#linked = linked;
    this.#problems = problems;
  }

  addSpec(shadowed: ShadowedSpec, findings: Findings): void {
    const { spec, route, originals } = shadowed;
    const created = new Set<string>();
    for (const section of spec.document.sections) {
      if (section.shadows.length > 0) this.#tellLeftAlone(spec, route, section);
      const original = originals.get(section.index);
      if (original === undefined || route.shadows.length === 0) continue;
      const targets = shadowTargetsOf(this.#snapshot.config, route, section);
      const kept = keptShadows(this.#snapshot.config, targets, section);
      for (const system of targets) {
        const at = { spec, section, system, original, targets };
        const shadow = kept.find((one) => one.system.name === system.name);
        if (shadow === undefined) {
          const { snapshot, options } = { snapshot: this.#snapshot, options: this.#options };
          planNewShadow(at, snapshot, options, this.#linked, created, findings, this.#problems);
        } else if (this.#isFree(at.spec, section, shadow)) {
          planShadow({ ...at, shadow }, this.#snapshot, findings, this.#problems);
        }
      }
    }
  }

  /** A copy belongs to one section, and is no section's own ticket. */
  #isFree(spec: SpecReading, section: SpecSection, { link, system }: ShadowLink): boolean {
    const name = ticketName(system, link.ref);
    const here = `${spec.file}#${section.id}`;
    const owner = this.#owners.get(name);
    const isOwned = this.#linked.hasOwner(name);
    if (owner === undefined && !isOwned) {
      this.#owners.set(name, here);
      return true;
    }
    const id = ticketId(link.ref);
    this.#problems.push({
      code: "sync/shadow-linked-twice",
      severity: "warning",
      file: spec.file,
      line: link.line,
      message: isOwned
        ? t(
            "The copy {0} is linked as the ticket of a section as well. It was left alone. Remove one of the two comments.",
            id,
          )
        : t(
            "The copy {0} is already a copy for {1}. It was left alone. Remove one of the two comments.",
            id,
            owner ?? here,
          ),
    });
    return false;
  }

  /** Said once for a connection: its copies stay as they are when no rule names it any more. */
  #tellLeftAlone(spec: SpecReading, route: Route, section: SpecSection): void {
    const { config, bases } = this.#snapshot;
    for (const { ref, line } of section.shadows) {
      const system = shadowConnectionOf(config, route.shadows, ref);
      const name = system?.name ?? ref.system;
      if (this.#left.has(name) || isShadowTarget(route, system)) continue;
      const id = system === null ? ticketId(ref) : placedId(config, system, ref);
      if (!bases.has(id)) continue;
      this.#left.add(name);
      this.#problems.push({
        code: "sync/shadow-left-alone",
        severity: "info",
        file: spec.file,
        line,
        message: t(
          'No rule names "{0}" under `shadow_targets` for this spec any more, so copies like {1} stay as they are. Name it again, or remove the canon:shadow comments.',
          name,
          id,
        ),
      });
    }
  }
}

function isShadowTarget(route: Route, system: SystemConfig | null): boolean {
  return route.shadows.some(({ name }) => name === system?.name);
}
