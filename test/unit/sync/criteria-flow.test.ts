import assert from "node:assert/strict";
import { suite, test } from "mocha";
import type { ApplyReport } from "../../../src/sync/report.ts";
import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { configFor, onTracker, SPEC, type Workspace } from "../../support/workspace.ts";

const SPEC_TEXT = `# Payments

## 1. Retry
<!-- canon:system:retry status:todo -->

Try again.

### Acceptance Criteria

- [ ] gives up after three attempts
- [x] waits longer each time
- [ ] writes a line to the log

## 2. Refunds
<!-- canon:system:refunds status:draft -->
`;

interface Bench {
  readonly workspace: Workspace;
  readonly tracker: MemoryTicketTracker;
  /** A person rewrites the description of the ticket. */
  write(change: (description: string) => string): void;
}

async function begin(text = SPEC_TEXT): Promise<Bench> {
  const tracker = createMemoryTicketTracker({ system: "jira", prefix: "PAY", states: JIRA_STATES });
  const workspace = onTracker(tracker, text, configFor("jira", "PAY"));
  assertAllDone(await workspace.sync());
  const write: Bench["write"] = (change) => {
    tracker.edit("PAY-1", (ticket) => {
      ticket.description = change(ticket.description);
    });
  };
  return { workspace, tracker, write };
}

function assertAllDone(report: ApplyReport): void {
  assert.deepEqual(
    report.results
      .filter(({ outcome }) => outcome !== "done")
      .map(({ item, error }) => [item.id, error]),
    [],
  );
}

/** Syncs, expects these items, and a world at rest after it. */
async function checkSync({ workspace, tracker }: Bench, ...wanted: string[]): Promise<void> {
  const report = await workspace.sync();
  assertAllDone(report);
  assert.deepEqual(
    report.results.map(({ item }) => `${item.kind} ${item.to ?? ""}`),
    wanted,
  );
  const before = [new Map(workspace.store.files), tracker.calls.filter(isWrite).length];
  const again = await workspace.sync();
  assert.deepEqual([again.results, again.held], [[], []]);
  assert.deepEqual([new Map(workspace.store.files), tracker.calls.filter(isWrite).length], before);
}

function isWrite({ method }: { readonly method: string }): boolean {
  return /^(?:create|update|post|link|close|remove)/.test(method);
}

