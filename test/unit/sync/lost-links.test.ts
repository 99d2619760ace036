import assert from "node:assert/strict";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { aWorkspace, onStore, SPEC, type Workspace } from "../../support/workspace.ts";

const LINKS = ".canon/links.json";
const OTHER = "docs/specs/other.md";

const TWO = `# Payments

## 1. Retry
<!-- canon:system:retry status:todo -->

Try three times.

## 2. Ledger
<!-- canon:system:ledger status:todo -->

Write it down.
`;

/** What a person sees of a plan: what would be done to which section, and why. */
async function planned(workspace: Workspace): Promise<string[]> {
  const { items, held } = await workspace.plan();
  return [
    ...items.map((item) => `${item.kind} ${item.sectionId} ${item.to} (${item.reason})`),
    ...held.map((item) => `held ${item.sectionId} ${item.ticket} (${item.reason})`),
  ];
}

function ticketsIn({ store }: Workspace): string[] {
  return [...store.files.keys()].filter((path) => /^\.canon\/tickets\/.*\.md$/.test(path)).sort();
}

/** Two tickets, LOCAL-1 for Retry and LOCAL-2 for Ledger, all agreed. */
async function aSyncedWorkspace(spec = TWO): Promise<Workspace> {
  const workspace = aWorkspace(spec);
  await workspace.sync();
  return workspace;
}

/**
 * Syncs, and expects that nothing is left to do and that there are so many tickets.
 *
 * A first run may link a section again; what was edited meanwhile is compared by the second one.
 */
async function settles(workspace: Workspace, tickets = 2): Promise<void> {
  for (let run = 0; run < 2; run++) {
    const { results } = await workspace.sync();
    assert.deepEqual(
      results.filter(({ outcome }) => outcome !== "done"),
      [],
    );
  }
  assert.deepEqual(await planned(workspace), []);
  const files = new Map(workspace.store.files);
  await workspace.sync();
  assert.deepEqual(workspace.store.files, files);
  assert.equal(ticketsIn(workspace).length, tickets);
}

function withoutLinks(text: string): string {
  return text.replace(/<!-- canon:ticket:.*-->\n/g, "");
}

