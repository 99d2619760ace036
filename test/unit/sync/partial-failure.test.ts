import assert from "node:assert/strict";
import { suite, test } from "mocha";
import type { TrackerError } from "../../../src/core/model/ticket.ts";
import type { ChangePlan, PlanItem } from "../../../src/core/plan/plan.ts";
import type { ApplyReport } from "../../../src/sync/report.ts";
import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { configFor, onTracker, SPEC, type Workspace } from "../../support/workspace.ts";

const CONFIG = configFor("jira", "PAY", "    hierarchy:\n      auto_parent: true\n");
const ITEMS = 12;

interface Scene {
  readonly tracker: MemoryTicketTracker;
  readonly workspace: Workspace;
}

function section(depth: number, id: string, status = "todo"): string {
  return `${"#".repeat(depth)} ${id}\n<!-- canon:system:${id} status:${status} -->\n\nText of ${id}.\n\n- [ ] works\n\n`;
}

function sections(count: number, depth = 2): string {
  return Array.from({ length: count }, (_, n) => section(depth, `s${n + 1}`)).join("");
}

async function synced(text: string): Promise<Scene> {
  const tracker = createMemoryTicketTracker({ system: "jira", prefix: "PAY", states: JIRA_STATES });
  const workspace = onTracker(tracker, `# P\n\n${text}`, CONFIG);
  await workspace.sync();
  return { tracker, workspace };
}

/** One scene for each kind of item, with twelve of them waiting. */
const SCENES: Readonly<Record<string, () => Promise<Scene>>> = {
  "create-ticket": async () => {
    const { tracker, workspace } = await synced("");
    workspace.store.files.set(SPEC, `# P\n\n${sections(ITEMS)}`);
    return { tracker, workspace };
  },
  "update-ticket": async () => {
    const { tracker, workspace } = await synced(sections(ITEMS));
    workspace.store.files.set(SPEC, workspace.text().replaceAll("Text of", "New text of"));
    return { tracker, workspace };
  },
  "transition-ticket": async () => {
    const { tracker, workspace } = await synced(sections(ITEMS));
    workspace.store.files.set(SPEC, workspace.text().replaceAll("status:todo", "status:done"));
    return { tracker, workspace };
  },
  "link-parent": async () => {
    const { tracker, workspace } = await synced(section(2, "above") + sections(ITEMS));
    const text = workspace.text().replaceAll("## s", "### s");
    workspace.store.files.set(SPEC, text);
    return { tracker, workspace };
  },
  "set-status": async () => {
    const { tracker, workspace } = await synced(sections(ITEMS));
    for (const key of tracker.tickets.keys()) {
      tracker.edit(key, (ticket) => (ticket.status = "In Progress"));
    }
    return { tracker, workspace };
  },
  "check-criterion": async () => {
    const { tracker, workspace } = await synced(sections(ITEMS));
    for (const key of tracker.tickets.keys()) {
      tracker.edit(key, (ticket) => {
        ticket.description = ticket.description.replace("[ ] works", "[x] works");
      });
    }
    return { tracker, workspace };
  },
};

const REFUSED: TrackerError = {
  code: "tracker/rejected",
  message: "The tracker refused this. Nothing was changed.",
};

/** Makes the n-th write to the tracker fail, or lose its answer, and nothing else. */
function failNth(tracker: MemoryTicketTracker, nth: number, how: "refused" | "lost"): void {
  let writes = 0;
  const isNth = ({ method }: { method: string }): boolean => {
    if (!["createTickets", "updateTicket"].includes(method)) return false;
    writes += 1;
    return writes === nth;
  };
  if (how === "refused") tracker.beforeCall = (call) => (isNth(call) ? REFUSED : undefined);
  else tracker.losesAnswer = isNth;
}

function healed(tracker: MemoryTicketTracker): void {
  tracker.beforeCall = undefined;
  tracker.losesAnswer = undefined;
}

async function planOf(scene: Scene, kind: string): Promise<ChangePlan> {
  const plan = await scene.workspace.plan();
  const kinds = plan.items.map((item: PlanItem) => item.kind);
  assert.deepEqual(kinds, Array(ITEMS).fill(kind));
  assert.deepEqual(plan.held, []);
  return plan;
}

function outcomesOf({ results }: ApplyReport): string[] {
  return results.map(({ outcome, error }) => {
    assert.equal(error === null, outcome === "done", `${outcome}: ${error}`);
    return outcome;
  });
}

async function checkConverges({ tracker, workspace }: Scene, tickets: number): Promise<void> {
  healed(tracker);
  await workspace.sync();
  const plan = await workspace.plan();
  assert.deepEqual([plan.items, plan.held, plan.agreements], [[], [], []]);
  assert.equal(tracker.tickets.size, tickets);
  assert.deepEqual(
    [...workspace.store.files.keys()].filter((path) => path.includes("/intents/")),
    [],
  );
}

