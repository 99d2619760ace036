import type { SystemConfig } from "../config/config.ts";
import type { Route } from "../config/route-spec.ts";
import type { Problem } from "../kernel/problem.ts";
import { ticketId, type TicketRef } from "../model/ticket-ref.ts";
import type { SpecSection, TicketLink } from "../model/spec.ts";
import { afterEdits } from "./after-plan.ts";
import { closingProblems } from "./closings.ts";
import { connectionOf, placedId, routeOf } from "./connections.ts";
import { heldTicket } from "./held-ticket.ts";
import { knownLinksOf, sectionName, type KnownLinks } from "./known-links.ts";
import type { Findings } from "./linked-section.ts";
import { linkName, LinkedTickets } from "./linked-tickets.ts";
import { openIntents } from "./intent-owners.ts";
import { findLostLinks, type LostLinks } from "./lost-links.ts";
import {
  PLAN_VERSION,
  type ChangePlan,
  type HeldItem,
  type PlanItem,
  type PlanOptions,
} from "./plan.ts";
import { ShadowPlanner } from "./plan-shadows.ts";
import { planLinked } from "./plan-linked.ts";
import { createItemId, newParent, type NewParent } from "./new-parent.ts";
import { linkedTwice, noConnection, unmappedProblem, waitsForReview } from "./plan-problems.ts";
import { planUnlinked } from "./plan-unlinked.ts";
import { isDismissed } from "./references.ts";
import { placeOf } from "./section-place.ts";
import { newOriginal, type Original } from "./shadow-place.ts";
import { ticketsWithoutSection } from "./tickets-without-section.ts";
import type { OpenIntent, Snapshot, SpecReading } from "./snapshot.ts";

/**
 * Decides what would have to change so that specs and tickets agree again.
 *
 * Shape:  items in the order of files and sections, parents before children.
 * Errors: none; what cannot be decided is held, what is odd is a problem.
 */
export function buildPlan(snapshot: Snapshot, options: PlanOptions): ChangePlan {
  const planner = new Planner(snapshot, options);
  for (const spec of snapshot.specs) planner.addSpec(spec);
  return planner.finish();
}

/** Gathers findings over all specs; lives for one plan. */
class Planner {
  readonly #snapshot: Snapshot;
  readonly #options: PlanOptions;
  readonly #findings: Findings = { items: [], held: [], agreements: [], unmapped: [] };
  readonly #problems: Problem[];
  readonly #linked: LinkedTickets;
  readonly #shadows: ShadowPlanner;
  readonly #known: KnownLinks;
  readonly #lost: LostLinks;
  readonly #intents: ReturnType<typeof openIntents>;
  readonly #created = new Set<string>();
  readonly #heldBack = new Set<string>();
  /** Links that are written again, by the id of the create they stand for. */
  readonly #restored = new Map<string, TicketRef>();
  readonly #unconnected = new Set<string>();

  constructor(snapshot: Snapshot, options: PlanOptions) {
    this.#snapshot = snapshot;
    this.#options = options;
    this.#problems = [...snapshot.problems];
    this.#linked = new LinkedTickets(snapshot.config, [...snapshot.specs, ...snapshot.outside]);
    this.#shadows = new ShadowPlanner(snapshot, options, this.#linked, this.#problems);
    this.#known = knownLinksOf(snapshot);
    this.#lost = findLostLinks(snapshot, this.#known);
    this.#intents = openIntents(snapshot);
  }

