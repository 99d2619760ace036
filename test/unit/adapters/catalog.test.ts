import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { createTrackerCatalog } from "../../../src/adapters/catalog.ts";
import { createRequestMeter } from "../../../src/adapters/request-meter.ts";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import { err } from "../../../src/core/kernel/result.ts";
import { SYSTEMS } from "../../../src/core/model/ticket-ref.ts";
import type { TrackerProblem } from "../../../src/core/model/ticket.ts";
import { redact } from "../../../src/core/redact/redact.ts";
import { aTarget, createTicket } from "../../support/builders.ts";
import { createFixedClock } from "../../support/fixed-clock.ts";
import { createMemoryFileStore } from "../../support/memory-file-store.ts";

const NOBODY: TrackerProblem = {
  code: "config/missing-credential",
  severity: "error",
  line: null,
  message: "Nobody gave a credential.",
};

function aCatalog() {
  const files = createMemoryFileStore();
  const meter = createRequestMeter();
  const credentials = { find: () => Promise.resolve(err(NOBODY)) };
  const deps = { files, clock: createFixedClock(), meter, redact, credentials };
  return { files, meter, open: createTrackerCatalog({ ...deps, isOffline: () => false }) };
}

suite("tracker catalog", () => {
  test("opens the local tracker, whose keys begin with the project", async () => {
    const opened = await aCatalog().open(aTarget({ project: "PAY" }), NEVER_CANCELLED);
    assert.ok(opened.ok);
    const made = await createTicket(opened.value);
    assert.equal(made.kind === "done" && made.ticket.ref.key, "PAY-1");
  });

  for (const system of SYSTEMS.filter((name) => name !== "local")) {
    test(`asks nothing of ${system} without a credential, and says so`, async () => {
      const { files, meter, open } = aCatalog();
      const opened = await open(aTarget({ system, name: "work" }), NEVER_CANCELLED);
      assert.deepEqual(opened, err(NOBODY));
      assert.equal(files.writes + meter.total().total, 0);
    });
  }

  for (const project of ["", "../x", "a b", "9", "owner/repo", "A".repeat(51)]) {
    test(`refuses ${JSON.stringify(project)} as the prefix of local keys`, async () => {
      const opened = await aCatalog().open(aTarget({ project }), NEVER_CANCELLED);
      assert.equal(!opened.ok && opened.error.code, "config/tracker-unavailable");
    });
  }
});