suite("the place of a link", () => {
  test("is remembered, and follows the section into another file", async () => {
    const workspace = await aSyncedWorkspace();
    assert.match(workspace.text(LINKS), /"local:LOCAL-1":.*"at":"docs\/specs\/payments\.md#retry"/);
    workspace.store.files.set(OTHER, workspace.text());
    workspace.store.files.delete(SPEC);
    await settles(workspace);
    assert.match(workspace.text(LINKS), /"local:LOCAL-1":.*"at":"docs\/specs\/other\.md#retry"/);
  });

  for (const [what, from, to] of [
    ["renamed", "## 1. Retry", "## 1. Trying again"],
    ["renumbered", "## 1. Retry", "## 7. Retry"],
    ["given another id", "canon:system:retry", "canon:system:again"],
    ["given another depth", "## 2. Ledger", "### 1.1 Ledger"],
  ] as const) {
    test(`a section that was ${what} keeps its ticket`, async () => {
      const workspace = await aSyncedWorkspace();
      workspace.edit(SPEC, from, to);
      await settles(workspace);
    });
  }

  test("a section that was moved within the file keeps its ticket", async () => {
    const workspace = await aSyncedWorkspace();
    const [head = "", retry = "", ledger = ""] = workspace.text().split(/^(?=## )/m);
    workspace.store.files.set(SPEC, `${head}${ledger}\n${retry}`);
    await settles(workspace);
  });

  test("of a section that was split, the first part keeps the ticket and the new part gets its own", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.edit(
      SPEC,
      "Try three times.\n",
      "Try three times.\n\n## 3. Waiting\n<!-- canon:system:waiting status:todo -->\n\nLonger each time.\n",
    );
    await settles(workspace, 3);
    assert.match(workspace.text(), /## 3\. Waiting\n<!-- canon:ticket:local:LOCAL-3 -->/);
    assert.match(workspace.text(), /## 1\. Retry\n<!-- canon:ticket:local:LOCAL-1 -->/);
  });

  test("of two sections that were merged, the first ticket counts and the second is told", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.edit(SPEC, "## 2. Ledger\n", "");
    workspace.edit(SPEC, "<!-- canon:system:ledger status:todo -->\n", "");
    await settles(workspace);
    const { problems } = await workspace.plan();
    const told = problems.filter(({ code }) => code === "spec/several-tickets");
    assert.deepEqual(
      told.map(({ file, severity }) => [file, severity]),
      [[SPEC, "warning"]],
    );
    assert.match(told[0]?.message ?? "", /LOCAL-1/);
  });
});

suite("a link that a spec has lost", () => {
  test("is written again after the spec was taken back in git", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.store.files.set(SPEC, TWO);
    assert.deepEqual(await planned(workspace), [
      "insert-link retry local:LOCAL-1 (link/restored)",
      "insert-link ledger local:LOCAL-2 (link/restored)",
    ]);
    await settles(workspace);
    assert.match(workspace.text(), /## 1\. Retry\n<!-- canon:ticket:local:LOCAL-1 -->/);
  });

  test("is written again where git took back what was agreed as well", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.store.files.set(SPEC, TWO);
    workspace.store.files.delete(LINKS);
    await settles(workspace);
    assert.match(workspace.text(), /## 1\. Retry\n<!-- canon:ticket:local:LOCAL-1 -->/);
  });

  test("leads to a new ticket where git took the tickets away too", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.store.files.set(SPEC, TWO);
    for (const path of [LINKS, ...ticketsIn(workspace)]) workspace.store.files.delete(path);
    assert.deepEqual(await planned(workspace), [
      "create-ticket retry todo (spec/unlinked)",
      "create-ticket ledger todo (spec/unlinked)",
    ]);
  });

  test("is found by the title where the section was renumbered meanwhile", async () => {
    const workspace = await aSyncedWorkspace();
    const text = withoutLinks(workspace.text()).replace("## 1. Retry", "## 4. Retry");
    workspace.store.files.set(SPEC, text.replace("canon:system:retry", "canon:system:4"));
    assert.deepEqual(await planned(workspace), [
      "insert-link 4 local:LOCAL-1 (link/restored)",
      "insert-link ledger local:LOCAL-2 (link/restored)",
    ]);
    await settles(workspace);
  });

  test("is found by the place where the section was renamed meanwhile", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.store.files.set(
      SPEC,
      withoutLinks(workspace.text()).replace("1. Retry", "1. Trying again"),
    );
    await settles(workspace);
  });

  for (const path of [OTHER, "docs/specs/deep/payments.md"]) {
    test(`is found where the file went to ${path} without its comments`, async () => {
      const workspace = onStore((await aSyncedWorkspace()).store);
      workspace.store.files.set("CANON.yaml", CONFIG_DEEP);
      workspace.store.files.set(path, withoutLinks(workspace.text()));
      workspace.store.files.delete(SPEC);
      await settles(workspace);
      assert.match(workspace.text(path), /## 2\. Ledger\n<!-- canon:ticket:local:LOCAL-2 -->/);
    });
  }

  test("is not given to a section of another file that only has the same title", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.store.files.set(
      OTHER,
      "# Other\n\n## Retry\n<!-- canon:system:x status:todo -->\n\nNo.\n",
    );
    assert.deepEqual(await planned(workspace), ["create-ticket x todo (spec/unlinked)"]);
    workspace.store.files.set(SPEC, "# Payments\n");
    assert.deepEqual(await planned(workspace), ["held x local:LOCAL-1 (link/lost)"]);
    workspace.store.files.delete(SPEC);
    assert.deepEqual(await planned(workspace), ["create-ticket x todo (spec/unlinked)"]);
  });

  test("waits for a person where title and text are others now", async () => {
    const workspace = await aSyncedWorkspace();
    const other = TWO.replace("1. Retry", "1. Refunds").replace("Try three times.", "Money back.");
    workspace.store.files.set(SPEC, other);
    const { items, held } = await workspace.plan();
    assert.deepEqual(
      items.map(({ sectionId, reason }) => [sectionId, reason]),
      [["ledger", "link/restored"]],
    );
    const [one] = held;
    assert.equal(one?.reason, "link/lost");
    assert.match(one.message, /canon link docs\/specs\/payments\.md#retry local:LOCAL-1/);
    assert.match(one.message, /No ticket was created/);
  });

  test("waits for a person where nothing is known of it but its place", async () => {
    const workspace = await aSyncedWorkspace();
    for (const path of [LINKS, ".canon/journal/links.json"]) {
      const text = workspace.store.files.get(path) ?? "";
      const blank = text.replace(/"(title|text|bytes)":"[^"]*"/g, '"$1":null');
      workspace.store.files.set(path, blank);
    }
    workspace.store.files.set(SPEC, TWO.replace("1. Retry", "1. Refunds"));
    assert.deepEqual(await planned(workspace), [
      "held retry local:LOCAL-1 (link/lost)",
      "held ledger local:LOCAL-2 (link/lost)",
    ]);
  });

  test("waits for a person where only its own id is what it was, in another file", async () => {
    const workspace = await aSyncedWorkspace();
    const [head = "", retry = "", ledger = ""] = workspace.text().split(/^(?=## )/m);
    const other = withoutLinks(retry).replace("## 1. Retry", "## 1. Once more");
    workspace.store.files.set(SPEC, `${head}${ledger}`);
    workspace.store.files.set(OTHER, `# Other\n\n${other.replace("three", "four")}`);
    const lines = await planned(workspace);
    assert.deepEqual(lines, ["held retry local:LOCAL-1 (link/lost)"]);
    assert.equal(ticketsIn(workspace).length, 2);
  });

  test("waits for a person where a reworded section stands there, and the old text elsewhere", async () => {
    const workspace = await aSyncedWorkspace();
    const retry =
      /## 1\. Retry\n(?:.*\n)*?(?=## 2)/.exec(withoutLinks(workspace.text()))?.[0] ?? "";
    workspace.store.files.set(OTHER, `# Other\n\n${retry}`);
    const reworded = withoutLinks(workspace.text()).replace("Try three times.", "Try once.");
    workspace.store.files.set(SPEC, reworded);
    assert.deepEqual(await planned(workspace), [
      "insert-link ledger local:LOCAL-2 (link/restored)",
      "held retry local:LOCAL-1 (link/lost)",
      "held retry local:LOCAL-1 (link/lost)",
    ]);
  });

  test("waits for a person where two sections may be the one", async () => {
    const workspace = await aSyncedWorkspace();
    const half = TWO.slice(TWO.indexOf("## 1."), TWO.indexOf("## 2.")).replace(":retry", ":r1");
    workspace.store.files.set(SPEC, `# Payments\n\n${half}\n${half.replace(":r1", ":r2")}`);
    assert.deepEqual(await planned(workspace), [
      "held r1 local:LOCAL-1 (link/lost)",
      "held r2 local:LOCAL-1 (link/lost)",
    ]);
  });

  test("is left where a person asks for a ticket all the same", async () => {
    const workspace = await aSyncedWorkspace();
    const other = TWO.replace("1. Retry", "1. Refunds").replace("Try three times.", "Money back.");
    workspace.store.files.set(SPEC, other);
    const { items } = await workspace.plan({ asked: new Set([`${SPEC}#retry`]) });
    assert.deepEqual(
      items.map(({ kind, sectionId }) => [kind, sectionId]),
      [
        ["create-ticket", "retry"],
        ["insert-link", "ledger"],
      ],
    );
  });

  test("is held while its ticket is gone from the tracker", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.store.files.set(SPEC, TWO);
    workspace.store.files.delete(".canon/tickets/LOCAL-1.md");
    assert.deepEqual(await planned(workspace), [
      "insert-link ledger local:LOCAL-2 (link/restored)",
      "held retry local:LOCAL-1 (link/lost)",
    ]);
  });

  test("is held while its ticket cannot be read", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.store.files.set(SPEC, TWO);
    workspace.store.files.set(".canon/tickets/LOCAL-1.md", "no front matter");
    assert.deepEqual(await planned(workspace), [
      "insert-link ledger local:LOCAL-2 (link/restored)",
      "held retry local:LOCAL-1 (ticket/unreadable)",
    ]);
  });

  test("is held while another spec cannot be read, which may have it", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.store.files.set(SPEC, TWO);
    workspace.store.files.set(OTHER, "x".repeat(6_000_000));
    assert.deepEqual(await planned(workspace), [
      "held retry local:LOCAL-1 (link/lost)",
      "held ledger local:LOCAL-2 (link/lost)",
    ]);
  });

  test("counts as there while it stands in a spec that cannot be understood", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.store.files.set(OTHER, `---\nnever closed\n${workspace.text()}`);
    workspace.store.files.set(SPEC, TWO);
    assert.deepEqual(await planned(workspace), [
      "create-ticket retry todo (spec/unlinked)",
      "create-ticket ledger todo (spec/unlinked)",
    ]);
  });

  test("is forgotten when a person unlinks the section, before or after it was lost", async () => {
    for (const isLostFirst of [true, false]) {
      const workspace = await aSyncedWorkspace();
      if (isLostFirst) workspace.store.files.set(SPEC, TWO);
      const unlinked = await workspace.engine.unlink(SPEC, "retry", UNATTENDED);
      assert.deepEqual(unlinked, { ok: true, value: "local:LOCAL-1" });
      const plan = await planned(workspace);
      assert.deepEqual(plan[0], "create-ticket retry todo (spec/unlinked)");
    }
  });

  test("nests the new ticket of a child under the ticket that is linked again", async () => {
    const workspace = await aSyncedWorkspace();
    const child = "### 1.1 Waiting\n<!-- canon:system:waiting status:todo -->\n\n## 2.";
    workspace.store.files.set("CANON.yaml", NESTED);
    workspace.store.files.set(SPEC, TWO.replace("## 2.", child));
    await settles(workspace, 3);
    assert.match(workspace.text(".canon/tickets/LOCAL-3.md"), /parent: LOCAL-1/);
  });
});

