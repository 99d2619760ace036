import assert from "node:assert/strict";
import fc from "fast-check";
import { approvePlan } from "../../src/core/plan/approve.ts";
import { UNATTENDED } from "../../src/sync/apply-plan.ts";
import { LOCAL_CONFIG, onStore, type Workspace } from "../support/workspace.ts";
import { createMemoryFileStore } from "../support/memory-file-store.ts";

const SPECS_A_RUN = 8;
const RUNS = 2500;
const RUNS_WITH_COPIES = 300;

const word = fc.constantFrom(
  "retry",
  "ledger",
  "Größe",
  "the `key`",
  "a < b",
  "#5",
  "**bold**",
  "x",
);
const line = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" ")),
  fc.constantFrom(
    "```\n## not a heading\n<!-- canon:system:x status:done -->\n- [ ] no box\n```",
    "> quoted\n> - [ ] quoted box",
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "- a\n  - [ ] nested box\n- b",
    "1. one\n2. two",
    "    indented code",
    "<div>\n- [ ] html\n</div>",
    "---",
    "<!-- a comment -->",
    "<!-- canon:shadow:jira:PAY-9 -->",
    "<!-- specwright:delta:added -->",
    `key AKIA${"Z".repeat(16)} in prose`,
    "text with $& and $1",
  ),
);
const box = fc
  .tuple(
    fc.boolean(),
    word,
    fc.constantFrom("", "\n  <!-- canon:realized-in:PR#7 src/a.ts -->", "\n  more"),
  )
  .map(([checked, text, below]) => `- [${checked ? "x" : " "}] ${text}${below}`);
const status = fc.constantFrom(
  "draft",
  "todo",
  "in_progress",
  "done",
  "blocked",
  "blocked:PAY-1",
  "deprecated",
  null,
);
const section = fc
  .record({
    depth: fc.integer({ min: 2, max: 5 }),
    isSetext: fc.boolean(),
    title: word,
    status,
    lines: fc.array(line, { maxLength: 3 }),
    boxes: fc.array(box, { maxLength: 4 }),
    hasHeading: fc.boolean(),
  })
  .map((one) => ({
    ...one,
    text: (index: number) =>
      [
        one.isSetext && one.depth === 2
          ? `${one.title} ${index}\n---`
          : `${"#".repeat(one.depth)} ${index}. ${one.title}`,
        ...(one.status === null ? [] : [`<!-- canon:system:s${index} status:${one.status} -->`]),
        "",
        one.lines.join("\n\n"),
        "",
        ...(one.hasHeading && one.boxes.length > 0 ? ["#### Acceptance Criteria", ""] : []),
        one.boxes.join("\n"),
        "",
      ].join("\n"),
  }));
const spec = fc
  .record({
    sections: fc.array(section, { minLength: 1, maxLength: 5 }),
    eol: fc.constantFrom("\n", "\r\n"),
    bom: fc.boolean(),
    hasFinalNewline: fc.boolean(),
  })
  .map(({ sections, eol, bom, hasFinalNewline }) => {
    const body = `# Spec\n\n${sections.map((one, i) => one.text(i + 1)).join("\n")}`;
    const text = hasFinalNewline ? `${body.trimEnd()}\n` : body.trimEnd();
    return (bom ? "\uFEFF" : "") + text.replaceAll("\n", eol);
  });

/** What people do between two syncs, on either side. */
const meddling = fc.record({
  ticketStatus: fc.constantFrom(null, "done", "in_review", "blocked"),
  specStatus: fc.constantFrom(null, "done", "in_progress"),
  tickTicket: fc.boolean(),
  tickSpec: fc.boolean(),
});

/** The embedded tracker twice: tickets in one connection, copies in the other. */
const COPIES_CONFIG = `ticket_systems:
  desk: {system: local}
  mirror: {system: local, project: COPY, auto_parent: true}
routing:
  - match: {default: true}
    target: desk
    shadow_targets: [mirror]
`;

function aWorkspaceOf(texts: readonly string[], config = LOCAL_CONFIG): Workspace {
  const files = Object.fromEntries(texts.map((text, i) => [`docs/specs/${i}.md`, text]));
  return onStore(createMemoryFileStore({ "CANON.yaml": config, ...files }));
}

function meddle(
  { store }: Workspace,
  how: typeof meddling extends fc.Arbitrary<infer T> ? T : never,
): void {
  for (const [path, text] of store.files) {
    let after = text;
    if (path.startsWith(".canon/tickets/") && path.endsWith(".md")) {
      if (how.ticketStatus) after = after.replace(/^status: .*$/m, `status: ${how.ticketStatus}`);
      if (how.tickTicket) after = after.replace("- [ ]", "- [x]");
    } else if (path.startsWith("docs/")) {
      if (how.specStatus) after = after.replace("status:todo", `status:${how.specStatus}`);
      if (how.tickSpec) after = after.replace(/- \[ \](?![\s\S]*- \[ \])/, "- [x]");
    }
    store.files.set(path, after);
  }
}

async function assertAtRest(workspace: Workspace): Promise<void> {
  const before = new Map(workspace.store.files);
  const plan = await workspace.plan();
  assert.deepEqual(plan.items, []);
  const report = await workspace.engine.apply(approvePlan(plan), UNATTENDED);
  assert.ok(report.ok);
  assert.deepEqual(workspace.store.files, before);
}

suite("any specs", () => {
  const kinds = [
    ["", LOCAL_CONFIG, RUNS],
    [", with copies", COPIES_CONFIG, RUNS_WITH_COPIES],
  ] as const;
  for (const [name, config, runs] of kinds) {
    test(`come to rest after one sync${name}, also after all sides were changed (${runs * SPECS_A_RUN} specs)`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(spec, { minLength: SPECS_A_RUN, maxLength: SPECS_A_RUN }),
          meddling,
          async (texts, how) => {
            const workspace = aWorkspaceOf(texts, config);
            const report = await workspace.sync();
            assert.deepEqual(
              report.results.filter(({ outcome }) => outcome !== "done"),
              [],
            );
            await assertAtRest(workspace);
            meddle(workspace, how);
            const second = await workspace.sync();
            assert.deepEqual(
              second.results.filter(({ outcome }) => outcome !== "done"),
              [],
            );
            await assertAtRest(workspace);
          },
        ),
        { numRuns: runs },
      );
    }).timeout(600_000);
  }

  test("keep every byte outside Canon's own comments through a sync that creates tickets", async () => {
    await fc.assert(
      fc.asyncProperty(spec, async (text) => {
        const workspace = aWorkspaceOf([text]);
        await workspace.sync();
        const without = workspace
          .text("docs/specs/0.md")
          .replace(/<!-- canon:ticket:local:LOCAL-\d+ -->(?:\r\n|\n|$)/g, "");
        assert.equal(
          without,
          text.replace(/(?:\r\n|\n)$/, (end) => (without.endsWith("\n") ? end : "")),
        );
      }),
      { numRuns: 300 },
    );
  });
});
