import assert from "node:assert/strict";
import fc from "fast-check";
import { choiceKey, type FieldChoice } from "../../src/core/plan/choices.ts";
import { LINKS_FILE } from "../../src/core/plan/links-file.ts";
import { conflictField, type ChangePlan, type PlanItem } from "../../src/core/plan/plan.ts";
import { comparableText } from "../../src/core/spec/comparable-text.ts";
import { comparableTitle } from "../../src/core/spec/heading-title.ts";
import { readManagedText } from "../../src/core/spec/managed-text.ts";
import { readManagedBlock, writeManagedBlock } from "../../src/core/model/managed-block.ts";
import { parseSpec } from "../../src/core/spec/parse-spec.ts";
import { toSpecProse } from "../../src/core/spec/to-spec-prose.ts";
import { UNATTENDED } from "../../src/sync/apply-plan.ts";
import { WHOLE_WORKSPACE } from "../../src/sync/engine.ts";
import {
  createMemoryTicketTracker,
  type MemoryTicketTracker,
} from "../support/memory-ticket-tracker.ts";
import { BOTH_WAYS, configFor, onTracker, SPEC, type Workspace } from "../support/workspace.ts";

const RUNS = 400;
const KEY = "LOCAL-1";

const title = fc.constantFrom(
  "Retry",
  "Try again",
  "Retry `a_b` [x](https://example.com)",
  "2024 plans",
  "Acceptance Criteria",
  "C #",
  "a < b <!-- canon:ticket:jira:X-1 -->",
  "[run](command:evil)",
  "- list",
);
const text = fc.constantFrom(
  "",
  "One.",
  "One.\n\nTwo.",
  "One.\n\nTwo and a half.\n\nThree.",
  "* one\n* _two_",
  "- one\n- *two*\n- three",
  "```\n## code\n- [ ] no box\n```",
  "Before\n---\n\n## Trap",
  "<!-- canon:system:x status:done -->\n\nAfter.",
  "<div>\n\nhtml\n\n</div>",
  "1. a\n2. b\n\n    code",
  "> quoted",
);
/** A spec's own words are what a person wrote, so they hold no traps. */
const ownText = fc.constantFrom("One.", "One.\n\nTwo.", "* one\n* _two_", "", "Four.");
const ownTitle = fc.constantFrom("Retry", "Try again", "Repeat", "`code` #1");
const state = fc.constantFrom("todo", "in_progress", "done", "blocked");
const choice: fc.Arbitrary<FieldChoice> = fc.oneof(
  fc.constantFrom<FieldChoice>("tracker", "spec", "hold"),
  fc.record({ merged: fc.oneof(title, text).filter((one) => one !== "") }),
);

