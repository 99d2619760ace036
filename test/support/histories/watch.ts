import assert from "node:assert/strict";
import type { ChangePlan } from "../../../src/core/plan/plan.ts";
import { agreedIn } from "./agreed.ts";
import { isSpokenOf, namedBy, type Before } from "./before.ts";
import { anchorIn, ownLines, toBlocks, tokensIn } from "./blocks.ts";
import { checkBlock, isWriting } from "./check-block.ts";
import type { Clone, Command } from "./commands.ts";
import type { SeenTicket } from "./hands.ts";
import { Moves } from "./moves.ts";
import { keyOf, originalIn, placedIn } from "./placed.ts";
import { specPaths } from "./spec-edits.ts";
import type { Observed } from "./world.ts";
import type { Watched } from "./watched.ts";

type Files = ReadonlyMap<string, string>;

/** Words in the places that a merge treats each by itself. */
const PARTS: readonly ((files: Files) => string[])[] = [
  (files) => specPaths(files).flatMap((path) => tokensIn(files.get(path) ?? "")),
  (files) => ticketFiles(files).flatMap(tokensIn),
  (files) => ticketFiles(files).flatMap((text) => tokensIn(/^title: .*$/m.exec(text)?.[0] ?? "")),
];

function ticketFiles(files: Files): string[] {
  return [...files].flatMap(([path, text]) => (path.startsWith(".canon/tickets/") ? text : []));
}

/**
 * Looks at every sync of a history and says what it may not do: make a second ticket, link a
 * wrong one, take away what people wrote, or undo their moves without a word.
 */
export class Watch {
  readonly #world: Watched;
  /** The sections that a clone knew to have a ticket. */
  readonly #linked: readonly Set<string>[];
  /** The section that each ticket was made for. */
  readonly #madeFor = new Map<string, string>();
  /** The section that it, or the one that it is a copy of, was at first. */
  readonly #madeFrom = new Map<string, string | undefined>();
  /** Words that people wrote into tickets. */
  readonly #ticketWords = new Set<string>();
  /** Words that somebody was told of when a ticket lost them; a spec may lose them later. */
  readonly #givenUp = new Set<string>();
  readonly #moves = new Moves();

  constructor(world: Watched) {
    this.#world = world;
    this.#linked = world.clones.map(() => new Set());
  }

