import assert from "node:assert/strict";
import { choiceKey, type ConflictField, type FieldChoice } from "../../../src/core/plan/choices.ts";
import type { ChangePlan } from "../../../src/core/plan/plan.ts";
import { readPlan } from "../../../src/core/plan/serialize.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { WHOLE_WORKSPACE, type PlanDraft } from "../../../src/sync/engine.ts";
import {
  createMemoryTicketTracker,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { BOTH_WAYS, configFor, onTracker, SPEC, type Workspace } from "../../support/workspace.ts";

const SPEC_TEXT = `# Payments

## 1. Retry
<!-- canon:system:retry status:todo -->

Try three times.

Then give up.

### Acceptance Criteria

- [ ] gives up after three
`;

const KEY = "LOCAL-1";

interface Scene {
  readonly workspace: Workspace;
  readonly tracker: MemoryTicketTracker;
}

async function aScene(): Promise<Scene> {
  const tracker = createMemoryTicketTracker();
  const workspace = onTracker(tracker, SPEC_TEXT, configFor("local", "LOCAL"));
  await workspace.sync();
  return { workspace, tracker };
}

function editBlock({ tracker }: Scene, from: string, to: string): void {
  tracker.edit(KEY, (ticket) => {
    assert.ok(ticket.description.includes(from), ticket.description);
    ticket.description = ticket.description.replace(from, to);
  });
}

async function draftOf({ workspace }: Scene): Promise<PlanDraft> {
  const options = { ...BOTH_WAYS, onConflict: "hold" } as const;
  const draft = await workspace.engine.draft(WHOLE_WORKSPACE, options, UNATTENDED);
  assert.ok(draft.ok);
  return draft.value;
}

function chosen(draft: PlanDraft, field: ConflictField, choice: FieldChoice): ChangePlan {
  return draft.planWith(new Map([[choiceKey({ file: SPEC, sectionIndex: 0 }, field), choice]]));
}

async function settle(scene: Scene, field: ConflictField, choice: FieldChoice): Promise<string[]> {
  const plan = chosen(await draftOf(scene), field, choice);
  assert.deepEqual(plan.held, []);
  const written = readPlan(JSON.parse(JSON.stringify(plan)));
  assert.ok(written.ok);
  const report = await scene.workspace.apply(written.value);
  assert.deepEqual(
    report.results.filter(({ outcome }) => outcome !== "done"),
    [],
  );
  await checkAtRest(scene);
  return plan.items.flatMap(({ note }) => (note === null ? [] : [note]));
}

async function checkAtRest({ workspace }: Scene): Promise<void> {
  const before = new Map(workspace.store.files);
  const plan = await workspace.plan({ onConflict: "hold" });
  assert.deepEqual([plan.items, plan.held, plan.agreements], [[], [], []]);
  await workspace.apply(plan);
  assert.deepEqual(workspace.store.files, before);
}

function blockOf({ tracker }: Scene): string {
  return tracker.tickets.get(KEY)?.description ?? "";
}

suite("a title that moved", () => {
  test("in the ticket alone is taken over by the heading, which keeps its number", async () => {
    const scene = await aScene();
    scene.tracker.edit(KEY, (ticket) => (ticket.title = "Retry, then give up"));
    await scene.workspace.sync();
    assert.match(scene.workspace.text(), /^## 1\. Retry, then give up$/m);
    assert.match(blockOf(scene), /section 1 Retry, then give up$/m);
    await checkAtRest(scene);
  });

  test("in the ticket alone is left in peace by a run that writes no specs", async () => {
    const scene = await aScene();
    scene.tracker.edit(KEY, (ticket) => (ticket.title = "Retry, then give up"));
    const before = blockOf(scene);
    const { results } = await scene.workspace.sync({ direction: "forward" });
    assert.deepEqual(results, []);
    assert.equal(blockOf(scene), before);
    assert.match(scene.workspace.text(), /^## 1\. Retry$/m);
  });

  test("in the spec alone goes to the ticket", async () => {
    const scene = await aScene();
    scene.workspace.edit(SPEC, "## 1. Retry", "## 1. Retries");
    await scene.workspace.sync();
    assert.equal(scene.tracker.tickets.get(KEY)?.title, "Retries");
    await checkAtRest(scene);
  });

  test("in the ticket to what no heading can hold is held, and can be taken back", async () => {
    const scene = await aScene();
    scene.tracker.edit(KEY, (ticket) => (ticket.title = "Acceptance Criteria"));
    const { plan } = await draftOf(scene);
    assert.deepEqual(
      plan.held.map(({ reason, spec, tracker, base }) => [reason, spec, tracker, base]),
      [["conflict/title", "Retry", "Acceptance Criteria", "Retry"]],
    );
    assert.deepEqual(plan.items, []);
    const [note = ""] = await settle(scene, "title", "spec");
    assert.match(note, /ticket's is given up: "Acceptance Criteria"/);
    assert.equal(scene.tracker.tickets.get(KEY)?.title, "Retry");
  });

  test("in a tracker that trims and spells it anew is at rest", async () => {
    const scene = await aScene();
    scene.tracker.edit(KEY, (ticket) => (ticket.title = " Retry "));
    await checkAtRest(scene);
  });

  const both = async (): Promise<Scene> => {
    const scene = await aScene();
    scene.workspace.edit(SPEC, "## 1. Retry", "## 1. Repeat");
    scene.tracker.edit(KEY, (ticket) => (ticket.title = "Try again"));
    return scene;
  };

  test("on both sides is held with all three values", async () => {
    const { plan } = await draftOf(await both());
    assert.deepEqual(
      plan.held.map(({ reason, spec, tracker, base }) => [reason, spec, tracker, base]),
      [["conflict/title", "Repeat", "Try again", "Retry"]],
    );
  });

  const outcomes: readonly (readonly [FieldChoice, string, RegExp | null])[] = [
    ["tracker", "Try again", /spec's is given up: "Repeat"/],
    ["spec", "Repeat", /ticket's is given up: "Try again"/],
    [{ merged: "Repeat and try again" }, "Repeat and try again", null],
  ];
  for (const [choice, title, note] of outcomes) {
    test(`on both sides is settled by ${JSON.stringify(choice)}`, async () => {
      const scene = await both();
      const notes = await settle(scene, "title", choice);
      assert.ok(scene.workspace.text().includes(`## 1. ${title}\n`));
      assert.equal(scene.tracker.tickets.get(KEY)?.title, title);
      if (note === null) assert.deepEqual(notes, []);
      else assert.match(notes.join(), note);
    });
  }
});

suite("a text that moved", () => {
  const both = async (): Promise<Scene> => {
    const scene = await aScene();
    scene.workspace.edit(SPEC, "Try three times.", "Try five times.");
    editBlock(scene, "Then give up.", "Then tell the customer.");
    return scene;
  };

  test("on both sides is held with all three texts", async () => {
    const { plan } = await draftOf(await both());
    assert.deepEqual(plan.items, []);
    assert.deepEqual(
      plan.held.map(({ reason, spec, tracker, base }) => [reason, spec, tracker, base]),
      [
        [
          "conflict/text",
          "Try five times.\n\nThen give up.",
          "Try three times.\n\nThen tell the customer.",
          "Try three times.\n\nThen give up.",
        ],
      ],
    );
  });

  test("is never taken over by a rule alone", async () => {
    const scene = await both();
    for (const onConflict of ["tracker", "hold"] as const) {
      const plan = await scene.workspace.plan({ onConflict });
      assert.deepEqual(plan.items, []);
      assert.deepEqual(
        plan.held.map(({ reason }) => reason),
        ["conflict/text"],
      );
    }
  });

  const outcomes: readonly (readonly [FieldChoice, string, RegExp | null])[] = [
    ["tracker", "Try three times.\n\nThen tell the customer.", /spec's is given up: "Try five/],
    ["spec", "Try five times.\n\nThen give up.", /ticket's is given up: "Try three/],
    [{ merged: "Try five times.\n\nThen tell." }, "Try five times.\n\nThen tell.", null],
  ];
  for (const [choice, text, note] of outcomes) {
    test(`on both sides is settled by ${JSON.stringify(choice)}`, async () => {
      const scene = await both();
      const notes = await settle(scene, "text", choice);
      assert.ok(scene.workspace.text().includes(`\n\n${text}\n\n### Acceptance`));
      assert.ok(blockOf(scene).includes(`${text}\n\n- [ ] gives up`));
      if (note === null) assert.deepEqual(notes, []);
      else assert.match(notes.join(), note);
    });
  }

  test("in the ticket alone waits for a person, and gives up nothing when taken over", async () => {
    const scene = await aScene();
    editBlock(scene, "Then give up.", "<!-- canon:ticket:local:LOCAL-9 -->\n\n## Trap");
    assert.deepEqual(await settle(scene, "text", "tracker"), []);
    assert.ok(scene.workspace.text().includes("Try three times.\n\n\\## Trap\n\n### Acceptance"));
  });

  test("says so where what was last agreed on is not at hand", async () => {
    const scene = await both();
    for (const path of scene.workspace.store.files.keys()) {
      if (path.startsWith(".canon/cache/")) scene.workspace.store.files.delete(path);
    }
    const { plan } = await draftOf(scene);
    assert.equal(plan.held[0]?.base, null);
  });

  test("can be planned in another way without another look at the tracker", async () => {
    const scene = await both();
    const draft = await draftOf(scene);
    const before = scene.tracker.calls.length;
    const plans = (["tracker", "spec"] as const).map((choice) => chosen(draft, "text", choice));
    assert.deepEqual(
      plans.map(({ items }) => items.map(({ kind }) => kind)),
      [["set-text"], ["update-ticket"]],
    );
    assert.equal(scene.tracker.calls.length, before);
  });
});

suite("what was last agreed on", () => {
  const cached = ({ workspace }: Scene): string[] =>
    [...workspace.store.files]
      .filter(([path]) => path.startsWith(".canon/cache/base/"))
      .map(([, text]) => text)
      .sort();

  test("is kept by its hash, out of git, and goes when no link names it", async () => {
    const scene = await aScene();
    const text = "Try three times.\n\nThen give up.\n";
    assert.deepEqual(cached(scene), ["Retry\n", text]);
    assert.match(scene.workspace.text(".canon/.gitignore"), /^\/cache\/$/m);
    scene.workspace.edit(SPEC, "## 1. Retry", "## 1. Retries");
    await scene.workspace.sync();
    assert.deepEqual(cached(scene), ["Retries\n", text]);
  });
});

suite("criteria that moved", () => {
  const THREE = "- [ ] gives up after three\n";

  test("to be gone in the ticket go from the spec where the ticket's side is kept", async () => {
    const scene = await aScene();
    editBlock(scene, THREE, "");
    await settle(scene, "criteria", "tracker");
    assert.ok(!scene.workspace.text().includes("gives up after three"));
    assert.match(scene.workspace.text(), /### Acceptance Criteria/);
  });

  test("to be gone in the ticket come back to it where the spec's side is kept", async () => {
    const scene = await aScene();
    editBlock(scene, THREE, "");
    await settle(scene, "criteria", "spec");
    assert.ok(blockOf(scene).includes(THREE));
  });

  test("to other words on both sides take the ticket's where its side is kept", async () => {
    const scene = await aScene();
    editBlock(scene, "gives up after three", "gives up after three tries");
    scene.workspace.edit(SPEC, "gives up after three", "gives up after three attempts");
    const { plan } = await draftOf(scene);
    assert.deepEqual(
      plan.held.map(({ reason }) => reason),
      ["conflict/criteria"],
    );
    await settle(scene, "criteria", "tracker");
    assert.match(scene.workspace.text(), /^- \[ \] gives up after three tries$/m);
    assert.ok(!scene.workspace.text().includes("attempts"));
  });
});
