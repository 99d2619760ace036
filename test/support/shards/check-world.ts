import assert from "node:assert/strict";
import { agreedIn } from "../histories/agreed.ts";
import {
  boxesOf,
  linkOf,
  nameOf,
  statusOf,
  toBlocks,
  tokensIn,
  type Block,
} from "../histories/blocks.ts";
import type { Hands, SeenTicket } from "../histories/hands.ts";
import { specPaths } from "../histories/spec-edits.ts";
import type { People } from "./people.ts";
import type { Team } from "./team.ts";

/** What a plan of the world at rest holds back, as `canon plan --json` names it. */
export interface RestingPlan {
  readonly items: readonly unknown[];
  readonly held: readonly { readonly ticket: string | null; readonly reason: string }[];
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

interface Rest {
  readonly team: Team;
  readonly hands: Hands;
  readonly people: People;
  readonly plan: RestingPlan;
  /** What all jobs said. */
  readonly told: string;
}

const WANT_TICKETS = ["todo", "in_progress"];
const WORDS = ["todo", "in_progress", "done"];

/** Holds a world that has come to rest against what must be so. */
export async function checkWorld({ team, hands, people, plan, told }: Rest): Promise<void> {
  const files = await team.files();
  const sections = specPaths(files).flatMap((path) => toBlocks(files.get(path) ?? "").blocks);
  assert.deepEqual(plan.items, [], "a plan at rest is empty");
  assert.deepEqual(plan.problems, [], "nobody is told of anything left over");
  checkTickets(sections, hands);
  checkLinks(files, sections);
  checkWords(sections, { hands, people, plan, told });
  const tickets = new Map(hands.tickets().map((ticket) => [ticket.key, ticket]));
  for (const section of sections) {
    const ticket = tickets.get(linkOf(section) ?? "");
    checkSaid(section, people);
    if (ticket !== undefined) checkPair(section, ticket, plan, hands);
  }
  await checkHistory(team);
}

/** One ticket for each section that should have one, linked once, and no other ticket anywhere. */
function checkTickets(sections: readonly Block[], hands: Hands): void {
  const linked = sections.flatMap((section) => linkOf(section) ?? []);
  assert.deepEqual(
    linked.length,
    new Set(linked).size,
    `a ticket is linked twice: ${linked.join()}`,
  );
  const tickets = hands.tickets();
  const orphans = tickets.filter(({ key }) => !linked.includes(key));
  assert.deepEqual(
    orphans.map(({ key, title }) => `${key} ${title}`),
    [],
    "tickets that no section links to",
  );
  assert.equal(tickets.length, linked.length, "links that lead nowhere");
  for (const section of sections) {
    const name = nameOf(section) ?? "";
    const ticket = tickets.find(({ key }) => key === linkOf(section));
    const isWanted = WANT_TICKETS.includes(statusOf(section) ?? "");
    assert.ok(!isWanted || ticket !== undefined, `${name} has no ticket`);
    if (ticket === undefined) continue;
    assert.match(ticket.body, new RegExp(`Anchor ${name}\\.`), `${ticket.key} is not for ${name}`);
  }
}

function checkLinks(files: ReadonlyMap<string, string>, sections: readonly Block[]): void {
  const text = files.get(".canon/links.json") ?? "";
  const known = [...agreedIn(files).keys()].sort();
  const linked = sections.flatMap((section) => linkOf(section) ?? []).sort();
  assert.deepEqual(known, linked, "links.json holds the links of the specs");
  const lines = text.split("\n").filter((line) => /"[a-z-]+:[^"]+":/.test(line));
  assert.equal(lines.length, linked.length, `links.json has one line a link:\n${text}`);
}

/**
 * Every word that a person wrote stands in its section, or in its ticket where a person has yet to
 * decide between the two, or a job has named it as given up.
 */
function checkWords(
  sections: readonly Block[],
  { hands, people, plan, told }: Omit<Rest, "team">,
): void {
  const byName = new Map(sections.map((one) => [nameOf(one) ?? "", one]));
  const tickets = new Map(hands.tickets().map((ticket) => [ticket.key, ticket]));
  const givenUp = tokensIn([...told.matchAll(/given up: .*/g)].join("\n"));
  for (const [word, name] of people.words) {
    const section = byName.get(name);
    assert.ok(section !== undefined, `the section ${name} is gone`);
    const text = section.lines.join("\n");
    const ticket = tickets.get(linkOf(section) ?? "");
    const isDisputed = ticket !== undefined && heldFor(ticket, plan).some(isOfTexts);
    const other = isDisputed ? `${ticket.title} ${ticket.body}` : "";
    const isKept = [...tokensIn(`${text} ${other}`), ...givenUp].includes(word);
    assert.ok(isKept, `${word}, which a person wrote, is not in ${name}:\n${text}`);
  }
}

/** What a plan holds back of a ticket. */
function heldFor({ key }: SeenTicket, { held }: RestingPlan): string[] {
  return held
    .filter(({ ticket }) => ticket?.endsWith(`:${key}`) === true)
    .map(({ reason }) => reason);
}

function isOfTexts(reason: string): boolean {
  return ["conflict/text", "conflict/title", "conflict/criteria"].includes(reason);
}

/** Status and ticks are what people said last, on one side or the other. */
function checkSaid(section: Block, people: People): void {
  const name = nameOf(section) ?? "";
  const status = statusOf(section);
  const { spec, ticket } = people.statuses.get(name) ?? {};
  assert.ok(
    status === spec || status === ticket,
    `${name} is ${status ?? "nothing"}; people said ${spec ?? "-"} in the spec, ${ticket ?? "-"} in the ticket`,
  );
  for (const [text, checked] of boxesOf(section)) {
    const said = people.ticks.get(text);
    const isSaid = said === undefined || checked === said.spec || checked === said.ticket;
    assert.ok(isSaid, `nobody said last that "${text}" of ${name} is ${checked ? "" : "not "}met`);
  }
}

/** Spec and ticket say the same, or somebody is told why not. */
function checkPair(section: Block, ticket: SeenTicket, plan: RestingPlan, hands: Hands): void {
  const name = `${nameOf(section) ?? ""} and ${ticket.key}`;
  const held = heldFor(ticket, plan);
  if (!held.includes("conflict/status") && !held.includes("workflow/no-transition")) {
    const nth = hands.statusesOf(ticket.key).indexOf(ticket.status);
    assert.equal(WORDS[nth], statusOf(section), `${name} differ in status`);
  }
  if (held.some(isOfTexts)) return;
  const words = (text: string): string[] => [...new Set(tokensIn(text))].sort();
  const inSpec = words(section.lines.join("\n"));
  // The mark of a ticket on GitHub is a comment whose letters may look like such a word.
  const body = ticket.body.replace(/<!--.*?-->/gs, "");
  assert.deepEqual(words(`${ticket.title} ${body}`), inSpec, `${name} differ in words`);
  for (const [text, checked] of boxesOf(section)) {
    assert.equal(ticket.boxes.get(text), checked, `${name} differ in the tick of "${text}"`);
  }
}

/** Main is one line, and no branch and no claim is left behind. */
async function checkHistory(team: Team): Promise<void> {
  assert.equal(await team.git("rev-list", "--merges", "origin/main"), "", "main has merges");
  const refs = await team.git("ls-remote", "origin");
  const names = refs.split("\n").map((line) => line.split("\t")[1]);
  assert.deepEqual(names, ["HEAD", "refs/heads/main"], "nothing but main is left at the remote");
}
