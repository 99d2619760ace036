import assert from "node:assert/strict";
import { createRealRepository, type RealRepository } from "../support/real-repository.ts";
import { buildCli, type TestWorkspace } from "./canon-process.ts";
import { paymentsWorkspace, SPEC } from "./sample.ts";
import { valid } from "./schemas.ts";

const OTHER = "docs/specs/search.md";
const SEARCH = "# Search\n\n## 1. Index\n<!-- canon:system:index status:todo -->\n\nFinds words.\n";
const SINCE = ["--changed-since", "HEAD"];

suite("--changed-since", () => {
  let workspace: TestWorkspace;
  let clone: RealRepository;

  suiteSetup(buildCli);
  setup(async () => {
    workspace = paymentsWorkspace({ [OTHER]: SEARCH });
    clone = createRealRepository(workspace.root);
    assert.equal((await workspace.run(["sync"])).code, 0);
    clone.git("add", "-A");
    clone.git("commit", "-q", "-m", "Specs");
  });
  teardown(() => workspace.remove());

  test("nothing changed: nothing is asked, found or written, whatever tickets say", async () => {
    moveTicket();
    const before = workspace.contents();
    for (const command of ["check", "plan", "sync"]) {
      const { code, stderr } = await workspace.run([command, ...SINCE, "--json"]);
      assert.equal(code, 0, stderr);
      assert.match(stderr, /^0 specs changed since HEAD\.$/m);
    }
    assert.deepEqual(workspace.contents(), before);
    assert.equal((await workspace.run(["check"])).code, 1);
  });

  test("only a spec that changed is planned and synced", async () => {
    moveTicket();
    workspace.edit(SPEC, "jitter status:in_progress", "jitter status:done");
    const check = await workspace.run(["check", ...SINCE, "--json"]);
    const { files, problems } = valid("check", check.json());
    assert.deepEqual(files, [SPEC]);
    assert.deepEqual([...new Set(problems.map(({ file }) => file))], [SPEC]);
    const plan = await workspace.run(["plan", ...SINCE, "--json"]);
    const named = valid("plan", plan.json()).items.map(({ file }) => file);
    assert.deepEqual([...new Set(named)], [SPEC]);
    const other = workspace.read(OTHER);
    const links = linksOf();
    assert.equal((await workspace.run(["sync", ...SINCE])).code, 0);
    assert.match(workspace.read(".canon/tickets/LOCAL-2.md"), /status: done/);
    assert.equal(workspace.read(OTHER), other);
    assert.deepEqual(linksOf(), links);
  });

  test("paths narrow it further", async () => {
    workspace.edit(SPEC, "jitter status:in_progress", "jitter status:done");
    assert.equal((await workspace.run(["check", OTHER, ...SINCE])).code, 0);
    assert.equal((await workspace.run(["check", `${SPEC}#retry`, ...SINCE])).code, 0);
    assert.equal((await workspace.run(["check", "docs/specs", ...SINCE])).code, 1);
  });

  test("a section that moved to another spec keeps its ticket", async () => {
    const section = SEARCH.slice(SEARCH.indexOf("## 1."));
    const moved = workspace.read(OTHER).slice(workspace.read(OTHER).indexOf("## 1."));
    workspace.write(OTHER, "# Search\n");
    workspace.write("docs/specs/find.md", `# Find\n\n${moved}`);
    assert.equal((await workspace.run(["sync", ...SINCE])).code, 0);
    assert.equal(workspace.tickets().length, 3);
    // Without its comment it is known by what it says, also where its old spec has not changed.
    workspace.write("docs/specs/find.md", `# Find\n\n${section}`);
    assert.equal((await workspace.run(["sync", ...SINCE])).code, 0);
    assert.equal(workspace.tickets().length, 3);
    assert.match(workspace.read("docs/specs/find.md"), /canon:ticket:local:/);
  });

  test("a link that a spec without changes has already is seen", async () => {
    const [link] = /<!-- canon:ticket:local:\S+ -->/.exec(workspace.read(OTHER)) ?? [];
    workspace.edit(SPEC, "Adds noise.", `Adds noise.\n\n### Twice\n${String(link)}\n`);
    const { code, stdout } = await workspace.run(["check", ...SINCE]);
    assert.equal(code, 1);
    assert.match(stdout, /sync\/ticket-linked-twice/);
  });

  test("a new spec counts as changed, and every spec where the configuration changed", async () => {
    workspace.write(
      "docs/specs/new.md",
      SEARCH.replaceAll("index", "fresh").replace("Index", "New"),
    );
    const files = async (): Promise<readonly string[]> =>
      valid("check", (await workspace.run(["check", ...SINCE, "--json"])).json()).files;
    assert.deepEqual(await files(), ["docs/specs/new.md"]);
    workspace.write("CANON.yaml", `${workspace.read("CANON.yaml")}# A note.\n`);
    assert.deepEqual(await files(), ["docs/specs/new.md", SPEC, OTHER]);
  });

  test("counts from where the branch was left", async () => {
    clone.branch("feature");
    workspace.edit(SPEC, "jitter status:in_progress", "jitter status:done");
    clone.git("commit", "-q", "-a", "-m", "Jitter");
    assert.equal((await workspace.run(["check", "--changed-since", "main"])).code, 1);
    assert.equal((await workspace.run(["check", ...SINCE])).code, 0);
  });

  test("an unknown revision is 2, and nothing is done", async () => {
    const before = workspace.contents();
    const { code } = await workspace.run(["sync", "--changed-since", "no-such-branch", "--json"]);
    assert.equal(code, 2);
    assert.deepEqual(workspace.contents(), before);
  });

  function moveTicket(): void {
    const key = /local:(LOCAL-\d)/.exec(workspace.read(OTHER))?.[1] ?? "";
    workspace.edit(`.canon/tickets/${key}.md`, "status: todo", "status: in_progress");
  }

  /** The records of the links that the spec without changes has. */
  function linksOf(): string[] {
    return workspace
      .read(".canon/links.json")
      .split("\n")
      .filter((line) => line.includes(OTHER));
  }
});
