import assert from "node:assert/strict";
import { suite, test } from "mocha";
import {
  keyOfNew,
  placeOf,
  ticketAt,
  type ProxyPlace,
} from "../../../../src/adapters/canon-proxy/place.ts";
import type { SystemName } from "../../../../src/core/model/ticket-ref.ts";
import { aTarget } from "../../../support/builders.ts";

function place(system: SystemName, project: string | null, organization = "acme") {
  return placeOf(aTarget({ name: "main", system, project }), organization);
}

function shop(): ProxyPlace {
  const found = place("github", "acme/shop");
  assert.ok(found.ok);
  return found.value;
}

suite("what a connection means behind a Canon server", () => {
  test("is a repository of the organisation, a project or a team", () => {
    for (const [system, project, expected] of [
      ["github", "acme/shop", { project: "acme/shop", repo: "shop" }],
      ["github", "ACME/shop", { project: "acme/shop", repo: "shop" }],
      ["github", "shop", { project: "acme/shop", repo: "shop" }],
      ["jira", "PAY", { project: "PAY", repo: null }],
      ["linear", "PAY", { project: "PAY", repo: null }],
    ] as const) {
      const found = place(system, project);
      assert.deepEqual(found, { ok: true, value: { system, organization: "acme", ...expected } });
    }
  });

  test("is nothing that the server would refuse, and the message says why", () => {
    for (const [system, project, code, says] of [
      [
        "github",
        "globex/shop",
        "config/tracker-unavailable",
        /only repositories of that owner, not of globex/,
      ],
      ["github", null, "config/missing-project", /acme\/shop/],
      ["github", "a/b/c", "config/missing-project", /acme\/shop/],
      ["jira", null, "config/missing-project", /PAY/],
      ["azure-devops", "Shop", "config/tracker-unavailable", /does not serve/],
      ["local", null, "config/tracker-unavailable", /does not serve/],
    ] as const) {
      const found = place(system, project);
      assert.ok(!found.ok);
      assert.equal(found.error.code, code);
      assert.match(found.error.message, says);
    }
  });

  test("reads keys of GitHub as numbers in repositories of the organisation", () => {
    for (const [key, expected] of [
      ["42", { id: "42", repo: "shop" }],
      ["#42", { id: "42", repo: "shop" }],
      ["web#7", { id: "7", repo: "web" }],
      ["acme/web#7", { id: "7", repo: "web" }],
      ["ACME/web#7", { id: "7", repo: "web" }],
      ["globex/web#7", undefined],
      ["..#7", undefined],
      ["acme/..#7", undefined],
      ["0", undefined],
      ["42 OR 1=1", undefined],
      ["PAY-1", undefined],
    ] as const) {
      assert.deepEqual(ticketAt(shop(), key), expected, key);
    }
  });

  test("takes a new ticket for one of its own only where it was made", () => {
    assert.equal(keyOfNew(shop(), "42"), "42");
    assert.equal(keyOfNew(shop(), "acme/shop#42"), "42");
    assert.equal(keyOfNew(shop(), "acme/web#42"), undefined);
    assert.equal(keyOfNew(shop(), "../42"), undefined);
    const jira = place("jira", "PAY");
    assert.ok(jira.ok);
    assert.equal(keyOfNew(jira.value, "PAY-7"), "PAY-7");
    assert.equal(keyOfNew(jira.value, "<script>-7"), undefined);
  });
});
