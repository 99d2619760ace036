import { t } from "../kernel/texts.ts";
import { pairReworded, type Wording } from "../spec/pair-reworded.ts";
import { newTexts } from "./criterion-keys.ts";
import type { CriterionTick, LinkBase } from "./links.ts";
import type { ConflictChoice } from "./plan.ts";
import { mergeTicks, type OutsideCriterion } from "./outside-criteria.ts";
import type { SideCriterion } from "./sides.ts";

/** The criteria of one section on all sides. */
export interface CriteriaSides {
  readonly spec: readonly SideCriterion[];
  /** Null where the ticket has no block of Canon's. */
  readonly inside: readonly SideCriterion[] | null;
  readonly outside: readonly OutsideCriterion[];
  readonly base: LinkBase | undefined;
  readonly keepsTicketDetails: boolean;
  /** Tells whether a text may be sent as it is. */
  readonly isClean: (text: string) => boolean;
}

/** A criterion of the spec that the ticket words in another way. */
export interface Rewording {
  readonly from: SideCriterion;
  readonly text: string;
  readonly checked: boolean;
}

/** What the ticket should hold, what the spec should follow, and what needs a person. */
export interface CriteriaMerge {
  readonly ticket: readonly SideCriterion[];
  readonly checks: readonly SideCriterion[];
  readonly additions: readonly SideCriterion[];
  readonly rewordings: readonly Rewording[];
  /** Gone in the ticket, which a person let win. */
  readonly removals: readonly SideCriterion[];
  /** Only in the ticket, and given up because the two sides had never agreed on any. */
  readonly givenUp: readonly SideCriterion[];
  readonly conflict: {
    readonly reason: "conflict/criteria";
    readonly spec: string;
    readonly tracker: string;
    readonly message: string;
  } | null;
}

/** Merges the criteria one by one, from what they were when spec and ticket last agreed. */
export function mergeCriteria(sides: CriteriaSides, onConflict: ConflictChoice): CriteriaMerge {
  const found = new Comparison(sides);
  const isSpecKept = onConflict === "spec";
  const isHeld = onConflict === "hold";
  const clashes = isHeld ? found.clashes : new Map<string, string>();
  const removed = isHeld ? found.removed : [];
  const removals = onConflict === "tracker" ? found.removed : [];
  const merged: SideCriterion[] = [];
  const checks: SideCriterion[] = [];
  const rewordings: Rewording[] = [];
  const won = ({ key }: SideCriterion): SideCriterion | undefined =>
    isHeld ? undefined : found.theirs.get(found.clashes.get(key) ?? "");
  for (const ours of sides.spec) {
    if (removals.includes(ours)) continue;
    const other = found.theirs.get(ours.key);
    const reworded = found.rewordings.get(ours.key) ?? (isSpecKept ? undefined : won(ours));
    const checked = found.tickOf(ours, reworded);
    if (reworded !== undefined) {
      rewordings.push({ from: ours, text: reworded.text, checked });
      const { key, text } = sides.isClean(reworded.text) ? reworded : ours;
      const { details } = sides.keepsTicketDetails ? reworded : ours;
      merged.push({ key, text, details, checked });
    } else if (removed.includes(ours) || clashes.has(ours.key)) {
      // Held: the ticket stays as it is.
    } else {
      const details =
        sides.keepsTicketDetails && other !== undefined ? other.details : ours.details;
      merged.push({ key: ours.key, text: other?.text ?? ours.text, details, checked });
      if (checked !== ours.checked) checks.push({ ...ours, checked });
    }
  }
  const clashing = new Set(found.clashes.values());
  const kept = found.added.filter(({ key }) => isHeld || !clashing.has(key));
  const additions = removed.length > 0 ? [] : kept.filter(({ key }) => !clashing.has(key));
  merged.push(...kept, ...found.adopted.filter(({ text }) => sides.isClean(text)));
  return {
    ticket: merged,
    checks,
    additions: [...additions, ...found.adopted],
    rewordings,
    removals,
    givenUp: found.givenUp,
    conflict: conflictOf(sides.spec, removed, clashes, found.added),
  };
}

/** What is new, gone or worded anew, on each side. */
class Comparison {
  readonly theirs: ReadonlyMap<string, SideCriterion>;
  /** New inside the block, but for new wordings of what the spec has. */
  readonly added: readonly SideCriterion[];
  /** New outside the block, and to be taken into the spec. */
  readonly adopted: readonly SideCriterion[];
  /** In the block alone, where nothing was ever agreed that would tell who moved. */
  readonly givenUp: readonly SideCriterion[];
  /** Gone from the block, while the spec has them as they were. */
  readonly removed: readonly SideCriterion[];
  /** The new wording of a criterion, by the key of the spec's. */
  readonly rewordings: ReadonlyMap<string, SideCriterion>;
  /** Keys of what the spec worded anew, with the key of what the ticket made of the same. */
  readonly clashes: ReadonlyMap<string, string>;
  readonly #agreed: ReadonlyMap<string, boolean>;
  readonly #seen: ReadonlyMap<string, boolean>;
  readonly #shown: ReadonlyMap<string, OutsideCriterion>;

