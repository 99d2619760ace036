import assert from "node:assert/strict";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import type { SystemConfig } from "../../../src/core/config/config.ts";
import { formatSpecStatus, parseSpecStatus } from "../../../src/core/model/status.ts";
import type { StatusCategory } from "../../../src/core/model/ticket.ts";
import { mergeStatus } from "../../../src/core/plan/merge-status.ts";
import type { ConflictChoice } from "../../../src/core/plan/plan.ts";

interface Case {
  readonly spec: string | null;
  readonly ticket: string;
  readonly category?: StatusCategory;
  /** The agreed pair, spec word then ticket status; absent for a first contact. */
  readonly base?: readonly [string, string];
  readonly onConflict?: ConflictChoice;
  readonly lifecycle?: boolean | "close_only";
}

const JIRA = systemOf("sync:\n  system: jira\n  project_key: PAY\n");
const LOCAL = systemOf("sync:\n  system: local\n");

function systemOf(yaml: string): SystemConfig {
  const [system] = parseConfig(yaml, "CANON.yaml").config.systems.values();
  assert.ok(system);
  return system;
}

function check(system: SystemConfig, given: Case, expected: string): void {
  const spec = given.spec === null ? null : parseSpecStatus(given.spec);
  assert.ok(spec !== undefined);
  const base =
    given.base === undefined
      ? undefined
      : {
          status: given.base[0],
          raw: given.base[1],
          title: null,
          text: null,
          bytes: null,
          criteria: [],
          parent: null,
          revision: "1",
          at: null,
        };
  const ticket = { name: given.ticket, category: given.category ?? null };
  const move = mergeStatus(
    { spec, ticket, base },
    system,
    given.lifecycle ?? true,
    given.onConflict ?? "tracker",
  );
  const actual =
    move.kind === "to-spec"
      ? `spec ${formatSpecStatus(move.status)} ${move.reason}`
      : move.kind === "to-ticket"
        ? `ticket ${move.status} ${move.reason}`
        : move.kind;
  assert.equal(actual, expected);
}

suite("the status of a linked section", () => {
  test("stays where neither side moved, whatever the map says", () => {
    check(
      JIRA,
      { spec: "deprecated", ticket: "Done", category: "completed", base: ["deprecated", "Done"] },
      "none",
    );
  });

  test("follows the ticket that moved", () => {
    check(
      LOCAL,
      { spec: "todo", ticket: "done", base: ["todo", "todo"] },
      "spec done tracker/moved",
    );
  });

  test("moves the ticket after the spec", () => {
    check(
      JIRA,
      { spec: "done", ticket: "To Do", category: "unstarted", base: ["todo", "To Do"] },
      "ticket Done spec/moved",
    );
  });

  test("is at rest where both moved to the same", () => {
    check(LOCAL, { spec: "done", ticket: "done", base: ["todo", "todo"] }, "none");
  });

  for (const [onConflict, expected] of [
    ["tracker", "spec in_progress conflict/status"],
    ["spec", "ticket done conflict/status"],
    ["hold", "conflict"],
  ] as const) {
    test(`that moved apart on both sides is decided by "${onConflict}"`, () => {
      check(
        LOCAL,
        { spec: "done", ticket: "in_progress", base: ["todo", "todo"], onConflict },
        expected,
      );
    });
  }

  test("takes the tracker's side on first contact", () => {
    check(LOCAL, { spec: "todo", ticket: "done" }, "spec done first-contact");
  });

  test("agrees on first contact with every spec status that the raw one stands for", () => {
    const map = systemOf(
      "ticket_systems:\n  main:\n    system: jira\n    project: PAY\n    status_map:\n      forward:\n        draft: Backlog\n        todo: Backlog\n",
    );
    for (const spec of ["draft", "todo"]) check(map, { spec, ticket: "backlog" }, "none");
  });

  test("is written where the spec has no status comment", () => {
    check(LOCAL, { spec: null, ticket: "todo" }, "spec todo first-contact");
    check(
      LOCAL,
      { spec: null, ticket: "todo", base: ["todo", "todo"] },
      "spec todo spec/comment-missing",
    );
  });

  test("comes back with its key when only the comment was lost", () => {
    check(
      LOCAL,
      { spec: null, ticket: "blocked", base: ["blocked:PAY-200", "blocked"] },
      "spec blocked:PAY-200 spec/comment-missing",
    );
  });

  test("keeps the key of a block while the ticket is blocked", () => {
    check(LOCAL, { spec: "blocked:PAY-200", ticket: "blocked" }, "none");
  });

  test("is left alone where the ticket's status has no counterpart", () => {
    check(LOCAL, { spec: "todo", ticket: "waiting for legal", base: ["todo", "todo"] }, "unmapped");
  });

  test("goes to the ticket only as far as lifecycle_sync allows", () => {
    const given = { spec: "in_progress", ticket: "todo", base: ["todo", "todo"] } as const;
    check(LOCAL, { ...given, lifecycle: false }, "none");
    check(LOCAL, { ...given, lifecycle: "close_only" }, "none");
    check(LOCAL, { ...given, spec: "done", lifecycle: "close_only" }, "ticket done spec/moved");
  });

  test("of a ticket in review is in progress in the spec and stays there", () => {
    check(
      LOCAL,
      { spec: "in_progress", ticket: "in_review", base: ["in_progress", "in_progress"] },
      "none",
    );
  });
});