const world = fc.record({
  isSetext: fc.boolean(),
  specTitle: fc.option(ownTitle),
  specText: fc.option(ownText),
  specState: fc.option(state),
  ticketTitle: fc.option(title),
  ticketText: fc.option(text),
  ticketState: fc.option(state),
  forgets: fc.boolean(),
  choices: fc.record({ title: choice, text: choice, status: choice }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

interface Values {
  readonly title: string;
  readonly text: string;
  readonly state: string;
}

interface Scene {
  readonly workspace: Workspace;
  readonly tracker: MemoryTicketTracker;
}

function specOf(isSetext: boolean, { title: heading, text: prose, state: word }: Values): string {
  const above = isSetext ? `${heading}\n---` : `## 1. ${heading}`;
  const comment = `<!-- canon:system:retry status:${word} -->`;
  return `# Payments\n\n${above}\n${comment}\n\n${prose}\n\n- [ ] gives up\n\n## 2. Other\n\nText.\n`;
}

const BEFORE: Values = { title: "Retry", text: "One.\n\nTwo.\n\nThree.", state: "todo" };

async function aScene({ isSetext, forgets, ...moved }: World): Promise<Scene> {
  const tracker = createMemoryTicketTracker();
  const config = configFor("local", "LOCAL");
  const workspace = onTracker(tracker, specOf(isSetext, BEFORE), config);
  await workspace.sync();
  const link = /<!-- canon:ticket\S* -->\n/.exec(workspace.text())?.[0] ?? "";
  const after = specOf(isSetext, {
    title: moved.specTitle ?? BEFORE.title,
    text: moved.specText ?? BEFORE.text,
    state: moved.specState ?? BEFORE.state,
  });
  workspace.store.files.set(SPEC, after.replace("<!-- canon:system", `${link}<!-- canon:system`));
  tracker.edit(KEY, (ticket) => {
    ticket.title = moved.ticketTitle ?? ticket.title;
    ticket.status = moved.ticketState ?? ticket.status;
    const block = readManagedBlock(ticket.description) ?? "";
    const edited = block.replace(BEFORE.text, () => moved.ticketText ?? BEFORE.text);
    ticket.description = writeManagedBlock(ticket.description, edited);
  });
  if (forgets) workspace.store.files.delete(LINKS_FILE);
  return { workspace, tracker };
}

function specValues({ workspace }: Scene): Values {
  const [section] = parseSpec(workspace.text()).sections;
  assert.ok(section);
  return { title: section.title, text: section.prose, state: section.status?.state ?? "" };
}

function ticketValues({ tracker }: Scene): Values {
  const ticket = tracker.tickets.get(KEY);
  assert.ok(ticket);
  const { prose } = readManagedText(readManagedBlock(ticket.description) ?? "");
  return { title: ticket.title, text: prose, state: ticket.status };
}

async function draftOf({ workspace }: Scene) {
  const options = { ...BOTH_WAYS, onConflict: "hold" } as const;
  const draft = await workspace.engine.draft(WHOLE_WORKSPACE, options, UNATTENDED);
  assert.ok(draft.ok);
  return draft.value;
}

/** What a note says of a value: its words, so that a long text may be cut short. */
function isNoted(items: readonly PlanItem[], value: string): boolean {
  const words = value.replace(/\s+/g, " ").trim().slice(0, 100);
  return items.some(({ note, from }) => note?.includes(words) === true || from === value);
}

/** What a text says once nothing in it can do harm. */
function harmless(value: string): string {
  return comparableText(toSpecProse(value, new Set()));
}

/** A value that moved since it was agreed, and that neither side says any more, must be named. */
function checkNothingLost(before: Values, after: readonly Values[], plan: ChangePlan): void {
  for (const field of ["title", "text"] as const) {
    const same = field === "title" ? comparableTitle : harmless;
    const value = before[field];
    if (same(value) === same(BEFORE[field]) || value === "") continue;
    if (after.some((side) => same(side[field]) === same(value))) continue;
    const isMerged = plan.items.some((item) => item.reason === "conflict/merged");
    assert.ok(isMerged || isNoted(plan.items, value), `lost ${field} ${JSON.stringify(value)}`);
  }
}

/** A person is asked only about what is held. */
function choicesFor({ held }: ChangePlan, { choices }: World): Map<string, FieldChoice> {
  return new Map(
    held.flatMap((one) => {
      const field = conflictField(one.reason);
      const isAsked = field === "title" || field === "text" || field === "status";
      return isAsked ? [[choiceKey(one, field), choices[field]]] : [];
    }),
  );
}

suite("any moves of title, text and status on both sides", () => {
  test(`lose nothing in silence and come to rest, whatever is chosen (${RUNS} worlds)`, async () => {
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const scene = await aScene(given);
        const [spec, ticket] = [specValues(scene), ticketValues(scene)];
        const draft = await draftOf(scene);
        const choices = choicesFor(draft.plan, given);
        const plan = draft.planWith(choices);
        const report = await scene.workspace.apply(plan);
        assert.deepEqual(
          report.results.filter(({ outcome }) => outcome !== "done"),
          [],
        );
        const after = [specValues(scene), ticketValues(scene)];
        checkNothingLost(spec, after, plan);
        checkNothingLost(ticket, after, plan);
        assert.equal(parseSpec(scene.workspace.text()).sections.length, 2);
        const next = await draftOf(scene);
        assert.deepEqual(next.plan.items, []);
        const fields = (held: ChangePlan["held"]) =>
          held.map(({ reason }) => conflictField(reason)).sort();
        assert.deepEqual(fields(next.plan.held), fields(plan.held));
      }),
      { numRuns: RUNS },
    );
  }).timeout(120_000);
});
