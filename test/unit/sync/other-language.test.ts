import assert from "node:assert/strict";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { pullRequestText } from "../../../src/core/view/pull-request-text.ts";
import { heldRows, planRows } from "../../../src/core/view/plan-rows.ts";
import { createMemoryTicketTracker } from "../../support/memory-ticket-tracker.ts";
import { inPseudo, unmarked } from "../../support/pseudo-language.ts";
import { LOCAL_CONFIG, onTracker, SPEC, type Workspace } from "../../support/workspace.ts";

const THREE = `# Payments

## 1. Retry
<!-- canon:system:1 status:todo -->

Try three times.

- [ ] It stops after three

## 2. Ledger
<!-- canon:system:2 status:todo -->

One row for each attempt.

## 3. Report
<!-- canon:system:3 status:nonsense -->
`;

/** All that a scene said to a person, and all that it left behind. */
interface Scene {
  readonly said: readonly string[];
  readonly kept: unknown;
}

suite("an engine in another language", () => {
  test("says everything in it, and sends and stores the same bytes as in English", async () => {
    const english = await play();
    const other = await inPseudo(play);
    assert.deepEqual(other.kept, english.kept);
    assert.equal(other.said.length, english.said.length);
    assert.ok(other.said.length > 12, other.said.join("\n"));
    assert.deepEqual(
      other.said.filter((text) => unmarked(text) !== ""),
      [],
    );
    assert.deepEqual(
      english.said.filter((text) => text.includes("⟦")),
      [],
    );
  });
});

/** Creates, lets both sides move apart, asks, syncs with a loser on each side, and undoes. */
async function play(): Promise<Scene> {
  const tracker = createMemoryTicketTracker({ capabilities: { removal: false } });
  delete tracker.removeTicket;
  const workspace = onTracker(tracker, THREE, LOCAL_CONFIG);
  const said: string[] = [];
  const first = await workspace.plan();
  said.push(...shownOf(workspace, first));
  const branch = pullRequestText(first.items, () => undefined);
  await workspace.apply(first);
  workspace.clock.advance(60_000);
  tracker.edit("LOCAL-1", (one) => {
    one.status = "done";
    one.title = "Try again";
  });
  workspace.edit(SPEC, "1 status:todo", "1 status:in_progress");
  workspace.edit(SPEC, "## 1. Retry", "## 1. Retries");
  said.push(...shownOf(workspace, await workspace.plan({ onConflict: "hold" })));
  tracker.edit("LOCAL-2", (one) => (one.status = "in_progress"));
  const second = await workspace.plan({ onConflict: "tracker" });
  assert.ok(second.items.some(({ note }) => note !== null));
  said.push(...shownOf(workspace, second));
  tracker.edit("LOCAL-2", (one) => (one.status = "todo"));
  const report = await workspace.apply(second);
  said.push(...report.results.flatMap(({ error }) => error ?? []));
  for (const closesCreated of [false, false, true]) {
    const undone = await workspace.engine.undo(UNATTENDED, { closesCreated });
    if (undone.ok) said.push(...undone.value.items.map(({ message }) => message));
    else said.push(undone.error.message);
  }
  const tickets = [...tracker.tickets].map(([key, ticket]) => [key, JSON.stringify(ticket)]);
  const files = [...workspace.store.files].sort(([one], [other]) => (one < other ? -1 : 1));
  return { said, kept: { branch, tickets, files: files.map(([path, text]) => [path, text]) } };
}

function shownOf(workspace: Workspace, plan: Awaited<ReturnType<Workspace["plan"]>>): string[] {
  return [
    ...planRows(plan, () => undefined).flatMap(({ label, note }) => [label, note ?? "⟦⟧"]),
    ...heldRows(plan, () => undefined).map(({ message }) => message),
    ...plan.problems.map(({ message }) => message),
    ...parseSpec(workspace.text()).problems.map(({ message }) => message),
  ].filter((one) => one !== "⟦⟧");
}
