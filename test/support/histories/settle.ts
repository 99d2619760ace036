import assert from "node:assert/strict";
import { agreedIn } from "./agreed.ts";
import { boxesOf, linkOf, nameOf, statusOf, toBlocks, tokensIn, type Block } from "./blocks.ts";
import type { Clone } from "./commands.ts";
import type { Hands, SeenTicket } from "./hands.ts";
import { performAtOnce, watchedSync } from "./play.ts";
import { specPaths } from "./spec-edits.ts";
import { keyOf } from "./placed.ts";
import type { Watch } from "./watch.ts";
import type { Watched } from "./watched.ts";
import type { Observed, World } from "./world.ts";

const ROUNDS = 6;
const CLONES: readonly Clone[] = [0, 1];
const QUIETLY = { direction: "both", onConflict: "tracker", trouble: null, meanwhile: [] } as const;

/** Lets both clones sync and exchange until nothing moves, and checks the world that is left. */
export async function settle(world: World, watch: Watch): Promise<void> {
  world.outwaitMemory();
  let last: readonly Observed[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    last = [];
    for (const clone of CLONES) {
      performAtOnce(world, watch, { do: "exchange", clone, take: "ours" });
      const observed = await watchedSync(world, watch, { clone, ...QUIETLY });
      last = [...last, observed];
      performAtOnce(world, watch, { do: "exchange", clone, take: "ours" });
    }
    const isQuiet = last.every(({ plan }) => plan?.items.length === 0);
    if (isQuiet && CLONES.every((clone) => world.isShared(clone))) break;
  }
  for (const clone of CLONES) await checkRest(world, watch, clone);
}

async function checkRest(world: World, watch: Watch, clone: Clone): Promise<void> {
  const files = lasting(world.files(clone));
  const observed = await watchedSync(world, watch, { clone, ...QUIETLY });
  assert.ok(world.isShared(clone), "the clones do not come to the same files");
  checkAtRest(world, clone, files, observed);
}

/**
 * Checks the world of a clone after a sync for which nothing should have been left to do; `before`
 * is what its files were.
 */
export function checkAtRest(
  world: Watched,
  clone: Clone,
  before: ReadonlyMap<string, string>,
  observed: Observed,
): void {
  const { plan, report, refusal } = observed;
  assert.equal(refusal, null);
  assert.ok(plan !== null && report !== null);
  const items = plan.items.map(({ id, from, to, reason }) => ({ id, from, to, reason }));
  const results = report.results.map(({ outcome, error }) => ({ outcome, error }));
  assert.deepEqual({ items, results }, { items: [], results: [] }, "it does not come to rest");
  assert.equal(report.requests.writes, 0, "a sync at rest wrote to the tracker");
  assert.deepEqual(lasting(world.files(clone)), before, "a sync at rest changed a file");
  checkJournal(world, clone, observed);
  checkSections(world, clone, observed);
}

/** All but notes on what this machine last saw, which grow older by themselves. */
export function lasting(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].filter(([path]) => !path.startsWith(".canon/cache/")));
}

/** A create that nobody finished is either settled or named to a person. */
function checkJournal(world: Watched, clone: Clone, { plan }: Observed): void {
  const intents = [...world.files(clone)].filter(([path]) => path.includes("/journal/intents/"));
  for (const [path, text] of intents) {
    const { title, sectionId } = JSON.parse(text) as Record<string, string>;
    const isNamed =
      plan?.problems.some(({ code }) =>
        ["sync/orphan-intent", "sync/ambiguous-section"].includes(code),
      ) === true || plan?.held.some((held) => held.sectionId === sectionId) === true;
    assert.ok(isNamed, `${path} for "${title}" stays open and nobody is told`);
  }
}

/** Every section and its ticket say the same, or somebody is told why not. */
function checkSections(world: Watched, clone: Clone, { plan }: Observed): void {
  const hands = world.hands(clone);
  const agreed = agreedIn(world.files(clone));
  const tickets = new Map(hands.tickets().map((one) => [one.key, one]));
  const owners = new Map<string, string>();
  const files = world.files(clone);
  for (const path of specPaths(files)) {
    for (const block of toBlocks(files.get(path) ?? "").blocks) {
      const link = linkOf(block);
      if (link === undefined) continue;
      const held = plan?.held.filter((one) => keyOf(one.ticket) === link) ?? [];
      const reasons = held.map(({ reason }) => reason as string);
      const ticket = tickets.get(link);
      if (ticket === undefined) {
        // One that was refused when it was last asked for is not asked for again before tomorrow.
        const isTold = reasons.some((one) => /^ticket\/(missing|unreadable)$/.test(one));
        assert.ok(isTold, `${link} is missing and nobody is told`);
        continue;
      }
      if (owners.has(link)) {
        const isTold = plan?.problems.some(({ code }) => /linked-twice|copied/.test(code)) === true;
        assert.ok(isTold, `${link} is linked twice and nobody is told`);
        owners.set(link, "twice");
        continue;
      }
      owners.set(link, nameOf(block) ?? path);
    }
  }
  for (const path of specPaths(files)) {
    for (const block of toBlocks(files.get(path) ?? "").blocks) {
      const link = linkOf(block);
      const ticket = link === undefined ? undefined : tickets.get(link);
      if (link === undefined || ticket === undefined || owners.get(link) === "twice") continue;
      assert.ok(agreed.has(link), `nothing is noted of what ${link} and its section agreed on`);
      const held = plan?.held.filter((one) => keyOf(one.ticket) === link) ?? [];
      checkPair(block, ticket, new Set(held.map(({ reason }) => reason)), hands);
    }
  }
}

function checkPair(
  block: Block,
  ticket: SeenTicket,
  held: ReadonlySet<string>,
  hands: Hands,
): void {
  const name = `${nameOf(block)} and ${ticket.key}`;
  const words = ["todo", "in_progress", "done"];
  const [inSpec, inTicket] = [
    words.indexOf(statusOf(block) ?? ""),
    hands.statusesOf(ticket.key).slice(0, 3).indexOf(ticket.status),
  ];
  const isStatusHeld = held.has("conflict/status") || held.has("workflow/no-transition");
  if (inSpec >= 0 && inTicket >= 0 && !isStatusHeld) {
    assert.equal(words[inTicket], words[inSpec], `${name} differ in status`);
  }
  if (!hands.hasTexts || [...held].some((reason) => /text|title|criteri/.test(reason))) return;
  const inTicketWords = new Set(tokensIn(`${ticket.title} ${ticket.body}`));
  for (const word of tokensIn(block.lines.join("\n"))) {
    assert.ok(inTicketWords.has(word), `${word} of the spec is not in the ticket of ${name}`);
  }
  for (const [text, checked] of boxesOf(block)) {
    assert.equal(ticket.boxes.get(text), checked, `${name} differ in the tick of "${text}"`);
  }
}
