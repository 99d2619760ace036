import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { openTracker } from "../../../src/adapters/catalog.ts";
import { createRequestMeter } from "../../../src/adapters/request-meter.ts";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import { SYSTEMS } from "../../../src/core/model/ticket.ts";
import { aDraft, aTarget } from "../../support/builders.ts";
import { createFixedClock } from "../../support/fixed-clock.ts";
import { createMemoryFileStore } from "../../support/memory-file-store.ts";

function deps() {
  return {
    files: createMemoryFileStore(),
    clock: createFixedClock(),
    meter: createRequestMeter(),
  };
}

suite("tracker catalog", () => {
  test("opens the local tracker, whose keys begin with the project", async () => {
    const opened = openTracker(aTarget({ project: "PAY" }), deps());
    assert.ok(opened.ok);
    const made = await opened.value.createTicket(aDraft(), NEVER_CANCELLED);
    assert.equal(made.kind === "done" && made.ticket.ref.key, "PAY-1");
  });

  for (const system of SYSTEMS.filter((name) => name !== "local")) {
    test(`says that ${system} cannot be reached yet and touches nothing`, () => {
      const given = deps();
      const opened = openTracker(aTarget({ system, name: "work" }), given);
      assert.ok(!opened.ok);
      assert.equal(opened.error.code, "config/tracker-unavailable");
      assert.match(opened.error.message, new RegExp(`${system} yet.*nothing was read or changed`));
      assert.match(opened.error.message, /"work"/);
      assert.equal(given.files.writes + given.meter.total().total, 0);
    });
  }

  for (const project of ["", "../x", "a b", "9", "owner/repo", "A".repeat(51)]) {
    test(`refuses ${JSON.stringify(project)} as the prefix of local keys`, () => {
      const opened = openTracker(aTarget({ project }), deps());
      assert.equal(!opened.ok && opened.error.code, "config/tracker-unavailable");
    });
  }
});
