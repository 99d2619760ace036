import assert from "node:assert/strict";
import { suite, test } from "mocha";
import {
  assumedStatus,
  isAt,
  knownNames,
  stateNamed,
  toTicket,
} from "../../../../src/adapters/canon-proxy/mapping.ts";
import type { ProxyPlace, ProxySystem } from "../../../../src/adapters/canon-proxy/place.ts";
import type { WireStatus } from "../../../../src/adapters/canon-proxy/wire.ts";
import { parseConfig } from "../../../../src/core/config/parse-config.ts";
import { specStatesFor, ticketStatusFor } from "../../../../src/core/config/status-map.ts";
import { SPEC_STATES } from "../../../../src/core/model/status.ts";

const SYSTEMS: readonly ProxySystem[] = ["github", "jira", "linear"];

function placeIn(system: ProxySystem): ProxyPlace {
  const repo = system === "github" ? "shop" : null;
  return { system, organization: "acme", project: repo === null ? "PAY" : "acme/shop", repo };
}

function ticketFrom(system: ProxySystem, parts: Partial<WireStatus>) {
  const status = { id: "1", state: "todo", blockedBy: null, rawStatus: "x", ...parts } as const;
  return toTicket(placeIn(system), system === "github" ? "1" : "PAY-1", status);
}

function configured(system: ProxySystem) {
  const project = system === "github" ? "acme/shop" : "PAY";
  const text = `ticket_systems:\n  main:\n    system: ${system}\n    project: ${project}\n`;
  const config = parseConfig(text, "CANON.yaml").config.systems.get("main");
  assert.ok(config);
  return config;
}

suite("statuses through a Canon server", () => {
  for (const system of SYSTEMS) {
    test(`${system}: every status that a sync asks for has a word, and comes back as agreed`, () => {
      const config = configured(system);
      for (const state of SPEC_STATES) {
        const wanted = ticketStatusFor(config, state);
        const word = stateNamed(system, wanted);
        assert.ok(word !== undefined, wanted);
        const { status } = toTicket(placeIn(system), "1", assumedStatus(system, "1", word));
        assert.ok(isAt(system, word, status), `${state}: ${status.name}`);
        assert.ok(specStatesFor(config, status).agreeing.has(state), `${state}: ${status.name}`);
      }
    });

    test(`${system}: letter case, blanks and apostrophes do not matter, and other names are refused`, () => {
      for (const name of knownNames(system)) {
        const odd = ` ${name.toUpperCase().replaceAll("'", "\u2019").replaceAll(" ", "  ")} `;
        assert.equal(stateNamed(system, odd), stateNamed(system, name));
      }
      for (const name of ["", "In Development", "shipped", "__proto__", "canon:todo"]) {
        assert.equal(stateNamed(system, name), undefined, name);
      }
    });
  }

  test("an issue is open or closed as the server's word says, with its label", () => {
    for (const [state, rawStatus, expected] of [
      ["todo", "canon:todo", "open|canon:todo"],
      ["in_progress", "canon:in-progress", "open|canon:in-progress"],
      ["in_progress", "specwright:in-progress", "open|canon:in-progress"],
      ["done", "canon:done", "closed|canon:done"],
      ["deprecated", "canon:deprecated", "closed|canon:deprecated"],
      ["todo", "open", "open"],
      ["done", "closed", "closed"],
    ] as const) {
      assert.equal(ticketFrom("github", { state, rawStatus }).status.name, expected);
    }
    assert.equal(stateNamed("github", "open"), "todo");
    assert.equal(stateNamed("github", "closed"), "done");
  });

  test("a status of Jira that the server cannot place belongs to no category", () => {
    const { status } = ticketFrom("jira", { state: "draft", rawStatus: "Somewhere" });
    assert.deepEqual(status, { name: "Somewhere", category: null });
  });

  test("the revision changes with the status, and with nothing else", () => {
    const { revision } = ticketFrom("jira", { state: "todo", rawStatus: "To Do" });
    const same = ticketFrom("jira", { state: "todo", rawStatus: "To Do", id: "other" });
    assert.equal(same.revision, revision);
    for (const parts of [
      { state: "done" },
      { rawStatus: "Ready" },
      { blockedBy: "PAY-2" },
    ] as const) {
      const moved = ticketFrom("jira", { state: "todo", rawStatus: "To Do", ...parts });
      assert.notEqual(moved.revision, revision);
    }
  });
});
