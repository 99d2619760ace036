import assert from "node:assert/strict";
import type { SystemConfig } from "../../../src/core/config/config.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { specStatesFor, ticketStatusFor } from "../../../src/core/config/status-map.ts";
import { SPEC_STATES } from "../../../src/core/model/status.ts";
import { SYSTEMS } from "../../../src/core/model/ticket-ref.ts";
import type { StatusCategory } from "../../../src/core/model/ticket.ts";

function systemOf(system: string, statusMap = "{}"): SystemConfig {
  const text = `ticket_systems:\n  one:\n    system: ${system}\n    status_map: ${statusMap}\n`;
  const one = parseConfig(text, "CANON.yaml").config.systems.get("one");
  assert.ok(one);
  return one;
}

/** Expects a ticket status to be read as `preferred` and to agree with the states listed. */
function check(
  system: SystemConfig,
  name: string,
  category: StatusCategory | null,
  preferred: string,
  agreeing: readonly string[] = [preferred],
  known = true,
): void {
  const states = specStatesFor(system, { name, category });
  assert.equal(states.preferred, preferred);
  assert.deepEqual([...states.agreeing].sort(), [...agreeing].sort());
  assert.equal(states.known, known);
}

suite("the ticket status for a spec status", () => {
  const rows = {
    jira: ["Backlog", "To Do", "In Progress", "Done", "Blocked", "Won't Do"],
    linear: ["Backlog", "Todo", "In Progress", "Done", "In Progress", "Canceled"],
    github: [
      "open|canon:draft",
      "open|canon:todo",
      "open|canon:in-progress",
      "closed|canon:done",
      "open|canon:blocked",
      "closed|canon:deprecated",
    ],
    "azure-devops": ["New", "New", "Active", "Closed", "Active", "Removed"],
    local: ["draft", "todo", "in_progress", "done", "blocked", "deprecated"],
  };
  for (const [system, names] of Object.entries(rows)) {
    test(`is built in for ${system}`, () => {
      const one = systemOf(system);
      assert.deepEqual(
        SPEC_STATES.map((state) => ticketStatusFor(one, state)),
        names,
      );
    });
  }

  test("is the configured name where there is one", () => {
    const one = systemOf("jira", "{todo: Open}");
    assert.equal(ticketStatusFor(one, "todo"), "Open");
    assert.equal(ticketStatusFor(one, "done"), "Done");
  });
});

suite("what a ticket status says about a section", () => {
  for (const system of SYSTEMS) {
    test(`in ${system}, every status that Canon writes agrees with the spec status it stands for`, () => {
      const one = systemOf(system);
      for (const state of SPEC_STATES) {
        const states = specStatesFor(one, { name: ticketStatusFor(one, state), category: null });
        assert.ok(states.known);
        assert.ok(states.agreeing.has(state), state);
        assert.ok(states.agreeing.has(states.preferred), state);
      }
    });
  }

  test("Jira's Blocked, Won't Do and Backlog come back as what they were", () => {
    const jira = systemOf("jira");
    check(jira, "Blocked", "started", "blocked");
    check(jira, "Won\u2019t do", "completed", "deprecated");
    check(jira, "Backlog", "unstarted", "draft");
  });

  test("a name that only the tracker knows is read by its category", () => {
    const jira = systemOf("jira");
    check(jira, "In Prüfung", "started", "in_progress");
    check(jira, "Fertig", "completed", "done");
    check(jira, "Neu", "unstarted", "todo");
    check(systemOf("linear"), "Icebox", "backlog", "draft");
    check(systemOf("linear"), "Triage", "triage", "draft");
    check(systemOf("linear"), "Dropped", "canceled", "deprecated");
  });

  test("one status that stands for several agrees with each of them", () => {
    check(systemOf("linear"), "In Progress", "started", "in_progress", ["in_progress", "blocked"]);
  });

  test("letter case and stray blanks do not matter", () => {
    check(systemOf("jira"), " in  PROGRESS ", null, "in_progress");
  });

  test("a reverse entry wins, and the forward name still agrees", () => {
    const jira = systemOf("jira", "{forward: {done: Closed}, reverse: {closed: deprecated}}");
    check(jira, "Closed", "completed", "deprecated", ["deprecated", "done"]);
  });

  test("a map of one direction is read backwards", () => {
    check(systemOf("jira", "{in_progress: In Development}"), "In Development", null, "in_progress");
  });

  test("a configured name takes precedence over the same built-in name", () => {
    check(systemOf("jira", "{deprecated: Done, done: Shipped}"), "Done", null, "deprecated");
  });

  test("states that share a configured name follow the category, and all agree", () => {
    const jira = systemOf("jira", "{draft: Open, todo: Open, blocked: Open}");
    check(jira, "Open", "unstarted", "todo", ["draft", "todo", "blocked"]);
    check(jira, "Open", "backlog", "draft", ["draft", "todo", "blocked"]);
    check(jira, "Open", null, "todo", ["draft", "todo", "blocked"]);
  });

  test("a status that nothing translates says so and gives the fallback", () => {
    check(systemOf("jira"), "Odd", null, "draft", [], false);
    check(systemOf("jira", "{fallback: todo}"), "Odd", null, "todo", [], false);
  });

  test("the embedded tracker's in_review is in progress, and only that", () => {
    check(systemOf("local"), "in_review", null, "in_progress");
  });

  test("Azure DevOps is read whatever its process", () => {
    const azure = systemOf("azure-devops");
    check(azure, "New", "unstarted", "todo", ["draft", "todo"]);
    check(azure, "Doing", "started", "in_progress", ["in_progress", "blocked"]);
    check(azure, "Resolved", "started", "in_progress");
    check(azure, "Done", "completed", "done");
  });

  test("names such as __proto__ are names that nobody knows", () => {
    for (const name of ["__proto__", "constructor", "toString"]) {
      check(systemOf("local"), name, null, "draft", [], false);
    }
  });
});

suite("what an issue on GitHub says about a section", () => {
  const github = systemOf("github");
  const openStates = ["draft", "todo", "in_progress", "blocked"];

  test("a label decides while the issue is open", () => {
    check(github, "open|canon:in-progress", null, "in_progress");
    check(github, "open|canon:draft", null, "draft");
    check(github, "closed|canon:deprecated", null, "deprecated");
  });

  test("older labels are read", () => {
    check(github, "open|specwright:in-progress", null, "in_progress");
    check(github, "open|canon:in_progress", null, "in_progress");
  });

  test("closing by hand counts more than a label left behind", () => {
    check(github, "closed|canon:todo", "completed", "done", ["done", "deprecated"]);
    check(github, "closed|canon:todo", "canceled", "deprecated");
  });

  test("reopening by hand counts more than a label left behind", () => {
    check(github, "open|canon:done", null, "todo", openStates);
  });

  test("without a label, an open issue only says that the section is not finished", () => {
    check(github, "open", null, "todo", openStates);
    check(github, "closed", "completed", "done", ["done", "deprecated"]);
    check(github, "closed", "canceled", "deprecated");
  });

  test("a reverse entry may name the label alone, unless the state contradicts it", () => {
    const mapped = systemOf("github", '{reverse: {"canon:review": in_progress}}');
    check(mapped, "open|canon:review", null, "in_progress", openStates);
    check(mapped, "closed|canon:review", "completed", "done", ["done", "deprecated"]);
  });

  test("anything else is unknown", () => {
    check(github, "Done", null, "draft", [], false);
  });
});
