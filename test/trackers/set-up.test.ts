import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { createTrackerCatalog } from "../../src/adapters/catalog.ts";
import { createLiveRedactor } from "../../src/adapters/http/live-redactor.ts";
import { createRequestMeter } from "../../src/adapters/request-meter.ts";
import { parseConfig } from "../../src/core/config/parse-config.ts";
import { starterConfig } from "../../src/core/config/starter-config.ts";
import { starterStatusMap } from "../../src/core/config/starter-status-map.ts";
import { suggestStatusMap } from "../../src/core/config/suggest-status-map.ts";
import { NEVER_CANCELLED } from "../../src/core/kernel/cancel.ts";
import { ok } from "../../src/core/kernel/result.ts";
import { REMOTE_SYSTEMS } from "../../src/vscode/credentials/systems.ts";
import { lookUpProject } from "../../src/vscode/setup/look-up-project.ts";
import { createFixedClock } from "../support/fixed-clock.ts";
import { createMemoryFileStore } from "../support/memory-file-store.ts";
import { SYSTEMS, type TrackedSystem } from "../support/remote/systems.ts";

const ABSENT = { jira: "NIX", linear: "NIX", github: "no/where", "azure-devops": "Nothing" };

suite("a configuration from what the tracker says", () => {
  for (const tracked of SYSTEMS) {
    test(`${tracked.name}: loads without problems, and every status of it exists`, () =>
      withDouble(tracked, async (lookUp, project) => {
        const { system, workflow } = await lookUp(project);
        assert.ok(workflow.ok, JSON.stringify(workflow));
        const choices = { system, project, host: null, docPaths: [] };
        const statusMap = starterStatusMap(choices, workflow.value);
        const { config, problems } = parseConfig(
          starterConfig({ ...choices, statusMap }),
          "CANON.yaml",
        );
        assert.deepEqual(problems, []);
        const [connection] = config.systems.values();
        assert.ok(connection);
        assert.deepEqual(suggestStatusMap(connection, workflow.value).unknown, []);
      })).timeout(30_000);

    test(`${tracked.name}: a project that is not there is said to be absent`, () =>
      withDouble(tracked, async (lookUp) => {
        const { system, workflow } = await lookUp(null);
        assert.ok(!workflow.ok, `${system} took a project that it does not have`);
        assert.match(workflow.error, /\w+ .*\./);
      })).timeout(30_000);
  }
});

type LookUp = (project: string | null) => Promise<{
  readonly system: (typeof REMOTE_SYSTEMS)[number];
  readonly workflow: Awaited<ReturnType<typeof lookUpProject>>;
}>;

async function withDouble(
  tracked: TrackedSystem,
  task: (lookUp: LookUp, project: string) => Promise<void>,
): Promise<void> {
  const system = REMOTE_SYSTEMS.find((one) => one === tracked.system);
  assert.ok(system);
  const double = await tracked.start();
  const { redact, hold } = createLiveRedactor();
  hold(double.access.secret);
  const open = createTrackerCatalog({
    files: createMemoryFileStore({}),
    clock: createFixedClock(),
    meter: createRequestMeter(),
    redact,
    credentials: { find: () => Promise.resolve(ok(double.access)) },
    isOffline: () => false,
  });
  const lookUp: LookUp = async (project) => {
    const name = { system, project: project ?? ABSENT[system], host: null };
    return { system, workflow: await lookUpProject(open, name, NEVER_CANCELLED) };
  };
  try {
    await task(lookUp, double.project);
  } finally {
    await double.close();
  }
}
