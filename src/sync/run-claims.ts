import { NEVER_CANCELLED, type CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { ok, type Result } from "../core/kernel/result.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import type { TicketId } from "../core/model/ticket-ref.ts";
import type { Intent } from "../core/plan/intent.ts";
import type { OpenIntent } from "../core/plan/snapshot.ts";
import {
  claimName,
  formatClaim,
  intentOf,
  isBusy,
  isWorn,
  maySend,
  parseClaim,
  type ClaimedIntent,
  type TicketClaim,
} from "../core/plan/ticket-claim.ts";
import type { ClaimStore, ClaimWrite } from "../ports/claim-store.ts";
import type { Clock } from "../ports/clock.ts";
import { ClaimFates } from "./claim-fates.ts";
import {
  movedOn,
  refused,
  taken,
  tooSlow,
  unreadable,
  type ClaimRefusal,
} from "./claim-refusal.ts";
import { concerningClaims } from "./concerning-claims.ts";
import { isLinked, linkedIn, releasable, type ClaimWorld } from "./releasable-claims.ts";

interface Known {
  readonly id: string;
  /** Null for one that cannot be read. */
  readonly claim: TicketClaim | null;
  readonly isOwn: boolean;
}

type Refusals = Map<string, ClaimRefusal>;

/**
 * What one run knows of the claims of all clones: on which it has to wait, what it has claimed
 * itself, and what can go.
 *
 * A claim is written only over the one that was read when the plan was made. So whatever another
 * job has done since, one of the two is refused before it sends anything.
 */
export class RunClaims {
  readonly #store: ClaimStore;
  readonly #clock: Clock;
  #known = new Map<string, Known>();
  #world: ClaimWorld | null = null;
  /** Marks that the journal of this clone has as well: its own runs, which have ended. */
  #local: ReadonlySet<string> = new Set();
  readonly #fates = new ClaimFates();
  /** Specs that were claimed when the branch had them as they are here; so it is until the end. */
  readonly #current = new Set<string>();
  /** When the claims were listed, before anything was looked up. */
  #lookedAt = "";

  constructor(store: ClaimStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Reads the claims of the specs of the run, those of specs that are gone, and of the others those
   * for a section that may have moved into the run since.
   *
   * Shape:  the creates that have to be looked up and that the journal of this clone does not know.
   */
  async look(
    world: ClaimWorld,
    local: readonly Intent[],
    signal: CancelSignal,
  ): Promise<Result<Intent[], Problem>> {
    const lookedAt = this.#clock.now();
    const listed = await this.#store.list(signal);
    if (!listed.ok) return listed;
    const concerns = concerningClaims(world);
    this.#world = world;
    this.#lookedAt = lookedAt;
    this.#local = new Set(local.map(({ intentId }) => intentId));
    this.#known = new Map(
      [...listed.value].flatMap(([name, { id, text }]): [string, Known][] => {
        const claim = text === null ? null : parseClaim(text, name);
        return concerns(name, claim) ? [[name, { id, claim, isOwn: false }]] : [];
      }),
    );
    const linked = linkedIn(world);
    const isSeen = (intent: ClaimedIntent): boolean =>
      this.#local.has(intent.intentId) || isLinked(world, linked, intent);
    return ok(
      this.#claims()
        .flatMap(({ intents }) => intents)
        .filter((intent) => !isSeen(intent))
        .map(intentOf),
    );
  }

  /**
   * What of the looked up creates a plan has to know. One that is not there and may still arrive
   * is not absent; one that never happened, or that a section is linked to, is over.
   */
  judge(open: readonly OpenIntent[]): OpenIntent[] {
    if (this.#world === null) return [...open];
    const linked = linkedIn(this.#world);
    const claims = new Map(
      this.#claims().flatMap((claim) =>
        claim.intents.map(({ intentId }) => [intentId, claim] as const),
      ),
    );
    return open.flatMap((intent) => {
      const claim = claims.get(intent.intentId);
      if (claim === undefined) return [intent];
      const judged = this.#fates.judge(intent, claim, this.#lookedAt);
      const isOver = judged.found.kind === "absent" || linked.hasFound(judged);
      return isOver && !this.#local.has(intent.intentId) ? [] : [judged];
    });
  }

  /**
   * Claims the specs of creates that are about to be sent, all in one go.
   *
   * Shape:  the specs that nothing may be created for, by their path. What the others know of them
   *         until the branch has their links is in the claim.
   */
  async take(intents: readonly Intent[], signal: CancelSignal): Promise<Refusals> {
    const refusals: Refusals = new Map();
    const files = [...new Set(intents.map(({ file }) => file))];
    for (const file of files) {
      const refusal = this.#refusalFor(file);
      if (refusal !== null) refusals.set(file, refusal);
    }
    const left = (): string[] => files.filter((file) => !refusals.has(file));
    const added = (file: string): Intent[] => intents.filter((one) => one.file === file);
    await this.#write(left(), added, refusals, signal);
    // Only now nobody else can add a link: a claim that was let go has left its links on the branch.
    const got = left().filter((file) => !this.#current.has(file));
    const moved = got.length === 0 ? ok(new Set()) : await this.#store.movedOn(got, signal);
    for (const file of got) {
      if (!moved.ok) refusals.set(file, { outcome: "failed", error: moved.error.message });
      else if (moved.value.has(file)) refusals.set(file, movedOn());
      else this.#current.add(file);
    }
    const worn = left().filter((file) => this.#isWorn(file));
    await this.#write(worn, () => [], refusals, signal);
    for (const file of left()) if (this.#isWorn(file)) refusals.set(file, tooSlow());
    return refusals;
  }

  /** A signal that also ends when the claims of these specs are too old for a create to be sent. */
  whileValid(files: readonly string[], signal: CancelSignal): CancelSignal {
    const claims = files.flatMap((file) => this.#known.get(claimName(file))?.claim ?? []);
    const isOver = (): boolean => claims.some((claim) => !maySend(claim, this.#clock.now()));
    return {
      get aborted() {
        return signal.aborted || isOver();
      },
      addEventListener: (...args) => signal.addEventListener(...args),
      removeEventListener: (...args) => signal.removeEventListener(...args),
    };
  }

  /** A create of this run that made this ticket; null: it made none. */
  note(intentId: string, ticket: TicketId | null): void {
    this.#fates.note(intentId, ticket);
  }

  /** The intent of a claim that the journal does not have, for the time until its link is saved. */
  intent(intentId: string): Intent | undefined {
    const all = this.#claims().flatMap(({ intents }) => intents);
    const found = all.find((one) => one.intentId === intentId);
    return found === undefined || this.#local.has(intentId) ? undefined : intentOf(found);
  }

  /**
   * Says that this run sends nothing more, names the tickets that it made, and takes away the
   * claims whose tickets the shared branch has links to.
   *
   * Errors: none. What could not be written is waited for a little longer, or looked at again.
   */
  async end(parse: (text: string) => SpecDocument): Promise<void> {
    if (this.#world === null) return;
    const known = [...this.#known];
    const others = known.flatMap(([name, { claim, isOwn }]) =>
      isOwn || claim === null || isBusy(claim, this.#clock.now())
        ? []
        : [[name, this.#fates.brought(claim)] as const],
    );
    const free = await releasable(this.#store, this.#world, parse, new Map(others));
    const writes = known.flatMap(([name, { id, claim, isOwn }]): ClaimWrite[] => {
      if (free.has(name)) return [{ name, expected: id, text: null }];
      if (!isOwn || claim === null) return [];
      const { intents } = this.#fates.brought(claim);
      const ended = { ...claim, intents, hasEnded: true };
      return [{ name, expected: id, text: intents.length === 0 ? null : formatClaim(ended) }];
    });
    if (writes.length > 0) await this.#store.write(writes, NEVER_CANCELLED);
    this.#known.clear();
    this.#current.clear();
  }

  #claims(): TicketClaim[] {
    return [...this.#known.values()].flatMap(({ claim }) => claim ?? []);
  }

  #refusalFor(file: string): ClaimRefusal | null {
    const known = this.#known.get(claimName(file));
    if (known === undefined || known.isOwn) return null;
    if (known.claim === null) return unreadable();
    const isForeign = known.claim.intents.some(({ intentId }) => !this.#local.has(intentId));
    return isForeign && isBusy(known.claim, this.#clock.now()) ? taken() : null;
  }

  #isWorn(file: string): boolean {
    const claim = this.#known.get(claimName(file))?.claim;
    return claim != null && isWorn(claim, this.#clock.now());
  }

  async #write(
    files: readonly string[],
    added: (file: string) => readonly Intent[],
    refusals: Refusals,
    signal: CancelSignal,
  ): Promise<void> {
    if (files.length === 0) return;
    const claims = files.map((file): readonly [string, TicketClaim] => {
      const before = this.#known.get(claimName(file))?.claim;
      const kept = before == null ? [] : this.#fates.brought(before).intents;
      const intents = [...kept, ...added(file).map((one) => ({ ...one, ticket: null }))];
      return [file, { version: 1, file, at: this.#clock.now(), hasEnded: false, intents }];
    });
    const writes = claims.map(([file, claim]): ClaimWrite => {
      const name = claimName(file);
      const expected = this.#known.get(name)?.id ?? null;
      return { name, expected, text: formatClaim(claim) };
    });
    const written = await this.#store.write(writes, signal);
    for (const [file, claim] of claims) {
      const one = written.ok ? written.value.get(claimName(file)) : undefined;
      if (one?.kind === "done" && one.id !== null) {
        this.#known.set(claimName(file), { id: one.id, claim, isOwn: true });
      } else if (written.ok) {
        refusals.set(file, one?.kind === "refused" ? refused() : taken());
      } else refusals.set(file, { outcome: "failed", error: written.error.message });
    }
  }
}
