import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { createRequestMeter } from "../../../src/adapters/request-meter.ts";

suite("request meter", () => {
  test("starts at zero", () => {
    const count = createRequestMeter().total();
    assert.deepEqual(count, { total: 0, reads: 0, writes: 0, byHost: {} });
  });

  test("counts by kind and by host, hosts sorted", () => {
    const meter = createRequestMeter();
    meter.count("jira.example", "read");
    meter.count("api.example:9000", "write");
    meter.count("jira.example", "read");
    assert.deepEqual(meter.total(), {
      total: 3,
      reads: 2,
      writes: 1,
      byHost: { "api.example:9000": 1, "jira.example": 2 },
    });
    assert.deepEqual(Object.keys(meter.total().byHost), ["api.example:9000", "jira.example"]);
  });

  test("counts equal writes together, and no read", () => {
    const meter = createRequestMeter();
    meter.count("jira.example", "write", "POST /issue");
    meter.count("jira.example", "write", "POST /issue");
    meter.count("jira.example", "read", "GET /issue/{}");
    assert.deepEqual(meter.writes(), [{ host: "jira.example", what: "POST /issue", count: 2 }]);
  });
});
