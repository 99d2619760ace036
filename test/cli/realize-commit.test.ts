import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRealRepository, type RealRepository } from "../support/real-repository.ts";
import { buildCli, type RunResult, type TestWorkspace } from "./canon-process.ts";
import { paymentsWorkspace, SPEC } from "./sample.ts";

interface Report {
  readonly items: readonly { readonly kind: string; readonly outcome?: string }[];
  readonly problems: readonly { readonly code: string; readonly file?: string }[];
  readonly commit?: {
    readonly id: string;
    readonly branch: string;
    readonly files: string[];
  } | null;
}

const LINKS = ".canon/links.json";
const MESSAGE = "docs: record realization of PR #4";

suite("canon realize --commit", () => {
  let workspace: TestWorkspace;
  let clone: RealRepository;

  suiteSetup(buildCli);
  setup(async () => {
    workspace = paymentsWorkspace();
    clone = createRealRepository(workspace.root);
    clone.git("config", "user.name", "Ada");
    clone.git("config", "user.email", "ada@example.com");
    assert.equal((await workspace.run(["sync"])).code, 0);
    clone.git("add", "-A");
    clone.git("commit", "-q", "-m", "Specs");
    clone.branch("feature");
    clone.commit("Add jitter", "src/jitter.ts", "export const jitter = () => 1;\n");
    clone.merge("feature", "Merge pull request #4 from acme/feature\n\nJitter\n\nCloses LOCAL-2");
  });
  teardown(() => workspace.remove());

  const realize = (...args: string[]): Promise<RunResult> =>
    workspace.run(["realize", "--pr", "4", "--commit", ...args]);

  test("commits the spec and what was agreed, nothing that is staged or changed besides, and once", async () => {
    writeFileSync(join(workspace.root, "staged.txt"), "staged\n");
    clone.git("add", "staged.txt");
    workspace.write("README.md", "# Dirty\n");
    const before = clone.git("rev-parse", "HEAD");
    const done = await realize("--json");
    assert.equal(done.code, 0, done.stderr + done.stdout);
    const { commit } = done.json() as Report;
    assert.equal(commit?.branch, "main");
    assert.equal(commit.id, clone.git("rev-parse", "HEAD"));
    assert.equal(clone.git("rev-parse", "HEAD^"), before);
    assert.deepEqual(clone.git("diff", "--name-only", "HEAD^", "HEAD").split("\n"), [LINKS, SPEC]);
    assert.equal(clone.git("log", "-1", "--format=%s"), MESSAGE);
    assert.match(clone.git("show", `HEAD:${SPEC}`), /status:done -->\n<!-- canon:realized-in:PR#4/);
    assert.deepEqual(clone.git("status", "--porcelain").split("\n"), [
      "M .canon/tickets/LOCAL-2.md",
      " M README.md",
      "A  staged.txt",
    ]);
    const contents = workspace.contents();
    const again = await realize();
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stdout, /Nothing to record\./);
    assert.deepEqual(workspace.contents(), contents);
    assert.equal(clone.git("rev-parse", "HEAD"), commit.id);
  });

  test("refuses, before it changes anything, where other changes of the spec would ride along", async () => {
    const refused = async (why: RegExp): Promise<void> => {
      const before = workspace.contents();
      const head = clone.git("rev-parse", "HEAD");
      const { code, stderr, stdout } = await realize();
      assert.equal(code, 1, stdout);
      assert.match(stderr, why);
      assert.match(stderr, /Nothing was (?:committed or )?changed/);
      assert.deepEqual(workspace.contents(), before);
      assert.equal(clone.git("rev-parse", "HEAD"), head);
    };
    const text = workspace.read(SPEC);
    workspace.write(SPEC, `${text}\nMore.\n`);
    await refused(/payments\.md.*has changes that are not committed/);
    clone.git("add", SPEC);
    await refused(/payments\.md.*has staged changes/);
    clone.git("reset", "-q", "--hard");
    workspace.write(LINKS, `${workspace.read(LINKS)}\n`);
    await refused(/links\.json.*has changes that are not committed/);
    clone.git("checkout", "-q", LINKS);
    clone.git("checkout", "-q", "--detach");
    await refused(/on no branch/);
    clone.git("checkout", "-q", "main");
    clone.git("config", "--unset", "user.email");
    clone.git("config", "user.useConfigOnly", "true");
    await refused(/does not know who you are/);
  }).timeout(60_000);

  test("leaves out what was agreed where git ignores it, and keeps the line endings of the spec", async () => {
    clone.git("rm", "-q", "--cached", LINKS);
    clone.git("config", "core.autocrlf", "true");
    clone.commit("Ignore", ".gitignore", "/.canon/\n");
    workspace.write(SPEC, workspace.read(SPEC).replaceAll("\n", "\r\n"));
    const done = await realize("--json");
    assert.equal(done.code, 0, done.stderr + done.stdout);
    assert.deepEqual((done.json() as Report).commit?.files, [SPEC]);
    assert.ok(!clone.git("show", `HEAD:${SPEC}`).includes("\r"));
    assert.match(workspace.read(SPEC), /realized-in:PR#4 src\/jitter\.ts -->\r\n/);
    assert.ok(!clone.git("status", "--porcelain").includes(SPEC));
  });

  test("is one way of several; a dry run commits nothing", async () => {
    assert.equal((await realize("--pull-request")).code, 2);
    const dry = await realize("--dry-run");
    assert.equal(dry.code, 0, dry.stderr);
    assert.equal(clone.git("status", "--porcelain"), "");
  });
});
