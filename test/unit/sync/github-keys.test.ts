import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { ok } from "../../../src/core/kernel/result.ts";
import type { TrackerTarget } from "../../../src/core/model/ticket.ts";
import { LINKS_FILE } from "../../../src/core/plan/links-file.ts";
import { createTicket, safe } from "../../support/builders.ts";
import { createFixedClock } from "../../support/fixed-clock.ts";
import { createMemoryFileStore } from "../../support/memory-file-store.ts";
import { createMemoryGithub, type MemoryGithub } from "../../support/memory-github.ts";
import { configFor, onStore, SPEC, type Workspace } from "../../support/workspace.ts";

const OTHER = "docs/specs/shop.md";

const TWO_REPOSITORIES = `version: 1
ticket_systems:
  pay:
    system: github
    project: acme/pay
  shop:
    system: github
    project: acme/shop
routing:
  - match:
      tags: [shop]
    target: shop
  - match:
      default: true
    target: pay
`;

function spec(link: string, more = ""): string {
  return `# Payments\n\n## 1. Retry\n${link}<!-- canon:system:1 status:todo -->\n\nTry again.\n${more}`;
}

function open(github: MemoryGithub, config: string, files: Record<string, string>): Workspace {
  const store = createMemoryFileStore({ "CANON.yaml": config, ...files });
  return onStore(store, createFixedClock(), {
    openTracker: ({ project }: TrackerTarget) => Promise.resolve(ok(github.at(project ?? ""))),
  });
}

async function checkAtRest(workspace: Workspace): Promise<void> {
  const plan = await workspace.plan();
  assert.deepEqual([plan.items, plan.held, plan.agreements], [[], [], []]);
}

suite("keys of GitHub issues", () => {
  test("a new link is the number alone in the connection's own repository", async () => {
    const workspace = open(createMemoryGithub(), configFor("github", "acme/pay"), {
      [SPEC]: spec(""),
    });
    await workspace.sync();
    assert.match(workspace.text(), /canon:ticket:github:1 -->/);
    await checkAtRest(workspace);
  });

  test("a new link names the repository that the spec sends its tickets to", async () => {
    const github = createMemoryGithub();
    const text = `---\nticket_project: acme/shop\n---\n\n${spec("")}`;
    const workspace = open(github, configFor("github", "acme/pay"), { [SPEC]: text });
    await workspace.sync();
    assert.match(workspace.text(), /canon:ticket:github:acme\/shop#1 -->/);
    assert.equal(github.at("acme/shop").tickets.size, 1);
    assert.equal(github.at("acme/pay").tickets.size, 0);
    await checkAtRest(workspace);
    workspace.edit(SPEC, "status:todo", "status:in_progress");
    await workspace.sync();
    assert.equal(github.at("acme/shop").tickets.get("1")?.status, "open|canon:in-progress");
    await checkAtRest(workspace);
  });

  test("one issue linked in two forms is one ticket", async () => {
    const github = createMemoryGithub();
    await createTicket(github.at("acme/pay"), { status: "open|canon:todo" });
    const more = "\n## 2. Again\n<!-- canon:ticket:github:Acme/Pay#1 -->\n";
    const workspace = open(github, configFor("github", "acme/pay"), {
      [SPEC]: spec("<!-- canon:ticket:github:1 -->\n", more),
    });
    const plan = await workspace.plan();
    assert.deepEqual(
      plan.problems.map(({ code, line }) => [code, line]),
      [["sync/ticket-linked-twice", 10]],
    );
  });

  test("a bare number is another issue in a spec of another connection", async () => {
    const github = createMemoryGithub();
    for (const project of ["acme/pay", "acme/shop"]) {
      await createTicket(github.at(project), { status: "open|canon:todo", title: safe(project) });
    }
    const link = "<!-- canon:ticket:github:1 -->\n";
    const workspace = open(github, TWO_REPOSITORIES, {
      [SPEC]: spec(link),
      [OTHER]: `---\ntags: [shop]\n---\n\n${spec(link)}`,
    });
    await workspace.sync();
    await checkAtRest(workspace);
    const links = Object.keys((JSON.parse(workspace.text(LINKS_FILE)) as { links: object }).links);
    assert.deepEqual(links, ["github:1", "github:acme/shop#1", ""]);
    github.at("acme/shop").edit("1", (issue) => {
      issue.status = "closed|canon:done";
    });
    await workspace.sync();
    assert.match(workspace.text(OTHER), /status:done/);
    assert.match(workspace.text(), /status:todo/);
    await checkAtRest(workspace);
  });

  test("a key that names a configured repository is read there", async () => {
    const github = createMemoryGithub();
    await createTicket(github.at("acme/shop"), { status: "closed|canon:done" });
    const workspace = open(github, TWO_REPOSITORIES, {
      [SPEC]: spec("<!-- canon:ticket:github:shop#1 -->\n"),
    });
    await workspace.sync();
    assert.match(workspace.text(), /status:done/);
    await checkAtRest(workspace);
  });

  test("a ticket that was found again is linked in the short form", async () => {
    const github = createMemoryGithub();
    const workspace = open(github, configFor("github", "acme/pay"), { [SPEC]: spec("") });
    const tracker = github.at("acme/pay");
    tracker.losesAnswer = ({ method }) => method === "createTickets";
    await workspace.sync();
    tracker.losesAnswer = undefined;
    await workspace.sync();
    assert.match(workspace.text(), /canon:ticket:github:1 -->/);
    assert.equal(tracker.tickets.size, 1);
    await checkAtRest(workspace);
  });

  test("a parent in another form of key is the same parent", async () => {
    const github = createMemoryGithub();
    const config = configFor("github", "acme/pay", "    hierarchy:\n      auto_parent: true\n");
    const child = "\n### 1.1 Child\n<!-- canon:system:1.1 status:todo -->\n";
    const workspace = open(github, config, {
      [SPEC]: spec("<!-- canon:ticket:github:acme/pay#1 -->\n", child),
    });
    await createTicket(github.at("acme/pay"), { status: "open|canon:todo" });
    await workspace.sync();
    assert.equal(github.at("acme/pay").tickets.get("2")?.parentKey, "1");
    await checkAtRest(workspace);
  });

  test("a link by hand is written in the short form", async () => {
    const github = createMemoryGithub();
    await createTicket(github.at("acme/pay"), { status: "open|canon:todo" });
    const workspace = open(github, configFor("github", "acme/pay"), { [SPEC]: spec("") });
    const run = { signal: new AbortController().signal, progress: { report: () => undefined } };
    const ref = { system: "github", key: "acme/pay#1" } as const;
    const linked = await workspace.engine.link(SPEC, "1", ref, run);
    assert.ok(linked.ok, JSON.stringify(linked));
    assert.match(workspace.text(), /canon:ticket:github:1 -->/);
  });
});