suite("a run over some of the specs", () => {
  test("does not take the links of the others for lost ones", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.store.files.set(OTHER, TWO.replace("# Payments", "# Other"));
    const scope = { paths: [OTHER], section: null };
    const options = { direction: "both", onConflict: "tracker", asked: new Set<string>() } as const;
    const plan = await workspace.engine.plan(scope, options, UNATTENDED);
    assert.ok(plan.ok);
    assert.deepEqual(
      plan.value.items.map(({ kind, file }) => [kind, file]),
      [
        ["create-ticket", OTHER],
        ["create-ticket", OTHER],
      ],
    );
    assert.deepEqual(plan.value.problems, []);
  });

  test("finds a lost link by the same rules, also when only one section is meant", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.store.files.set(SPEC, TWO);
    const scope = { paths: [SPEC], section: { file: SPEC, id: "retry" } };
    const asked = new Set([`${SPEC}#retry`]);
    const options = { direction: "both", onConflict: "tracker", asked } as const;
    const plan = await workspace.engine.plan(scope, options, UNATTENDED);
    assert.ok(plan.ok);
    assert.deepEqual(
      plan.value.items.map(({ sectionId, reason }) => [sectionId, reason]),
      [["retry", "link/restored"]],
    );
  });
});

suite("one ticket on two sections", () => {
  test("stays with the section at the remembered place, not with the first of the file", async () => {
    const workspace = await aSyncedWorkspace();
    const retry = workspace
      .text()
      .slice(workspace.text().indexOf("## 1."), workspace.text().indexOf("## 2."));
    const copy = retry.replace("## 1. Retry", "## 0. Retry at night").replace(":retry", ":night");
    workspace.edit(SPEC, "## 1.", `${copy}## 1.`);
    workspace.edit(
      SPEC,
      "status:todo -->\n\nTry three times.\n\n## 1.",
      "status:done -->\n\nTry.\n\n## 1.",
    );
    const { items, problems } = await workspace.plan();
    assert.deepEqual(items, []);
    const [told] = problems.filter(({ code }) => code === "sync/ticket-linked-twice");
    assert.equal(told?.line, 4);
    assert.match(told.message, /docs\/specs\/payments\.md#retry/);
    const before = workspace.text(LINKS);
    workspace.edit(SPEC, "canon:system:retry status:todo", "canon:system:retry status:in_progress");
    await settles(workspace);
    assert.match(workspace.text(".canon/tickets/LOCAL-1.md"), /status: in_progress/);
    assert.match(workspace.text(LINKS), /"local:LOCAL-1":.*"at":"docs\/specs\/payments\.md#retry"/);
    assert.notEqual(workspace.text(LINKS), before);
  });

  test("of a file that was copied whole stays with the original, also when its name sorts later", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.store.files.set("docs/specs/a-copy.md", workspace.text());
    const { items, problems } = await workspace.plan();
    assert.deepEqual(items, []);
    assert.deepEqual(
      problems.map(({ code, file }) => [code, file]),
      [
        ["sync/ticket-linked-twice", "docs/specs/a-copy.md"],
        ["sync/ticket-linked-twice", "docs/specs/a-copy.md"],
      ],
    );
  });
});

