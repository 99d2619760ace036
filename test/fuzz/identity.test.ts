import assert from "node:assert/strict";
import fc from "fast-check";
import { approvePlan } from "../../src/core/plan/approve.ts";
import { LINKS_FILE, parseLinks } from "../../src/core/plan/links-file.ts";
import { parseSpec } from "../../src/core/spec/parse-spec.ts";
import { UNATTENDED } from "../../src/sync/apply-plan.ts";
import { createFixedClock } from "../support/fixed-clock.ts";
import { createMemoryFileStore } from "../support/memory-file-store.ts";
import { createMemoryTicketTracker, JIRA_STATES } from "../support/memory-ticket-tracker.ts";
import { BOTH_WAYS, configFor, onStore, type Workspace } from "../support/workspace.ts";
import { ok } from "../../src/core/kernel/result.ts";

const RUNS = 200;

/** A section as people think of it: the same one, however it is called and wherever it stands. */
interface Block {
  readonly uid: number;
  title: string;
  id: string;
  body: string;
  /** Keys of its ticket comments, as they stand in the file. */
  links: string[];
  /** A ticket follows it, or would, had its link not been lost. */
  isOwner: boolean;
  /** What was changed since its link was last seen in the file. */
  changed: Set<"place" | "title" | "link">;
  /** As it was when its link was last seen. */
  agreed: { readonly title: string; readonly body: string };
}

const TITLES = ["Retry", "Ledger", "Overview", "Limits", "Errors"];
const BODIES = ["Try three times.", "Write it down.", "", "It waits."];
const FILES = ["a", "b", "c", "d"].map((name) => `docs/specs/${name}.md`);

const pick = fc.nat({ max: 1000 });
const step = fc.record({
  kind: fc.constantFrom(
    "rename",
    "renumber",
    "reword",
    "move",
    "move-to-file",
    "rename-file",
    "split",
    "merge",
    "copy",
    "copy-without-comments",
    "copy-file",
    "lose",
    "lose-in-file",
    "remove",
  ),
  pick,
  to: pick,
});
const round = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 4 }),
  scope: fc.option(pick, { freq: 3 }),
});

/** The specs of a workspace as blocks, and what people do to them. */
class Specs {
  readonly files = new Map<string, Block[]>([
    ["docs/specs/a.md", []],
    ["docs/specs/b.md", []],
  ]);
  #uid = 0;
  #id = 0;

