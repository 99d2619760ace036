import assert from "node:assert/strict";
import fc from "fast-check";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import type { SystemConfig } from "../../../src/core/config/config.ts";
import { specStatesFor, ticketStatusFor } from "../../../src/core/config/status-map.ts";
import {
  formatSpecStatus,
  SPEC_STATES,
  type SpecState,
  type SpecStatus,
} from "../../../src/core/model/status.ts";
import { SYSTEMS, type SystemName } from "../../../src/core/model/ticket-ref.ts";
import type { StatusCategory, TicketStatus } from "../../../src/core/model/ticket.ts";
import { mergeStatus } from "../../../src/core/plan/merge-status.ts";

const RUNS = 1000;

/** How each tracker groups its usual states; Jira has three groups and so cannot tell all apart. */
const WORKFLOWS: Readonly<Record<SystemName, Readonly<Record<string, StatusCategory | null>>>> = {
  jira: {
    Backlog: "unstarted",
    "To Do": "unstarted",
    "In Progress": "started",
    "In Review": "started",
    Blocked: "started",
    Done: "completed",
    "Won't Do": "completed",
  },
  linear: {
    Backlog: "backlog",
    Todo: "unstarted",
    "In Progress": "started",
    "In Review": "started",
    Done: "completed",
    Canceled: "canceled",
    Duplicate: "canceled",
  },
  github: {
    "open|canon:draft": null,
    "open|canon:todo": null,
    "open|canon:in-progress": null,
    "open|canon:blocked": null,
    "closed|canon:done": null,
    "closed|canon:deprecated": null,
    open: null,
    closed: null,
  },
  "azure-devops": {
    New: "unstarted",
    Active: "started",
    Resolved: "started",
    Closed: "completed",
    Removed: "canceled",
  },
  local: {
    draft: "backlog",
    todo: "unstarted",
    in_progress: "started",
    in_review: "started",
    blocked: "started",
    done: "completed",
    deprecated: "canceled",
  },
};

const PROJECTS: Readonly<Record<SystemName, string>> = {
  jira: "PAY",
  linear: "ENG",
  github: "acme/app",
  "azure-devops": "Fabrikam",
  local: "LOCAL",
};

function systemOf(name: SystemName): SystemConfig {
  const yaml = `version: 1\nticket_systems:\n  main:\n    system: ${name}\n    project: ${PROJECTS[name]}\n`;
  const [system] = parseConfig(yaml, "CANON.yaml").config.systems.values();
  assert.ok(system);
  return system;
}

interface World {
  spec: SpecStatus;
  ticket: TicketStatus;
  base: { status: string; raw: string };
}

/** One sync of the status alone; true when it changed something. */
function sync(system: SystemConfig, world: World): boolean {
  const base = {
    ...world.base,
    title: null,
    text: null,
    bytes: null,
    criteria: [],
    parent: null,
    revision: "1",
    at: null,
  };
  const move = mergeStatus({ ...world, base }, system, true, "tracker");
  if (move.kind === "to-spec") world.spec = move.status;
  if (move.kind === "to-ticket") world.ticket = stateCalled(system.system, move.status);
  if (specStatesFor(system, world.ticket).agreeing.has(world.spec.state)) {
    world.base = { status: formatSpecStatus(world.spec), raw: world.ticket.name };
  }
  return move.kind !== "none";
}

/** Trackers take any letter case and say their own. */
function stateCalled(system: SystemName, wanted: string): TicketStatus {
  const found = Object.entries(WORKFLOWS[system]).find(
    ([name]) => name.toLowerCase() === wanted.toLowerCase(),
  );
  assert.ok(found, `${system} has no state "${wanted}"`);
  return { name: found[0], category: found[1] };
}

function aWorld(system: SystemConfig, spec: SpecStatus): World {
  const ticket = stateCalled(system.system, ticketStatusFor(system, spec.state));
  return { spec, ticket, base: { status: formatSpecStatus(spec), raw: ticket.name } };
}

const anyStatus = fc.oneof(
  fc.constantFrom<SpecState>(...SPEC_STATES).map((state) => ({ state, blockedBy: null })),
  fc.constantFrom("PAY-200", "owner/repo#7").map((blockedBy) => ({
    state: "blocked" as const,
    blockedBy,
  })),
);

for (const name of SYSTEMS) {
  suite(`statuses through ${name}, with its built-in map`, () => {
    const system = systemOf(name);

    test(`a spec's own status stays as it was written (${RUNS} moves)`, () => {
      fc.assert(
        fc.property(anyStatus, anyStatus, (before, after) => {
          const world = aWorld(system, before);
          world.spec = after;
          sync(system, world);
          assert.deepEqual(world.spec, after);
          assert.equal(sync(system, world), false);
          assert.deepEqual(world.spec, after);
          assert.equal(world.base.status, formatSpecStatus(after));
        }),
        { numRuns: RUNS },
      );
    });

    test(`a person's move in the tracker comes back, and a second sync does nothing (${RUNS} moves)`, () => {
      const moves = fc.constantFrom(...Object.keys(WORKFLOWS[name]));
      fc.assert(
        fc.property(anyStatus, moves, (before, to) => {
          const world = aWorld(system, before);
          world.ticket = stateCalled(name, to);
          const { agreeing, preferred } = specStatesFor(system, world.ticket);
          sync(system, world);
          const expected = agreeing.has(before.state)
            ? before
            : { state: preferred, blockedBy: null };
          assert.deepEqual(world.spec, expected);
          assert.equal(world.ticket.name, to);
          assert.equal(sync(system, world), false);
        }),
        { numRuns: RUNS },
      );
    });
  });
}
