import assert from "node:assert/strict";
import type { ApplyReport } from "../../../src/sync/report.ts";
import { agreedIn } from "./agreed.ts";
import type { Clone } from "./commands.ts";
import { isSpokenOf, type Before } from "./before.ts";
import type { SeenTicket } from "./hands.ts";
import { keyOf, placedIn } from "./placed.ts";
import type { Observed } from "./world.ts";

/** What people made of a status since both sides last agreed on it. */
interface Move {
  readonly from: string | undefined;
  readonly to: string;
}

/** A move of a spec is known to the clone where it was made, and to those that got it by git. */
interface SpecMove extends Move {
  readonly knownTo: Set<Clone | "git">;
}

interface After {
  readonly files: ReadonlyMap<string, string>;
  readonly tickets: ReadonlyMap<string, SeenTicket>;
}

/** The moves of states that people made and that no sync has carried over so far. */
export class Moves {
  readonly #inSpecs = new Map<string, SpecMove>();
  readonly #inTickets = new Map<string, Move>();
  /**
   * Tickets whose state a run was about to carry over when it died: until the next sync, nobody
   * can tell a state that it wrote from one that a person wrote.
   */
  readonly #unsettled = new Set<string>();

  inSpec(clone: Clone, name: string, from: string | undefined, to: string): void {
    const known = this.#inSpecs.get(name);
    const first = known?.knownTo.has(clone) === true ? known.from : from;
    if (first === to) this.#inSpecs.delete(name);
    else this.#inSpecs.set(name, { from: first, to, knownTo: new Set([clone]) });
  }

  inTicket(key: string, from: string, to: string): void {
    if (this.#unsettled.has(key)) return;
    const first = this.#inTickets.get(key)?.from ?? from;
    // Who moves something back has moved nothing.
    if (first === to) this.#inTickets.delete(key);
    else this.#inTickets.set(key, { from: first, to });
  }

  /** What came with a merge is agreed by those who merged. */
  noteMerge(
    clone: Clone,
    files: ReadonlyMap<string, string>,
    isMerged: (key: string) => boolean,
  ): void {
    const agreed = agreedIn(files);
    for (const { name, status, link } of placedIn(files)) {
      const move = this.#inSpecs.get(name);
      if (move === undefined || status !== move.to) continue;
      if (agreed.get(link ?? "")?.status === move.to) this.#inSpecs.delete(name);
      else if (move.knownTo.has(clone)) move.knownTo.add("git");
      else if (move.knownTo.has("git")) move.knownTo.add(clone);
    }
    for (const [key, { to }] of this.#inTickets) {
      if (isMerged(key) && agreed.get(key)?.raw === to) this.#inTickets.delete(key);
    }
  }

  /** A move that a person made is followed, or given up with a word. */
  check(
    clone: Clone,
    planned: Before,
    before: Before,
    after: After,
    { plan, report, direction }: Observed,
  ): void {
    const said = (key: string | undefined): boolean =>
      plan?.items.some(
        (item) =>
          (item.kind === "set-status" || item.kind === "transition-ticket") &&
          keyOf(item.ticket) === key &&
          isSpokenOf(item, before),
      ) ?? false;
    const follows = (kind: string, key: string | undefined, to: string | undefined): boolean =>
      plan?.items.some((one) => one.kind === kind && keyOf(one.ticket) === key && one.to === to) ??
      false;
    // What another clone linked is no business of this one.
    const isKnown = (key: string | undefined): boolean =>
      placedIn(planned.specs).some(({ link }) => link === key);
    const isSettled = (key: string | undefined): boolean =>
      report !== null &&
      direction === "both" &&
      isKnown(key) &&
      !report.held.some((held) => keyOf(held.ticket) === key) &&
      report.results.every(({ item, outcome }) => keyOf(item.ticket) !== key || outcome === "done");
    const created = [...after.tickets.keys()].filter((key) => !before.tickets.has(key));
    for (const key of [
      ...created,
      ...(plan?.items ?? []).map(({ ticket }) => keyOf(ticket) ?? ""),
    ]) {
      if (report === null || hasTrouble(report, key)) this.#unsettled.add(key);
      else if (statusIn(planned, key) === statusIn(before, key)) this.#unsettled.delete(key);
    }
    const agreed = agreedIn(after.files);
    const known = new Map(placedIn(planned.specs).map(({ name, status }) => [name, status]));
    const was = new Map(placedIn(before.specs).map((one) => [one.name, one]));
    const places = placedIn(after.files);
    for (const { name, status, link: key } of places) {
      // A merge may leave a section in two places without a conflict; each has a state of its own.
      if (places.filter((one) => one.name === name).length > 1) this.#inSpecs.delete(name);
      const move = this.#inSpecs.get(name);
      const moved = move?.knownTo.has(clone) === true ? move.to : undefined;
      if (moved === undefined || was.get(name)?.status !== moved) continue;
      if (status !== moved) {
        const isSaid = said(key);
        assert.ok(isSaid, `${name} was set to ${moved} by a person and silently to ${status}`);
      }
      const hasFollowed = follows("transition-ticket", key, after.tickets.get(key ?? "")?.status);
      // A section that gets its ticket begins with what both hold then.
      const isNew = key !== undefined && was.get(name)?.link === undefined;
      const hasAgreed = agreed.get(key ?? "")?.status === moved;
      const isDone = known.get(name) === moved && isSettled(key);
      if (status !== moved || hasFollowed || hasAgreed || isNew || isDone)
        this.#inSpecs.delete(name);
    }
    for (const [key, { to: moved }] of this.#inTickets) {
      const [old, now] = [before.tickets.get(key)?.status, after.tickets.get(key)?.status];
      // To a clone that has not heard of what came between, a ticket that is as it was did not move.
      if (old !== moved || planned.agreed.get(key)?.raw === moved) continue;
      if (now !== moved) {
        const isSaid = said(key);
        assert.ok(isSaid, `${key} was moved to ${moved} by a person and silently to ${now}`);
      }
      const spec = placedIn(after.files).find(({ link }) => link === key);
      const hasAgreed = agreed.get(key)?.raw === moved;
      const hasFollowed = hasAgreed || follows("set-status", key, spec?.status);
      const isDone = planned.tickets.get(key)?.status === moved && isSettled(key);
      if (now !== moved || hasFollowed || isDone) this.#inTickets.delete(key);
    }
  }
}

function statusIn({ tickets }: Before, key: string): string | undefined {
  return tickets.get(key)?.status;
}

/** Whether a run could not write down what it did to a ticket, or does not know what it did. */
function hasTrouble({ problems, results }: ApplyReport, key: string): boolean {
  const isUnsure = results.some(
    ({ item, outcome }) => outcome === "unsure" && keyOf(item.ticket) === key,
  );
  return isUnsure || problems.some(({ code }) => code === "file/disk-full");
}