suite("a section that was removed", () => {
  test("leaves its ticket as it is, and the plan says once that it is open", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.store.files.set(SPEC, "# Payments\n");
    const { items, held, problems } = await workspace.plan();
    assert.deepEqual([items, held], [[], []]);
    assert.deepEqual(
      problems.map(({ code, severity }) => [code, severity]),
      [["sync/ticket-without-section", "info"]],
    );
    assert.match(problems[0]?.message ?? "", /local:LOCAL-1, local:LOCAL-2 are open/);
    await workspace.sync();
    assert.match(workspace.text(".canon/tickets/LOCAL-1.md"), /status: todo/);
  });

  test("is not spoken of any more once its ticket was closed", async () => {
    const workspace = await aSyncedWorkspace();
    workspace.store.files.set(SPEC, "# Payments\n");
    for (const path of ticketsIn(workspace)) workspace.edit(path, "status: todo", "status: done");
    await workspace.sync();
    assert.deepEqual((await workspace.plan()).problems, []);
    const files = new Map(workspace.store.files);
    await workspace.sync();
    assert.deepEqual(workspace.store.files, files);
  });
});

const CONFIG_DEEP =
  "version: 1\nsync:\n  system: local\nspecs:\n  doc_paths: ['docs/specs/**/*.md']\n";

const NESTED = `version: 1
ticket_systems:
  main:
    system: local
    hierarchy:
      auto_parent: true
routing:
  - match:
      default: true
    target: main
`;