  constructor() {
    for (const path of this.files.keys()) {
      for (const title of ["Retry", "Ledger"]) this.files.get(path)?.push(this.#block({ title }));
    }
  }

  do(kind: string, pick: number, to: number): void {
    const [path, blocks] = at([...this.files], pick);
    const index = blocks.length === 0 ? 0 : to % blocks.length;
    const block = blocks[index];
    switch (kind) {
      case "rename-file": {
        const name = at(FILES, to);
        if (this.files.has(name) || !blocks.every((one) => may(one, "place"))) return;
        this.files.delete(path);
        this.files.set(name, blocks);
        for (const one of blocks) one.changed.add("place");
        return;
      }
      case "copy-file": {
        const name = at(FILES, to);
        if (!this.files.has(name))
          this.files.set(
            name,
            blocks.map((one) => this.#block(one)),
          );
        return;
      }
      case "lose-in-file":
        this.#lose(blocks);
        return;
    }
    if (block === undefined) return;
    switch (kind) {
      case "rename":
        if (may(block, "title")) block.title = at(TITLES, pick + to);
        return;
      case "renumber":
        if (may(block, "place")) block.id = `s${(this.#id = (this.#id + 1) % 7)}`;
        return;
      case "reword":
        block.body = at(BODIES, pick + to);
        return;
      case "move":
        blocks.splice(index, 1);
        blocks.splice(pick % (blocks.length + 1), 0, block);
        return;
      case "move-to-file": {
        const [, others] = at([...this.files], pick + to);
        if (others === blocks || !may(block, "place")) return;
        blocks.splice(index, 1);
        others.push(block);
        return;
      }
      case "split":
        blocks.splice(index + 1, 0, this.#block({ title: at(TITLES, pick), body: block.body }));
        return;
      case "merge": {
        const [next] = blocks.splice(index + 1, 1);
        if (next !== undefined) block.links.push(...next.links);
        // The former ticket of a section without one is still its own.
        block.isOwner ||= block.links.length > 0;
        return;
      }
      case "copy":
        blocks.splice(pick % (blocks.length + 1), 0, this.#block(block));
        return;
      case "copy-without-comments":
        blocks.push(this.#block({ title: block.title, body: block.body }));
        return;
      case "lose":
        this.#lose([block]);
        return;
      case "remove":
        blocks.splice(index, 1);
    }
  }

  /**
   * A section that looks exactly as another one did before that lost its link: which of the two the
   * ticket belongs to is anybody's guess, then and later.
   */
  forgetTwins(): void {
    const bare = [...this.files].flatMap(([path, blocks]) =>
      blocks.filter(({ links }) => links.length === 0).map((block) => ({ path, block })),
    );
    for (const { path, block } of bare.filter((one) => one.block.isOwner)) {
      const { title, body } = block.agreed;
      const hasTwin = bare.some(
        (other) =>
          other.block !== block &&
          other.block.title === title &&
          (other.block.body === body || other.path === path),
      );
      if (hasTwin) block.isOwner = false;
    }
  }

  write({ store }: Workspace): void {
    for (const path of FILES) {
      const blocks = this.files.get(path);
      if (blocks === undefined) store.files.delete(path);
      else store.files.set(path, `# Spec\n\n${blocks.map(textOf).join("\n")}`);
    }
  }

  /** What the sync wrote. */
  read({ store }: Workspace): void {
    const { bases } = parseLinks(store.files.get(LINKS_FILE) ?? "");
    for (const [path, blocks] of this.files) {
      const { sections } = parseSpec(store.files.get(path) ?? "");
      for (const [index, block] of blocks.entries()) {
        const section = sections[index];
        block.links = section?.tickets.map(({ ref }) => ref.key) ?? [];
        const [key] = block.links;
        if (section === undefined || key === undefined) continue;
        block.isOwner = bases.get(`jira:${key}`)?.at === `${path}#${section.id}`;
        block.changed.clear();
        block.agreed = { title: block.title, body: block.body };
      }
    }
  }

  #lose(blocks: readonly Block[]): void {
    const lost = blocks.filter((block) => block.links.length > 0 && may(block, "link"));
    const before = lost.map((block) => [block, block.links] as const);
    for (const block of lost) block.links = [];
    const named = new Set([...this.files.values()].flat().flatMap(({ links }) => links));
    // The ticket has moved on to the section that still names it.
    for (const [block, links] of before) {
      if (links.some((key) => named.has(key))) block.isOwner = false;
      // Nobody but its writer has ever seen the comment that it took over from another section.
      if (block.agreed.title === "") block.isOwner = false;
    }
  }

  #block({ title, body, links = [] }: Partial<Block>): Block {
    this.#uid += 1;
    return {
      uid: this.#uid,
      title: title ?? "Retry",
      id: `n${this.#uid}`,
      body: body ?? "Try three times.",
      links: [...links],
      isOwner: false,
      changed: new Set(),
      agreed: { title: "", body: "" },
    };
  }
}

/**
 * Whoever takes away the comment, the place and the name of a section at once has made another one
 * of it; nothing can tell the two apart then.
 */
function may(block: Block, what: "place" | "title" | "link"): boolean {
  const after = new Set([...block.changed, what]);
  const isLost = block.links.length === 0 || what === "link";
  if (block.isOwner && isLost && after.has("place") && after.has("title")) return false;
  block.changed.add(what);
  return true;
}

function textOf({ title, id, body, links }: Block): string {
  const comments = links.map((key) => `<!-- canon:ticket:jira:${key} -->\n`).join("");
  return `## ${title}\n${comments}<!-- canon:system:${id} status:todo -->\n\n${body}\n`;
}

function at<T>(list: readonly T[], index: number): T {
  const one = list[index % list.length];
  if (one === undefined) throw new Error("the list is empty");
  return one;
}

suite("the identity of sections", () => {
  test(`survives whatever is done to specs between syncs (${RUNS} histories)`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 6 }), async (rounds) => {
        const clock = createFixedClock();
        const tracker = createMemoryTicketTracker({
          system: "jira",
          prefix: "PAY",
          states: JIRA_STATES,
          clock,
        });
        const store = createMemoryFileStore({ "CANON.yaml": configFor("jira", "PAY") });
        const workspace = onStore(store, clock, {
          openTracker: () => Promise.resolve(ok(tracker)),
        });
        const specs = new Specs();
        await syncAll(workspace, specs);
        for (const { steps, scope } of rounds) {
          for (const { kind, pick: first, to } of steps) {
            specs.do(kind, first, to);
            specs.forgetTwins();
          }
          specs.write(workspace);
          if (scope !== null) await syncOne(workspace, specs, at([...specs.files.keys()], scope));
          // A new ticket for one section can settle which link another one lost; what was edited
          // meanwhile is compared after that.
          for (let nth = 0; nth < 4; nth++) await syncAll(workspace, specs);
          assert.deepEqual((await workspace.plan()).items, []);
        }
      }),
      { numRuns: RUNS },
    );
  }).timeout(300_000);
});

async function syncAll(workspace: Workspace, specs: Specs): Promise<void> {
  specs.write(workspace);
  await run(workspace, specs, null);
}

async function syncOne(workspace: Workspace, specs: Specs, path: string): Promise<void> {
  await run(workspace, specs, [path]);
}

async function run(
  workspace: Workspace,
  specs: Specs,
  paths: readonly string[] | null,
): Promise<void> {
  const plan = await workspace.engine.plan({ paths, section: null }, BOTH_WAYS, UNATTENDED);
  assert.ok(plan.ok);
  for (const item of plan.value.items) {
    if (item.kind !== "create-ticket") continue;
    const block = specs.files.get(item.file)?.[item.sectionIndex];
    assert.equal(block?.isOwner, false, `a second ticket for ${item.file}#${item.sectionId}`);
  }
  const report = await workspace.engine.apply(approvePlan(plan.value), UNATTENDED);
  assert.ok(report.ok);
  assert.deepEqual(
    report.value.results.filter(({ outcome }) => outcome !== "done"),
    [],
  );
  specs.read(workspace);
}