function criteriaOf({ workspace }: Bench): string[] {
  return workspace.text().match(/^- \[.*$/gm) ?? [];
}

suite("criteria of the ticket's own block", () => {
  test("are taken into the spec: ticked, added and reworded", async () => {
    const bench = await begin();
    bench.write((text) =>
      text
        .replace("- [ ] gives up after three attempts", "- [x] gives up after three attempts")
        .replace(
          "writes a line to the log",
          "writes one line to the audit log\n- [ ] tells the user",
        ),
    );
    await checkSync(
      bench,
      "check-criterion checked",
      "add-criterion tells the user",
      "reword-criterion writes one line to the audit log",
    );
    assert.deepEqual(criteriaOf(bench), [
      "- [x] gives up after three attempts",
      "- [x] waits longer each time",
      "- [ ] writes one line to the audit log",
      "- [ ] tells the user",
    ]);
  });

  test("are known again in another wording by their place, with a tick of their own", async () => {
    const bench = await begin();
    bench.write((text) => text.replace("- [x] waits longer each time", "- [ ] backs off"));
    await checkSync(bench, "reword-criterion backs off");
    assert.equal(criteriaOf(bench)[1], "- [ ] backs off");
  });

  test("that a section says twice are ticked, cleared and reworded each for itself", async () => {
    const twice = SPEC_TEXT.replace("waits longer each time", "gives up after three attempts")
      .replace("- [x] gives", "- [ ] gives")
      .replace("writes a line to the log", "gives up after three attempts");
    const bench = await begin(twice);
    bench.write((text) => text.replaceAll("- [ ] gives", "- [x] gives"));
    await checkSync(bench, ...Array.from({ length: 3 }, () => "check-criterion checked"));
    assert.deepEqual(criteriaOf(bench), Array(3).fill("- [x] gives up after three attempts"));
    bench.write((text) =>
      text.replace("[x] gives up after three", "[ ] gives up after four").replace("[x]", "[ ]"),
    );
    assertAllDone(await bench.workspace.sync());
    // Their order is the spec's again.
    await checkSync(bench, "update-ticket text");
    assert.deepEqual(criteriaOf(bench).toSorted(), [
      "- [ ] gives up after four attempts",
      "- [ ] gives up after three attempts",
      "- [x] gives up after three attempts",
    ]);
  });

  test("count below a heading that somebody added, with and without boxes", async () => {
    const bench = await begin();
    bench.write((text) =>
      text.replace("\n\nSpec: ", "\n\n## Acceptance Criteria\n\n- tells the user\n\nSpec: "),
    );
    await checkSync(bench, "update-ticket text", "add-criterion tells the user");
    assert.equal(criteriaOf(bench)[3], "- [ ] tells the user");
    assert.doesNotMatch(bench.tracker.tickets.get("PAY-1")?.description ?? "", /Acceptance/);
  });

  test("are taken once, however often the ticket says them", async () => {
    const bench = await begin();
    const twice = "\n- [ ] tells the user\n- [ ] tells the user";
    bench.write((text) =>
      text.replace("writes a line to the log", (line) => `${line}\n- [ ] ${line}${twice}`),
    );
    await checkSync(bench, "update-ticket text", "add-criterion tells the user");
    assert.deepEqual(criteriaOf(bench).slice(2), [
      "- [ ] writes a line to the log",
      "- [ ] tells the user",
    ]);
    const { description = "" } = bench.tracker.tickets.get("PAY-1") ?? {};
    assert.equal(description.split("tells the user").length, 2, description);
  });

  test("are held where both sides reworded one, until they are equal", async () => {
    const bench = await begin();
    bench.write((text) =>
      text.replace("writes a line to the log", "writes a line to the audit log"),
    );
    bench.workspace.edit(SPEC, "writes a line to the log", "writes two lines to the log");
    for (const round of [1, 2]) {
      const { results, held } = await bench.workspace.sync();
      assert.deepEqual(results, [], `round ${round}`);
      assert.deepEqual(
        held.map(({ reason, spec, tracker }) => [reason, spec, tracker]),
        [["conflict/criteria", "writes two lines to the log", "writes a line to the audit log"]],
      );
    }
    const chosen = await bench.workspace.sync({ onConflict: "spec" });
    assert.deepEqual(
      chosen.results.map(({ item }) => item.kind),
      ["update-ticket"],
    );
    await checkSync(bench);
    const { description = "" } = bench.tracker.tickets.get("PAY-1") ?? {};
    assert.match(description, /two lines/);
    assert.doesNotMatch(description, /audit/);
  });

  test("are held where the ticket lost one, and the spec keeps it", async () => {
    const bench = await begin();
    bench.write((text) => text.replace("- [x] waits longer each time\n", ""));
    const { results, held } = await bench.workspace.sync();
    assert.deepEqual([results, held.map(({ reason }) => reason)], [[], ["conflict/criteria"]]);
    assert.equal(criteriaOf(bench).length, 3);
  });

  test("a criterion of the ticket that a first sync gives up is named", async () => {
    const bench = await begin();
    const { workspace } = bench;
    bench.write((text) =>
      text.replace("- [ ] writes a line", "- [ ] counts attempts\n- [ ] writes a line"),
    );
    // As in a clone that never knew of the first sync.
    for (const path of [".canon/links.json", ".canon/journal/links.json"]) {
      workspace.store.files.delete(path);
    }
    workspace.edit(SPEC, "Try again.", "Try again, later.");
    const { items } = await workspace.plan({ direction: "forward" });
    const note = items.find(({ kind }) => kind === "update-ticket")?.note ?? "";
    assert.match(note, /never agreed on a text\..* given up: "Try again\."/);
    assert.match(note, /these of the ticket are given up: "counts attempts"\./);
  });
});

suite("criteria that people wrote around the ticket's block", () => {
  test("are taken into the spec once", async () => {
    const bench = await begin();
    bench.write(
      (text) => `${text}\n**Acceptance Criteria**\n- tells the user\n- [x] has a switch\n`,
    );
    await checkSync(
      bench,
      "update-ticket text",
      "add-criterion tells the user",
      "add-criterion has a switch",
    );
    assert.deepEqual(criteriaOf(bench).slice(3), ["- [ ] tells the user", "- [x] has a switch"]);
  });

  test("do not come back when somebody deletes them in the spec", async () => {
    const bench = await begin();
    bench.write((text) => `${text}\n- [ ] tells the user\n`);
    await checkSync(bench, "update-ticket text", "add-criterion tells the user");
    bench.workspace.edit(SPEC, "- [ ] tells the user\n", "");
    await checkSync(bench, "update-ticket text");
    assert.equal(criteriaOf(bench).length, 3);
    assert.match(bench.tracker.tickets.get("PAY-1")?.description ?? "", /- \[ \] tells the user/);
  });

  test("also those of Canon's own that somebody copied there", async () => {
    const bench = await begin();
    bench.write((text) => `- [x] waits longer each time\n\n${text}`);
    await checkSync(bench);
    bench.workspace.edit(SPEC, "- [x] waits longer each time\n", "");
    await checkSync(bench, "update-ticket text");
    assert.equal(criteriaOf(bench).length, 2);
  });

  test("tick and clear the spec's box when they are ticked and cleared", async () => {
    const bench = await begin();
    bench.write((text) => `${text}\n- [ ] tells the user\n`);
    await checkSync(bench, "update-ticket text", "add-criterion tells the user");
    bench.write((text) => text.replace(/- \[ \] tells the user\n$/, "- [x] tells the user\n"));
    await checkSync(bench, "update-ticket text", "check-criterion checked");
    assert.equal(criteriaOf(bench)[3], "- [x] tells the user");
    bench.workspace.edit(SPEC, "- [x] tells the user", "- [ ] tells the user");
    await checkSync(bench, "update-ticket text");
    assert.equal(criteriaOf(bench)[3], "- [ ] tells the user");
  });

  test("reword the spec's criterion when they are reworded", async () => {
    const bench = await begin();
    bench.write((text) => `${text}\n- [ ] tells the user at once\n`);
    await checkSync(bench, "update-ticket text", "add-criterion tells the user at once");
    bench.write((text) => text.replace(/at once\n$/, "at last\n"));
    await checkSync(bench, "update-ticket text", "reword-criterion tells the user at last");
    assert.equal(criteriaOf(bench)[3], "- [ ] tells the user at last");
  });

  test("stay proposals until somebody approves them", async () => {
    const bench = await begin();
    bench.write((text) => `${text}\n- [ ] tells the user\n`);
    const items = (await bench.workspace.plan()).items.map(({ id }) => id);
    await bench.workspace.apply({ ...(await bench.workspace.plan()), items: [] });
    assert.deepEqual(
      (await bench.workspace.plan()).items.map(({ id }) => id),
      items,
    );
  });

  test("come as proposals when a ticket of people's own is linked by hand", async () => {
    const bench = await begin();
    bench.tracker.edit("PAY-1", (ticket) => {
      ticket.description =
        "As a user I want refunds.\n\n## Acceptance criteria\n- in full\n- in part\n";
    });
    bench.workspace.store.files.set(
      SPEC,
      "# Payments\n\n## 2. Refunds\n<!-- canon:ticket:jira:PAY-1 -->\n<!-- canon:system:refunds status:todo -->\n\nMoney back.\n",
    );
    bench.workspace.store.files.delete(".canon/links.json");
    const report = await bench.workspace.sync();
    assertAllDone(report);
    assert.match(
      bench.workspace.text(),
      /Money back\.\n\n### Acceptance Criteria\n\n- \[ \] in full\n- \[ \] in part\n$/,
    );
    await checkSync(bench);
    assert.match(
      bench.tracker.tickets.get("PAY-1")?.description ?? "",
      /^As a user I want refunds\./,
    );
  });

  test("carry no secret into the spec or back into the ticket", async () => {
    const bench = await begin();
    const secret = `ghp_${"a1B2".repeat(9)}`;
    bench.write((text) => `${text}\n- [ ] works with ${secret}\n`);
    const { results } = await bench.workspace.sync();
    assert.deepEqual(
      results.map(({ item, outcome }) => [item.kind, outcome]),
      [["add-criterion", "failed"]],
    );
    assert.match(results[0]?.error ?? "", /Remove the secret in the ticket/);
    assert.doesNotMatch(bench.workspace.text(), /works with/);
  });
});
