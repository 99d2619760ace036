import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { buildCli, type TestWorkspace } from "./canon-process.ts";
import { paymentsWorkspace, SPEC } from "./sample.ts";

const LINKS = ".canon/links.json";

interface Resolved {
  readonly files: readonly { file: string; resolved: number; left: number }[];
  readonly notes: readonly { code: string; file: string; message: string }[];
  readonly problems: readonly { code: string; file: string; line: number }[];
}

/** Runs git in the workspace, without anybody's settings; a merge with conflicts is no failure. */
function git({ root }: TestWorkspace, ...args: string[]): void {
  const who = ["-c", "user.name=Ines", "-c", "user.email=ines@example.com"];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  try {
    execFileSync("git", [...who, ...args], { cwd: root, env, stdio: "ignore" });
  } catch (error) {
    if (args[0] !== "merge") throw error;
  }
}

/** Syncs after a change of the retry section's status, and commits all of it. */
async function moveTo(workspace: TestWorkspace, status: string): Promise<void> {
  workspace.edit(SPEC, "canon:system:retry status:todo", `canon:system:retry status:${status}`);
  assert.equal((await workspace.run(["sync"])).code, 0);
  git(workspace, "add", "-A");
  git(workspace, "commit", "-m", status);
}

/** Two branches that moved one section to different states, merged by git as far as it can. */
async function mergedBranches(): Promise<TestWorkspace> {
  const workspace = paymentsWorkspace();
  git(workspace, "init", "-b", "main");
  assert.equal((await workspace.run(["sync"])).code, 0);
  git(workspace, "add", "-A");
  git(workspace, "commit", "-m", "first");
  git(workspace, "checkout", "-b", "other");
  await moveTo(workspace, "in_progress");
  git(workspace, "checkout", "main");
  await moveTo(workspace, "done");
  git(workspace, "merge", "other");
  git(workspace, "checkout", "--ours", ".canon/tickets");
  return workspace;
}

suite("canon resolve", () => {
  suiteSetup(buildCli);

  test("decides what git could not, after which a sync goes on with the same tickets", async () => {
    const workspace = await mergedBranches();
    const tickets = workspace.tickets();
    assert.match(workspace.read(SPEC), /^<{7} HEAD$/m);
    assert.match(workspace.read(LINKS), /^<{7} HEAD$/m);

    const before = workspace.contents();
    const refused = await workspace.run(["sync", "--json"]);
    assert.equal(refused.code, 1);
    const { problems } = refused.json() as Resolved;
    assert.ok(problems.some(({ code, file }) => code === "sync/merge-conflict" && file === LINKS));
    const linted = await workspace.run(["lint", "--json"]);
    assert.equal(linted.code, 1);
    const found = (linted.json() as Resolved).problems.map(({ code }) => code);
    assert.ok(found.includes("spec/merge-conflict") && found.includes("sync/merge-conflict"));
    const looked = await workspace.run(["resolve", "--dry-run", "--json"]);
    assert.equal(looked.code, 0, looked.stderr);
    assert.deepEqual(workspace.contents(), before);

    const resolved = await workspace.run(["resolve", "--json"]);
    assert.equal(resolved.code, 0, resolved.stderr);
    const { files, notes, problems: left } = resolved.json() as Resolved;
    assert.deepEqual(
      files.map(({ file, left: rest }) => [file, rest]),
      [
        [SPEC, 0],
        [LINKS, 0],
      ],
    );
    assert.deepEqual(left, []);
    assert.match(notes.find(({ file }) => file === SPEC)?.message ?? "", /done was kept/);
    assert.match(workspace.read(SPEC), /canon:system:retry status:done/);
    assert.match(workspace.read(LINKS), /"local:[A-Z]+-\d+":\{"status":"todo"/);

    assert.equal((await workspace.run(["sync"])).code, 0);
    assert.deepEqual(workspace.tickets(), tickets);
    workspace.remove();
  });

  test("leaves to a person what no rule decides, and says where", async () => {
    const workspace = paymentsWorkspace();
    workspace.edit(SPEC, "Adds noise.", "<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> other");
    const { code, stdout, stderr } = await workspace.run(["resolve"]);
    assert.equal(code, 1);
    assert.match(stdout, /docs\/specs\/payments\.md {2}0 conflicts decided, 1 left for you/);
    assert.match(stderr, /docs\/specs\/payments\.md:20 warning .* \[merge\/left\]/);
    workspace.remove();
  });

  test("merges the list of tickets that are out of scope", async () => {
    const workspace = paymentsWorkspace();
    const file = ".canon/triage.json";
    git(workspace, "init", "-b", "main");
    for (const [branch, from, key] of [
      ["base", "main", "jira:PAY-1"],
      ["other", "base", "jira:PAY-2"],
      ["mine", "base", "jira:PAY-3"],
    ] as const) {
      git(workspace, "checkout", "-b", branch, ...(branch === "base" ? [] : [from]));
      workspace.write(file, `{"version":1,"outOfScope":{\n"${key}":true,\n"":null}}\n`);
      git(workspace, "add", "-A");
      git(workspace, "commit", "-m", key);
    }
    git(workspace, "merge", "other");
    assert.match(workspace.read(file), /^<{7} /m);
    assert.equal((await workspace.run(["resolve"])).code, 0);
    const list = JSON.parse(workspace.read(file)) as { outOfScope: object };
    assert.deepEqual(Object.keys(list.outOfScope), ["jira:PAY-2", "jira:PAY-3", ""]);
  });

  test("has nothing to do without a merge", async () => {
    const workspace = paymentsWorkspace();
    const { code, stdout } = await workspace.run(["resolve"]);
    assert.equal(code, 0);
    assert.equal(stdout, "No file has conflicts of a merge. Nothing to do.\n");
    workspace.remove();
  });
});
