import assert from "node:assert/strict";
import { startLinearDouble } from "../support/linear/linear-double.ts";
import { buildCli, TestWorkspace } from "./canon-process.ts";
import { SPEC } from "./sample.ts";
import { valid } from "./schemas.ts";

const TEXT = `# P

## One
<!-- canon:system:one status:todo -->

Text.

## Two
<!-- canon:system:two status:todo -->

Text.
`;

suite("tickets that do not answer", () => {
  let workspace: TestWorkspace;
  let double: Awaited<ReturnType<typeof startLinearDouble>>;
  suiteSetup(buildCli);
  setup(async () => {
    double = await startLinearDouble();
    workspace = new TestWorkspace({
      "CANON.yaml": `sync:\n  system: linear\n  project_key: ${double.project}\n`,
      [SPEC]: TEXT,
    });
  });
  teardown(async () => {
    workspace.remove();
    await double.close();
  });

  async function run(...args: string[]) {
    const { env } = double;
    return workspace.run(args, { env });
  }

  async function rows(env: Readonly<Record<string, string>>, ...more: string[]) {
    const result = await workspace.run(["status", "--json", ...more], { env });
    return { code: result.code, sections: valid("status", result.json()).sections };
  }

  test("are shown as they were last seen, offline and in an outage alike", async () => {
    assert.equal((await run("sync")).code, 0);
    const live = await rows(double.env);
    assert.deepEqual(
      live.sections.map(({ ticketStatus, lastKnown, link }) => [ticketStatus, lastKnown, link]),
      [
        ["Todo", null, "ok"],
        ["Todo", null, "ok"],
      ],
    );
    const before = workspace.contents();
    const offline = await rows(double.env, "--offline");
    assert.equal(offline.code, 0);
    double.faultFor = () => ({ kind: "drop" });
    const cut = await rows(double.env);
    const switchedOff = await rows({ ...double.env, CANON_OFFLINE: "1" });
    assert.deepEqual([cut.code, switchedOff.code], [1, 1]);
    for (const { sections } of [offline, cut, switchedOff]) {
      for (const { ticketStatus, lastKnown } of sections) {
        assert.equal(ticketStatus, null);
        const { status, at } = lastKnown as { status: string; at: string };
        assert.equal(status, "Todo");
        assert.ok(Date.parse(at) <= Date.now());
      }
    }
    const { stdout } = await workspace.run(["status", "--offline"]);
    assert.match(stdout, /Todo, just now/);
    assert.deepEqual(workspace.contents(), before);
  }).timeout(60_000);

  test("can be dismissed when they are gone, and come back with an undo", async () => {
    await run("sync");
    const text = workspace.read(SPEC).replace(/(canon:ticket:linear:[A-Z]+)-1 /, "$1-99999 ");
    workspace.write(SPEC, text);
    for (let n = 0; n < 3; n++) assert.equal((await run("sync", "--json")).code, 1);
    assert.equal((await rows(double.env)).sections[0]?.["link"], "broken");
    assert.match((await run("status")).stdout, /✖ broken link since \d{4}-\d\d-\d\d/);

    const place = `${SPEC}#one`;
    assert.equal((await run("dismiss", `${SPEC}#two`)).code, 1);
    const dismissed = await run("dismiss", place, "--json");
    assert.equal(dismissed.code, 0, dismissed.stderr);
    assert.equal(valid("link", dismissed.json()).ticket?.endsWith("-99999"), true);
    const quiet = await run("sync", "--json");
    assert.equal(quiet.code, 0);
    assert.deepEqual(valid("sync", quiet.json()).held, []);
    const status = await rows(double.env);
    assert.deepEqual([status.code, status.sections[0]?.["link"]], [0, "dismissed"]);

    assert.equal((await run("dismiss", place, "--undo")).code, 0);
    assert.equal((await run("dismiss", place, "--undo")).code, 1);
    assert.equal((await run("sync")).code, 1);
    assert.equal(workspace.read(SPEC), text);
  }).timeout(60_000);
});