  addSpec(spec: SpecReading): void {
    const { document } = spec;
    if (document.frontMatter.sync === "false" || !document.writable) return;
    const route = routeOf(this.#snapshot.config, spec);
    const { target } = route;
    const [firstItem, originals] = [this.#findings.items.length, new Map<number, Original>()];
    const waiting = waitsForReview(this.#snapshot.config, spec);
    if (waiting !== null) this.#problems.push(waiting);
    for (const section of document.sections) {
      const link = section.tickets[0];
      if (link !== undefined) {
        const original = this.#addLinked(spec, section, target, link);
        if (original !== null) originals.set(section.index, original);
        continue;
      }
      const parent = this.#parentOf(spec, section, target);
      const finding = planUnlinked(
        { spec, section, target },
        this.#snapshot,
        this.#options,
        this.#linked,
        parent,
        {
          lost: this.#lost.matches.get(sectionName({ spec, section })),
          intent: this.#intents.get(section),
        },
      );
      if (finding.kind === "item") {
        this.#addItem(finding.item);
        originals.set(section.index, newOriginal(finding.item));
      }
      if (finding.kind === "held") this.#hold(spec, section, finding.held);
      if (finding.kind === "problem") this.#problems.push(finding.problem);
    }
    this.#addShadows(spec, route, originals, firstItem);
  }

  finish(): ChangePlan {
    const { held, agreements, unmapped } = this.#findings;
    const { config, takenAt } = this.#snapshot;
    const items = this.#findings.items.filter((item) =>
      this.#isInDirection(item, config.reverseSync),
    );
    const { closings = new Map<string, readonly string[]>(), specs } = this.#snapshot;
    const problems = [
      ...this.#problems,
      ...unmapped.map(unmappedProblem),
      ...closingProblems(items, closings, specs),
    ];
    const { outside, unread } = this.#snapshot;
    const isSeenWhole = outside.length === 0 && unread.length === 0;
    if (isSeenWhole) {
      const { problem, closed } = ticketsWithoutSection(this.#snapshot, this.#lost);
      if (problem !== null) problems.push(problem);
      agreements.push(...closed);
    }
    const settledIntents = this.#settledIntents();
    return {
      planVersion: PLAN_VERSION,
      takenAt,
      items,
      held,
      agreements,
      settledIntents,
      references: this.#snapshot.referenceChanges,
      problems,
    };
  }

  /** A create that never happened, or whose ticket is linked by now in a file that is saved. */
  #settledIntents(): string[] {
    const { config, specs, intents } = this.#snapshot;
    if (intents.length === 0) return [];
    const saved = new LinkedTickets(
      config,
      specs.filter((spec) => !spec.isUnsaved),
    );
    const isSettled = (intent: OpenIntent) =>
      intent.found.kind === "absent" || saved.hasFound(intent);
    return intents.filter(isSettled).map((intent) => intent.intentId);
  }

  #parentOf(spec: SpecReading, section: SpecSection, system: SystemConfig | null): NewParent {
    if (system === null) return { parent: null, note: null };
    const [created, heldBack, restored] = [this.#created, this.#heldBack, this.#restored];
    return newParent(this.#snapshot, spec, section, system, { created, heldBack, restored });
  }

  #hold(spec: SpecReading, section: SpecSection, held: HeldItem): void {
    this.#heldBack.add(createItemId(spec.file, section));
    this.#findings.held.push(held);
  }

  #addLinked(
    spec: SpecReading,
    section: SpecSection,
    target: SystemConfig | null,
    { ref, line }: TicketLink,
  ): Original | null {
    const { config, tickets } = this.#snapshot;
    const name = linkName(config, ref, target);
    const owner = this.#known.ownerOf(name);
    if (owner !== undefined && sectionName(owner) !== sectionName({ spec, section })) {
      const place = placeOf(owner.spec.file, owner.section);
      this.#problems.push(linkedTwice(spec.file, line, ticketId(ref), place));
      return null;
    }
    const system = connectionOf(config, ref, target);
    if (system === null) {
      this.#addUnconnected(spec.file, line, ref);
      return null;
    }
    const id = placedId(config, system, ref);
    const reading = tickets.get(id);
    if (reading?.kind === "found") {
      const { ticket } = reading;
      const { parent } = this.#parentOf(spec, section, system);
      const parentItem = parent?.kind === "item" ? parent.itemId : null;
      const parents = { parentItem, linkedTickets: this.#linked };
      const linked = { spec, section, system, ticket, id };
      planLinked(linked, this.#snapshot, this.#options, parents, this.#findings);
      return { id: ticketId(ref), placed: id, isThere: true };
    }
    const health = this.#snapshot.references.get(id);
    const base = this.#snapshot.bases.get(id)?.status ?? null;
    // A dismissed link was seen by a person, who leaves it as it is.
    if (!isDismissed(health)) {
      this.#findings.held.push(heldTicket({ spec, section }, ref.key, reading, health, base));
    }
    return { id: ticketId(ref), placed: id, isThere: false };
  }

  /** Copies follow what the spec will say, so they are planned when all else of it is. */
  #addShadows(
    spec: SpecReading,
    route: Route,
    originals: ReadonlyMap<number, Original>,
    firstItem: number,
  ): void {
    if (originals.size === 0) return;
    const { items } = this.#findings;
    const { config } = this.#snapshot;
    const planned = items.splice(firstItem);
    const made = planned.filter((item) => this.#isInDirection(item, config.reverseSync));
    const document = route.shadows.length === 0 ? spec.document : afterEdits(spec.document, made);
    this.#shadows.addSpec({ spec: { ...spec, document }, route, originals }, this.#findings);
    const inOrder = [...planned, ...items.splice(firstItem)];
    items.push(...inOrder.sort((a, b) => a.sectionIndex - b.sectionIndex));
  }

  /** Said once for a file and system, not once for each of its links. */
  #addUnconnected(file: string, line: number, ref: TicketRef): void {
    const key = `${file} ${ref.system}`;
    if (this.#unconnected.has(key)) return;
    this.#unconnected.add(key);
    this.#problems.push(noConnection(file, line, ref));
  }

  #addItem(item: PlanItem): void {
    if (item.kind === "create-ticket") this.#created.add(item.id);
    if (item.kind === "insert-link" && !item.isShadow) {
      const { file, sectionId, sectionIndex } = item;
      this.#restored.set(createItemId(file, { id: sectionId, index: sectionIndex }), item.link);
    }
    this.#findings.items.push(item);
  }

  #isInDirection(item: PlanItem, reverseSync: boolean): boolean {
    const { direction } = this.#options;
    if (item.direction === "reverse" && !reverseSync) return false;
    return direction === "both" || direction === item.direction;
  }
}