suite("an item that fails stops no other", () => {
  for (const kind of ["create-ticket", "update-ticket", "transition-ticket", "link-parent"]) {
    for (const [how, outcome] of [
      ["refused", "failed"],
      ["lost", "unsure"],
    ] as const) {
      test(`${kind}, whichever of the ${ITEMS} is ${how}`, async () => {
        for (let nth = 1; nth <= ITEMS; nth++) {
          const scene = await SCENES[kind]?.();
          assert.ok(scene);
          const plan = await planOf(scene, kind);
          failNth(scene.tracker, nth, how);
          const outcomes = outcomesOf(await scene.workspace.apply(plan));
          const expected = Array<string>(ITEMS).fill("done");
          expected[nth - 1] = outcome;
          assert.deepEqual(outcomes, expected);
          await checkConverges(scene, kind === "link-parent" ? ITEMS + 1 : ITEMS);
        }
      });
    }
  }

  for (const kind of ["update-ticket", "transition-ticket", "set-status", "check-criterion"]) {
    test(`${kind}, whichever of the ${ITEMS} tickets moved since the plan or is gone`, async () => {
      for (let nth = 1; nth <= ITEMS; nth++) {
        for (const how of ["moved", "gone"] as const) {
          const scene = await SCENES[kind]?.();
          assert.ok(scene);
          const plan = await planOf(scene, kind);
          const key = `PAY-${nth}`;
          if (how === "gone") scene.tracker.tickets.delete(key);
          else scene.tracker.edit(key, (ticket) => (ticket.description += "\n\nA person's words."));
          const outcomes = outcomesOf(await scene.workspace.apply(plan));
          const expected = Array<string>(ITEMS).fill("done");
          expected[nth - 1] = "stale";
          assert.deepEqual(outcomes, expected);
          if (how === "moved") await checkConverges(scene, ITEMS);
        }
      }
    });
  }

  for (const kind of ["set-status", "check-criterion"]) {
    test(`${kind}, in whichever of ${ITEMS} files that moved since the plan`, async () => {
      for (let nth = 1; nth <= ITEMS; nth++) {
        const scene = await inFiles(kind);
        const plan = await planOf(scene, kind);
        const file = `docs/specs/f${String(nth).padStart(2, "0")}.md`;
        scene.workspace.edit(file, "Text of", "Other text of");
        const outcomes = outcomesOf(await scene.workspace.apply(plan));
        const expected = Array<string>(ITEMS).fill("done");
        expected[nth - 1] = "stale";
        assert.deepEqual(outcomes, expected);
        await checkConverges(scene, ITEMS);
      }
    });
  }
});

/** The same waiting items, each in a file of its own. */
async function inFiles(kind: string): Promise<Scene> {
  const { tracker, workspace } = await synced("");
  for (let n = 1; n <= ITEMS; n++) {
    const file = `docs/specs/f${String(n).padStart(2, "0")}.md`;
    workspace.store.files.set(file, `# F\n\n${section(2, `s${n}`)}`);
  }
  await workspace.sync();
  for (const key of tracker.tickets.keys()) {
    tracker.edit(key, (ticket) => {
      if (kind === "set-status") ticket.status = "In Progress";
      else ticket.description = ticket.description.replace("[ ] works", "[x] works");
    });
  }
  return { tracker, workspace };
}

suite("edits made while the tracker is out of reach", () => {
  const GONE: TrackerError = { code: "tracker/unreachable", message: "Nobody is there." };

  async function apart(): Promise<Scene> {
    const scene = await synced(sections(3));
    scene.tracker.beforeCall = () => GONE;
    return scene;
  }

  test("wait, and are planned against what was last agreed", async () => {
    const scene = await apart();
    const { tracker, workspace } = scene;
    workspace.edit(SPEC, "Text of s1.", "Text written offline.");
    workspace.edit(SPEC, "canon:system:s2 status:todo", "canon:system:s2 status:done");
    const offline = await workspace.sync();
    assert.deepEqual(offline.results, []);
    assert.deepEqual(
      offline.held.map(({ reason }) => reason),
      Array(3).fill("ticket/unreadable"),
    );
    tracker.edit("PAY-1", (ticket) => (ticket.status = "In Progress"));
    tracker.edit("PAY-3", (ticket) => (ticket.status = "Done"));
    healed(tracker);
    const report = await workspace.sync();
    assert.deepEqual(
      report.results.map(({ item, outcome }) => [item.kind, item.sectionId, item.reason, outcome]),
      [
        ["set-status", "s1", "tracker/moved", "done"],
        ["update-ticket", "s1", "spec/moved", "done"],
        ["transition-ticket", "s2", "spec/moved", "done"],
        ["set-status", "s3", "tracker/moved", "done"],
      ],
    );
    await checkConverges(scene, 3);
    assert.match(workspace.text(), /canon:system:s1 status:in_progress/);
    assert.match(tracker.tickets.get("PAY-1")?.description ?? "", /Text written offline\./);
  });

  test("are held where the tracker moved the same field", async () => {
    const { tracker, workspace } = await apart();
    workspace.edit(SPEC, "canon:system:s2 status:todo", "canon:system:s2 status:done");
    await workspace.sync();
    tracker.edit("PAY-2", (ticket) => (ticket.status = "In Progress"));
    healed(tracker);
    const { items, held } = await workspace.plan({ onConflict: "hold" });
    assert.deepEqual(items, []);
    assert.deepEqual(
      held.map(({ sectionId, reason, spec, tracker: there, base }) => [
        ...[sectionId, reason, spec, there, base],
      ]),
      [["s2", "conflict/status", "done", "In Progress", "todo"]],
    );
  });

  test("new sections wait without an intent and get one ticket each", async () => {
    const scene = await apart();
    const { workspace } = scene;
    workspace.store.files.set(SPEC, workspace.text() + section(2, "late"));
    const offline = await workspace.sync();
    assert.deepEqual(outcomesOf(offline), ["failed"]);
    await checkConverges(scene, 4);
  });
});