  /** After anything but a sync: links that went, and moves that people made. */
  noteHumans(
    clone: Clone,
    { was, theirs }: { readonly was: Files; readonly theirs: Files },
    command: Command,
  ): void {
    const before = new Map(placedIn(was).map((one) => [one.name, one]));
    const after = new Map(placedIn(this.#world.files(clone)).map((one) => [one.name, one]));
    for (const [name, { link }] of before) {
      if (link !== undefined && after.get(name)?.link === undefined) {
        this.#linked[clone]?.delete(name);
        if (command.do === "spec" && command.edit.kind === "unlink") {
          for (const known of this.#linked) known.delete(name);
        }
      }
    }
    if (command.do === "exchange") this.#noteMerge(clone, [was, theirs]);
    if (command.do !== "spec" || command.edit.kind !== "status") return;
    for (const [name, { status }] of after) {
      const from = before.get(name)?.status;
      if (status !== undefined && status !== from) this.#moves.inSpec(clone, name, from, status);
    }
  }

  /** A person who takes a side in a merge gives up words of the other one. */
  #noteMerge(clone: Clone, sides: readonly Files[]): void {
    const now = this.#world.files(clone);
    this.#moves.noteMerge(clone, now, (key) => this.#world.isInFiles(key));
    for (const part of PARTS) {
      const left = new Set(part(now));
      for (const word of sides.flatMap(part)) if (!left.has(word)) this.#givenUp.add(word);
    }
  }

  /** A ticket that people removed: a section that has no link to it may get another one. */
  noteTicketGone(key: string): void {
    const name = this.#madeFor.get(key);
    if (name === undefined) return;
    for (const clone of this.#world.clones) {
      const place = placedIn(this.#world.files(clone)).find((one) => one.name === name);
      if (place?.link === undefined) this.#linked[clone]?.delete(name);
    }
  }

  noteTicketWord(word: string): void {
    this.#ticketWords.add(word);
  }

  noteTicketMove(key: string, from: string, to: string): void {
    this.#moves.inTicket(key, from, to);
  }

  /** A ticket as it is first seen, which may be after the sync that made it has ended. */
  noteTicket({ key, title, body }: Pick<SeenTicket, "body" | "key" | "title">): void {
    if (this.#madeFor.has(key)) return;
    this.#madeFor.set(key, anchorIn(body) ?? key);
    this.#madeFrom.set(key, originalIn(title));
  }

  before(clone: Clone): Before {
    const files = this.#world.files(clone);
    for (const { name, link } of placedIn(files)) {
      if (link !== undefined) this.#linked[clone]?.add(name);
    }
    return {
      confusable: confusableIn(files),
      agreed: agreedIn(files),
      specs: new Map(specPaths(files).map((path) => [path, files.get(path) ?? ""])),
      tickets: new Map(
        this.#world
          .hands(clone)
          .tickets()
          .map((one) => [one.key, one]),
      ),
    };
  }

  /** `planned` is what stood when the plan was made, `before` when it was carried out. */
  after(clone: Clone, planned: Before, before: Before, observed: Observed): void {
    const tickets = new Map(
      this.#world
        .hands(clone)
        .tickets()
        .map((one) => [one.key, one]),
    );
    this.#checkCreates(clone, before, tickets);
    this.#checkSpecs(clone, before, observed);
    this.#checkLinks(clone, before, observed);
    this.#checkTickets(clone, before, tickets, observed);
    const after = { files: this.#world.files(clone), tickets };
    this.#moves.check(clone, planned, before, after, observed);
  }

  #checkCreates(clone: Clone, before: Before, after: ReadonlyMap<string, SeenTicket>): void {
    for (const [key, { title, body }] of after) {
      if (before.tickets.has(key)) continue;
      this.#world.tally.creates += 1;
      const name = anchorIn(body) ?? key;
      // A merge may leave a section in two places without a conflict: then there are two.
      const places = placedIn(this.#world.files(clone)).filter((one) => one.name === name);
      const isOne = places.length < 2 && !before.confusable.has(name);
      const isSecond = isOne && this.#linked[clone]?.has(name) === true;
      assert.ok(!isSecond, `${key} is a second ticket for the section ${name}`);
      this.#linked[clone]?.add(name);
      this.noteTicket({ key, title, body });
    }
  }

  /** Canon changes its own comments, and for the rest only what an item of the plan names. */
  #checkSpecs(clone: Clone, before: Before, { plan }: Observed): void {
    const files = this.#world.files(clone);
    assert.deepEqual(specPaths(files), [...before.specs.keys()]);
    for (const [path, text] of before.specs) {
      const [was, is] = [toBlocks(text), toBlocks(files.get(path) ?? "")];
      assert.deepEqual(ownLines(is.top), ownLines(was.top));
      assert.equal(is.blocks.length, was.blocks.length, `${path} has other sections`);
      const own = plan?.items.filter((item) => item.file === path) ?? [];
      for (const [index, block] of was.blocks.entries()) {
        const items = own.filter(({ sectionIndex }) => sectionIndex === index);
        const isSaid = items.some((item) => isWriting(item) && isSpokenOf(item, before));
        const named = items.flatMap((item) => namedBy(item, before));
        const givenUp = isSaid ? "all" : new Set([...this.#givenUp, ...named]);
        checkBlock(block.lines, is.blocks[index]?.lines ?? [], items, givenUp, path);
      }
    }
  }

  /** No link goes, and a new one leads to the ticket that was made for its section. */
  #checkLinks(clone: Clone, before: Before, { plan }: Observed): void {
    const was = placedIn(before.specs);
    const is = placedIn(this.#world.files(clone));
    assert.equal(is.length, was.length);
    for (const [index, { name, original, link }] of is.entries()) {
      const old = was[index]?.link;
      if (link === old) continue;
      assert.equal(old, undefined, `the link of ${name} was changed from ${old} to ${link}`);
      const madeFor = this.#madeFor.get(link ?? "");
      const other = is.find((one) => one.name === madeFor)?.link;
      // A merge by lines may have swapped the links of a section and its copy.
      if (other !== link && this.#madeFor.get(other ?? "") === name) continue;
      // Of a section and its copies, one takes the place of another that was removed, or has
      // another ticket elsewhere.
      const isFree = is.every((one) => one.name !== madeFor) || (other ?? link) !== link;
      if (original === this.#madeFrom.get(link ?? "") && isFree) continue;
      // Of two sections with one id, the link belongs to the one that is left without.
      if (madeFor !== name && (isTwin(plan, link) || before.confusable.has(name))) continue;
      assert.equal(madeFor, name, `${name} was linked to ${link}, which is of ${madeFor}`);
    }
  }

  #checkTickets(
    clone: Clone,
    before: Before,
    after: ReadonlyMap<string, SeenTicket>,
    { plan }: Observed,
  ): void {
    const specs = new Set(
      specPaths(this.#world.files(clone)).flatMap((path) =>
        tokensIn(this.#world.files(clone).get(path) ?? ""),
      ),
    );
    for (const [key, was] of before.tickets) {
      const is = after.get(key);
      assert.ok(is, `the ticket ${key} went`);
      const items = plan?.items.filter((item) => keyOf(item.ticket) === key) ?? [];
      if (items.length === 0) {
        assert.deepEqual(is, was, `${key} was changed and no item names it`);
        continue;
      }
      const isSaid = items.some(
        (item) => item.kind === "update-ticket" && isSpokenOf(item, before),
      );
      const left = new Set(tokensIn(`${is.title} ${is.body}`));
      for (const word of tokensIn(`${was.title} ${was.body}`)) {
        if (left.has(word)) continue;
        if (isSaid) this.#givenUp.add(word);
        if (isSaid || !this.#ticketWords.has(word) || specs.has(word)) continue;
        assert.fail(`${word}, which somebody wrote into ${key}, is gone without a word`);
      }
    }
    // What has come into a spec goes where people take it there.
    for (const word of specs) this.#ticketWords.delete(word);
  }
}

/** Whether a lost link went to a section that a person was told to give an id of its own. */
function isTwin(plan: ChangePlan | null, link: string | undefined): boolean {
  const item = plan?.items.find((one) => keyOf(one.ticket) === link);
  const isTold = plan?.problems.some(
    ({ code, file }) => code === "spec/duplicate-id" && file === item?.file,
  );
  return item?.reason === "link/restored" && isTold === true;
}

/**
 * Nobody can tell a section from its copy when both have one title and one id; what was begun for
 * the one may end with the other.
 */
function confusableIn(files: Files): Set<string> {
  if (![...files.keys()].some((path) => path.includes("/journal/intents/"))) return new Set();
  const all = placedIn(files);
  const hasTwin = ({ name, original }: (typeof all)[number]): boolean =>
    all.some((other) => other.original === original && other.name !== name);
  return new Set(all.filter(hasTwin).map(({ name }) => name));
}
