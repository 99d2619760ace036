import assert from "node:assert/strict";
import { handsOnFiles } from "../histories/memory-hands.ts";
import { handsOn } from "../histories/double-hands.ts";
import type { Hands, SeenTicket } from "../histories/hands.ts";
import { catchUp } from "../remote/catch-up.ts";
import { SYSTEMS, type TrackedSystem } from "../remote/systems.ts";
import { acrossTrackers } from "./across-trackers.ts";

type AnyDouble = Awaited<ReturnType<TrackedSystem["start"]>>;

export interface TeamTracker {
  readonly name: string;
  readonly system: TrackedSystem;
  readonly double: AnyDouble;
  readonly hands: Hands;
  /** What its keys look like. */
  readonly keys: RegExp;
}

/** Trackers that one team uses side by side, besides the embedded one. */
const PAIRS = [
  ["Linear", "GitHub"],
  ["Jira Cloud", "Azure DevOps"],
  ["Jira Data Center", "GitHub"],
  ["Azure DevOps", "Linear"],
  ["GitHub", "Jira Cloud"],
] as const;

function keysOf(system: string, project: string): RegExp {
  return system === "github" || system === "azure-devops"
    ? /^\d+$/
    : new RegExp(`^${project}-\\d+$`);
}

/** Specs whose names begin so go to the tracker of the same name; `lab` is the embedded one. */
const NAMES = ["core", "web"] as const;
export const LAB = "docs/specs/lab";
const LAB_PROJECT = "LAB";

/** The trackers of a team: two behind the wire and one in the files of the workspace. */
export class TeamTrackers {
  readonly remote: readonly TeamTracker[];

  private constructor(remote: readonly TeamTracker[]) {
    this.remote = remote;
  }

  static async start(day: number, nowMs: () => number): Promise<TeamTrackers> {
    const pair = PAIRS[day % PAIRS.length] ?? PAIRS[0];
    const remote: TeamTracker[] = [];
    for (const [index, name] of NAMES.entries()) {
      const system = SYSTEMS.find((one) => one.name === pair[index]);
      if (system === undefined) throw new Error(`there is no tracker called ${pair[index]}`);
      const double = await system.start(nowMs);
      remote.push({
        name,
        system,
        double,
        hands: handsOn(system, double),
        keys: keysOf(system.system, double.project),
      });
    }
    return new TeamTrackers(remote);
  }

  get names(): string {
    return this.remote.map(({ system }) => system.name).join(" and ");
  }

  /** The tickets behind the wire. */
  tickets(): Map<string, SeenTicket> {
    const all = this.remote.flatMap(({ hands }) => hands.tickets());
    return new Map(all.map((one) => [one.key, one]));
  }

  /** Search catches up with what there is by now. */
  indexAll(): void {
    for (const { double } of this.remote) catchUp(double);
  }

  /** What they and the embedded tracker of a clone hold; `seen` are the tickets behind the wire. */
  hands(files: Map<string, string>, seen: () => ReadonlyMap<string, SeenTicket>): Hands {
    const own = handsOnFiles(files);
    const having = (key: string): Hands => {
      const [found, ...others] = this.remote.filter(({ keys }) => keys.test(key));
      assert.equal(others.length, 0, `${key} may be in two trackers`);
      return found?.hands ?? own;
    };
    return acrossTrackers([...this.remote.map(({ hands }) => hands), own], {
      having,
      tickets: () => [...seen().values(), ...own.tickets()],
    });
  }

  /** The credentials that the team uses. */
  secrets(): string[] {
    const entries = this.remote.flatMap(({ double }) => Object.entries(double.env));
    return entries.flatMap(([name, value]) => (/TOKEN|KEY|PAT$/.test(name) ? value : []));
  }

  isInFiles(key: string): boolean {
    return key.startsWith(`${LAB_PROJECT}-`);
  }

  config(): string {
    const systems = this.remote.map(
      ({ name, system, double }) =>
        `  ${name}:\n    system: ${system.system}\n    project: ${double.project}\n${system.hierarchy}`,
    );
    const rules = ["lab", ...this.remote.map(({ name }) => name)].map(
      (name) => `  - match:\n      path: docs/specs/${name}*.md\n    target: ${name}\n`,
    );
    return [
      "version: 1\nticket_systems:\n",
      ...systems,
      `  lab:\n    system: local\n    project: ${LAB_PROJECT}\n    hierarchy:\n      auto_parent: true\n`,
      "routing:\n",
      ...rules,
    ].join("");
  }

  async close(): Promise<void> {
    for (const { double } of this.remote) await double.close();
  }
}
