import assert from "node:assert/strict";
import { createAzureDevopsTracker } from "../../../src/adapters/azure-devops/tracker.ts";
import { createHttp } from "../../../src/adapters/http/create-http.ts";
import { createRequestMeter } from "../../../src/adapters/request-meter.ts";
import type { TrackerTarget } from "../../../src/core/model/ticket.ts";
import { redact } from "../../../src/core/redact/redact.ts";
import type { DirectAccess } from "../../../src/ports/credentials.ts";
import type { TicketTracker } from "../../../src/ports/ticket-tracker.ts";
import type { Bench, Words } from "../../contract/tracker-contract.ts";
import { aTarget } from "../builders.ts";
import { createFixedClock, type FixedClock } from "../fixed-clock.ts";
import {
  type AzureDevopsDouble,
  descriptionOf,
  startAzureDevopsDouble,
} from "./azure-devops-double.ts";
import type { StoredItem, Switches } from "./azure-state.ts";
import type { ProcessName } from "./processes.ts";
import type { VendorCheck } from "./vendor-schema.ts";

/** A small Azure DevOps, its time, and trackers that speak to it. */
export interface AzureDevopsBench extends Bench {
  readonly double: AzureDevopsDouble;
  readonly clock: FixedClock;
  /** One more client, as another window or run would be. */
  readonly open: (target?: Partial<TrackerTarget>, access?: Partial<DirectAccess>) => TicketTracker;
  readonly item: (key: string) => StoredItem;
}

/** `check` looks at every request and its answer; what it finds fails the test. */
export async function withAzureDevopsBench(
  task: (bench: AzureDevopsBench) => Promise<void>,
  switches: Partial<Switches> = {},
  check: VendorCheck = () => [],
): Promise<void> {
  const clock = createFixedClock();
  const double = await startAzureDevopsDouble({ nowMs: () => Date.parse(clock.now()) });
  Object.assign(double.state.switches, switches);
  const unknown: string[] = [];
  double.onAnswer = (request, answer) => {
    unknown.push(...check(request, answer));
  };
  const open: AzureDevopsBench["open"] = (target = {}, access = {}) => {
    const meter = createRequestMeter();
    const http = createHttp({ clock, meter, redact, isOffline: () => false });
    const opened = createAzureDevopsTracker({
      target: aTarget({ system: "azure-devops", project: double.project, ...target }),
      access: { ...double.access, ...access },
      http,
      clock,
      redact,
    });
    assert.ok(opened.ok, "the tracker opens");
    return opened.value;
  };
  const item = (key: string): StoredItem => {
    const one = double.state.find(Number(key));
    assert.ok(one !== undefined, `no work item ${key}`);
    return one;
  };
  try {
    await task({
      double,
      clock,
      open,
      item,
      tracker: open(),
      other: open(),
      editDescription(key, change) {
        const one = item(key);
        const name = one.type === "Bug" ? "Microsoft.VSTS.TCM.ReproSteps" : "System.Description";
        one.fields.set(name, change(descriptionOf(one)));
        double.state.touch(one);
        return Promise.resolve();
      },
      description: (key) => Promise.resolve(descriptionOf(item(key))),
      spoil(key) {
        item(key).isSpoiled = true;
        return Promise.resolve();
      },
      now: () => clock.now(),
      sent: () => double.requests.length,
      countLinks(key, url) {
        const links = item(key).relations.filter((one) => one.url === url);
        return Promise.resolve(links.length);
      },
      keepsBytes: switches.edition !== "server" && (switches.markdown ?? "raw") === "raw",
      words: { missingKey: "999999", ...WORDS[double.state.switches.process] },
    });
    assert.deepEqual(unknown, []);
  } finally {
    await double.close();
  }
}

const WORDS: Readonly<Record<ProcessName, Omit<Words, "missingKey">>> = {
  Agile: {
    statuses: { fresh: "New", started: "Active", done: "Closed" },
    type: "Feature",
    childType: "User Story",
  },
  Scrum: {
    statuses: { fresh: "New", started: "Committed", done: "Done" },
    type: "Product Backlog Item",
    childType: "Product Backlog Item",
  },
  Basic: {
    statuses: { fresh: "To Do", started: "Doing", done: "Done" },
    type: "Epic",
    childType: "Issue",
  },
};