  constructor({ spec, inside, outside, base }: CriteriaSides) {
    const block = inside ?? [];
    const known = new Set(spec.map(({ key }) => key));
    this.theirs = new Map(block.map((one) => [one.key, one]));
    this.#agreed = new Map(base?.criteria ?? []);
    this.#seen = new Map(base?.outside ?? []);
    this.#shown = new Map(outside.map((one) => [one.key, one]));
    const isNew = ({ key }: Wording) => !known.has(key) && !this.#agreed.has(key);
    const isFirstContact = base === undefined || base.text === null;

    // A spec says everything once, so what the ticket says again is not new.
    const fresh = isFirstContact ? [] : newTexts(block.filter(isNew), spec);
    this.givenUp = isFirstContact ? block.filter(isNew) : [];
    const gone = spec.filter(({ key }) => this.#isGone(key, inside !== null));
    const pairs = pairReworded({ before: spec, after: block, gone, fresh });
    const left = outside.filter((one) => isNew(one) && this.#isUnseen(one.key));
    const goneOutside = spec.filter(({ key }) => this.#isGoneOutside(key) && !pairs.has(key));
    const outer = pairReworded({ before: spec, after: outside, gone: goneOutside, fresh: left });

    this.rewordings = new Map([
      ...wordings(
        pairs,
        fresh.map((one) => [one.key, one]),
      ),
      ...wordings(
        outer,
        left.map((one) => [one.key, toSide(one)]),
      ),
    ]);
    const [usedInside, usedOutside] = [new Set(pairs.values()), new Set(outer.values())];
    this.added = fresh.filter(({ key }) => !usedInside.has(key));
    this.adopted = left.filter(({ key }) => !usedOutside.has(key)).map(toSide);
    this.removed = gone.filter(({ key }) => !pairs.has(key));
    const mine = spec.filter(({ key }) => !this.#agreed.has(key) && !this.theirs.has(key));
    const isLost = [...this.#agreed.keys()].some((key) => !known.has(key) && !this.theirs.has(key));
    const both = { before: spec, after: block, gone: mine, fresh: this.added };
    this.clashes = isLost ? pairReworded(both) : new Map();
  }

  tickOf(ours: SideCriterion, reworded: SideCriterion | undefined): boolean {
    const key = reworded?.key ?? ours.key;
    return mergeTicks({
      spec: ours.checked,
      inside: this.theirs.get(key)?.checked,
      agreed: this.#agreed.get(ours.key),
      outside: this.#shown.get(key)?.checked,
      seen: this.#seen.get(ours.key),
    });
  }

  #isGone(key: string, hasBlock: boolean): boolean {
    return hasBlock && this.#agreed.has(key) && !this.theirs.has(key);
  }

  #isGoneOutside(key: string): boolean {
    return this.#seen.has(key) && !this.#shown.has(key);
  }

  /** New neither to the outside nor to the block, where it is dealt with. */
  #isUnseen(key: string): boolean {
    return !this.#seen.has(key) && !this.theirs.has(key);
  }
}

function wordings(
  pairs: ReadonlyMap<string, string>,
  fresh: readonly (readonly [string, SideCriterion])[],
): [string, SideCriterion][] {
  const byKey = new Map(fresh);
  return [...pairs].flatMap(([old, now]) => {
    const wording = byKey.get(now);
    return wording === undefined ? [] : [[old, wording]];
  });
}

function toSide({ key, text, checked }: OutsideCriterion): SideCriterion {
  return { key, text, details: "", checked: checked ?? false };
}

function conflictOf(
  spec: readonly SideCriterion[],
  removed: readonly SideCriterion[],
  clashes: ReadonlyMap<string, string>,
  added: readonly SideCriterion[],
): CriteriaMerge["conflict"] {
  if (removed.length === 0 && clashes.size === 0) return null;
  const theirs = new Set(clashes.values());
  const ours = spec.filter((one) => removed.includes(one) || clashes.has(one.key));
  const others = added.filter(({ key }) => removed.length > 0 || theirs.has(key));
  return {
    reason: "conflict/criteria",
    spec: ours.map((one) => one.text).join("; "),
    tracker: others.map((one) => one.text).join("; "),
    message:
      clashes.size === 0
        ? t(
            "Criteria were removed in the ticket. The spec stays as it is. Remove them in the spec too, or sync this section with the spec's side kept.",
          )
        : t(
            "Criteria were reworded in the spec and, in another way, in the ticket. Nothing was changed. Make them equal, or sync this section with the spec's side kept.",
          ),
  };
}

/**
 * The ticks that both sides share now; any other keeps what was agreed before.
 *
 * A criterion that is gone on both sides is forgotten, unless both sides have one that may be its
 * new wording: then the question is still open.
 */
export function settleTicks(
  old: readonly CriterionTick[],
  ours: readonly CriterionTick[],
  block: readonly CriterionTick[],
): CriterionTick[] {
  const theirs = new Map(block);
  const agreed = new Map(old);
  const known = new Set(ours.map(([key]) => key));
  const hasOwn = ours.some(([key]) => !agreed.has(key) && !theirs.has(key));
  const hasOther = block.some(([key]) => !agreed.has(key) && !known.has(key));
  const settled: CriterionTick[] = [];
  for (const [key, checked] of ours) {
    const before = agreed.get(key);
    if (theirs.get(key) === checked) settled.push([key, checked]);
    else if (before !== undefined) settled.push([key, before]);
    agreed.delete(key);
  }
  for (const [key, checked] of agreed) {
    if (theirs.has(key) || (hasOwn && hasOther)) settled.push([key, checked]);
  }
  return settled;
}
