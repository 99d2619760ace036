import assert from "node:assert/strict";
import { suite, test } from "mocha";
import type { TicketReading, TrackerError } from "../../../src/core/model/ticket.ts";
import { REFERENCES_FILE } from "../../../src/core/plan/references-file.ts";
import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { fileProblem } from "../../support/memory-file-store.ts";
import { configFor, onTracker, type Workspace } from "../../support/workspace.ts";

const CONFIG = configFor("jira", "PAY");
const HOUR = 60 * 60 * 1000;

/** Sections `s1`, `s2`, … each linked to the ticket of its number. */
function linked(count: number): string {
  const sections = Array.from({ length: count }, (_, index) => {
    const n = index + 1;
    return `## s${n}\n<!-- canon:ticket:jira:PAY-${n} -->\n<!-- canon:system:s${n} status:todo -->\n\nText ${n}.\n`;
  });
  return `# P\n\n${sections.join("\n")}`;
}

/** A workspace in step with its tickets, where readings can be refused from then on. */
async function synced(count: number): Promise<{
  tracker: MemoryTicketTracker;
  workspace: Workspace;
  refuse: (keys: readonly string[], code: TrackerError["code"] | "missing") => void;
  asked: () => string[];
}> {
  const tracker = createMemoryTicketTracker({ system: "jira", prefix: "PAY", states: JIRA_STATES });
  const spec = linked(count).replaceAll(/<!-- canon:ticket.*\n/g, "");
  const workspace = onTracker(tracker, spec, CONFIG);
  await workspace.sync();
  const refused = new Map<string, TicketReading>();
  const read = tracker.readTickets.bind(tracker);
  const asked: string[] = [];
  tracker.readTickets = async (keys, signal) => {
    asked.push(...keys);
    const readings = await read(keys, signal);
    return new Map([...readings].map(([key, reading]) => [key, refused.get(key) ?? reading]));
  };
  return {
    tracker,
    workspace,
    refuse(keys, code) {
      refused.clear();
      const reading: TicketReading =
        code === "missing"
          ? { kind: "missing" }
          : { kind: "unreadable", error: { code, message: "Refused." } };
      for (const key of keys) refused.set(key, reading);
    },
    asked: () => asked.splice(0),
  };
}

function recordOf({ store }: Workspace, key: string): Record<string, unknown> | undefined {
  const text = store.files.get(REFERENCES_FILE);
  if (text === undefined) return undefined;
  const { references } = JSON.parse(text) as {
    references: Record<string, Record<string, unknown>>;
  };
  return references[`jira:${key}`];
}

async function heldBy(workspace: Workspace): Promise<string[][]> {
  const { held } = await workspace.sync();
  return held.map(({ sectionId, reason, message }) => [sectionId, reason, message]);
}

suite("references that are refused again and again", () => {
  for (const [refusal, reason] of [
    ["missing", "ticket/missing"],
    ["tracker/forbidden", "ticket/unreadable"],
    ["tracker/unauthorized", "ticket/unreadable"],
    ["tracker/not-found", "ticket/unreadable"],
  ] as const) {
    test(`are held from the first time and broken from the third (${refusal})`, async () => {
      const { workspace, refuse, asked } = await synced(2);
      const text = workspace.text();
      refuse(["PAY-1"], refusal);
      for (const n of [1, 2, 3]) {
        const [held, ...more] = await heldBy(workspace);
        assert.deepEqual([held?.slice(0, 2), more], [["s1", reason], []]);
        assert.equal(held?.[2]?.startsWith("The link to PAY-1 is broken"), n === 3);
        assert.equal(recordOf(workspace, "PAY-1")?.["failures"], n);
      }
      asked();
      const writes = workspace.store.writes;
      const [held] = await heldBy(workspace);
      assert.equal(held?.[1], reason);
      assert.match(held[2] ?? "", /since 2026-01-05\. .*asked about once a day/);
      assert.deepEqual(asked(), ["PAY-2"]);
      assert.equal(workspace.store.writes, writes);
      assert.equal(workspace.text(), text);
    });
  }

  test("are asked about once a day, and a single answer ends it", async () => {
    const { workspace, refuse, asked } = await synced(2);
    refuse(["PAY-1"], "missing");
    for (let run = 0; run < 3; run++) await workspace.sync();
    workspace.clock.advance(24 * HOUR);
    asked();
    await workspace.sync();
    await workspace.sync();
    assert.deepEqual(asked(), ["PAY-1", "PAY-2", "PAY-2"]);
    workspace.clock.advance(24 * HOUR);
    refuse([], "missing");
    assert.deepEqual(await heldBy(workspace), []);
    assert.equal(recordOf(workspace, "PAY-1"), undefined);
    assert.ok(workspace.store.files.has(REFERENCES_FILE));
  });

  test("begin anew after an answer in between", async () => {
    const { workspace, refuse } = await synced(2);
    refuse(["PAY-1"], "missing");
    await workspace.sync();
    await workspace.sync();
    refuse([], "missing");
    await workspace.sync();
    refuse(["PAY-1"], "missing");
    await workspace.sync();
    assert.equal(recordOf(workspace, "PAY-1")?.["failures"], 1);
  });

  test("are not to blame where the connection refuses everything", async () => {
    const { workspace, refuse } = await synced(2);
    for (const code of ["tracker/unauthorized", "tracker/forbidden"] as const) {
      refuse(["PAY-1", "PAY-2"], code);
      assert.equal((await heldBy(workspace)).length, 2);
    }
    assert.equal(recordOf(workspace, "PAY-1"), undefined);
  });

  test("a single ticket is to blame while the account is welcome", async () => {
    for (const isWelcome of [true, false]) {
      const { tracker, workspace, refuse } = await synced(1);
      refuse(["PAY-1"], "tracker/forbidden");
      tracker.beforeCall = ({ method }) =>
        method === "checkAccess" && !isWelcome
          ? { code: "tracker/unauthorized", message: "Who?" }
          : undefined;
      await workspace.sync();
      assert.equal(recordOf(workspace, "PAY-1")?.["failures"], isWelcome ? 1 : undefined);
    }
  });

  test("an outage counts for nothing and ends nothing", async () => {
    const { workspace, refuse } = await synced(2);
    refuse(["PAY-1"], "missing");
    await workspace.sync();
    for (const code of ["tracker/unreachable", "tracker/rate-limited"] as const) {
      refuse(["PAY-1"], code);
      await workspace.sync();
      assert.equal(recordOf(workspace, "PAY-1")?.["failures"], 1);
    }
  });

  test("a plan alone counts nothing", async () => {
    const { workspace, refuse } = await synced(2);
    refuse(["PAY-1"], "missing");
    const writes = workspace.store.writes;
    for (let run = 0; run < 4; run++) await workspace.plan();
    assert.equal(workspace.store.writes, writes);
  });

  test("a file of records that cannot be read or written is no trouble", async () => {
    const { workspace, refuse } = await synced(2);
    refuse(["PAY-1"], "missing");
    workspace.store.files.set(REFERENCES_FILE, "{ not JSON");
    await workspace.sync();
    assert.equal(recordOf(workspace, "PAY-1")?.["failures"], 1);
    workspace.store.beforeWrite = (path) =>
      path.startsWith(".canon/") ? fileProblem("file/unwritable", path) : undefined;
    const report = await workspace.sync();
    assert.deepEqual(report.problems, []);
    assert.equal(recordOf(workspace, "PAY-1")?.["failures"], 1);
  });
});
