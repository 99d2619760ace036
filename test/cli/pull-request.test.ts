import assert from "node:assert/strict";
import { startGithubDouble, type GithubDouble } from "../support/github/github-double.ts";
import { buildCli, type TestWorkspace } from "./canon-process.ts";
import { paymentsWorkspace, SPEC } from "./sample.ts";

interface Report {
  readonly items: readonly { readonly kind: string; readonly outcome: string }[];
  readonly pullRequest: { readonly kind: string; readonly repository: string } | null;
}

suite("canon sync --pull-request", () => {
  let workspace: TestWorkspace;
  let double: GithubDouble;

  suiteSetup(buildCli);
  setup(async () => {
    double = await startGithubDouble();
    workspace = paymentsWorkspace({
      ".git/config": `[remote "origin"]\n\turl = ${double.origin}/acme/shop.git\n`,
    });
    assert.equal((await workspace.run(["sync"])).code, 0);
    git().push("main", SPEC, workspace.read(SPEC));
    workspace.edit(".canon/tickets/LOCAL-1.md", "- [ ] Backs off", "- [x] Backs off");
  });
  teardown(async () => {
    workspace.remove();
    await double.close();
  });

  function git() {
    const repository = double.state.repositories.get("acme/shop");
    assert.ok(repository !== undefined);
    return repository.git;
  }

  test("opens one pull request with the spec edits and leaves every file as it is", async () => {
    const before = workspace.contents();
    const args = ["sync", "--reverse", "--pull-request"];
    const first = await workspace.run(args, { env: double.env });
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /Opened pull request 1 in acme\/shop: https:\/\/\S+/);
    const again = await workspace.run([...args, "--json"], { env: double.env });
    const report = again.json() as Report;
    assert.deepEqual(
      report.items.map(({ kind, outcome }) => [kind, outcome]),
      [["check-criterion", "done"]],
    );
    assert.deepEqual(
      [report.pullRequest?.kind, report.pullRequest?.repository],
      ["already", "acme/shop"],
    );
    assert.equal(git().pulls.length, 1);
    assert.deepEqual(workspace.contents(), before);
  });

  test("refuses a plan that would write tickets, and touches nothing", async () => {
    workspace.edit(SPEC, "Retries back off.", "Retries back off for long.");
    const before = workspace.contents();
    const both = await workspace.run(["sync", "--pull-request", "--json"], { env: double.env });
    assert.equal(both.code, 2);
    assert.match(both.stderr + both.stdout, /Add --reverse/);
    assert.deepEqual(workspace.contents(), before);
    assert.equal(git().pulls.length, 0);
    const reverse = await workspace.run(["sync", "--reverse", "--pull-request"], {
      env: double.env,
    });
    assert.equal(reverse.code, 0, reverse.stderr);
  });

  test("sends no credential to a server that it was not given for", async () => {
    workspace.write(".git/config", '[remote "origin"]\n\turl = https://evil.example/acme/shop\n');
    const { code, stderr } = await workspace.run(["sync", "--reverse", "--pull-request"], {
      env: double.env,
    });
    assert.equal(code, 2);
    assert.match(stderr, /evil\.example.*another server/);
    assert.deepEqual(double.requests, []);
  });

  test("names the permissions that a token lacks", async () => {
    double.state.switches.mayTouchFiles = false;
    const { code, stdout } = await workspace.run(["sync", "--reverse", "--pull-request"], {
      env: double.env,
    });
    assert.equal(code, 1);
    assert.match(stdout, /permissions Contents and Pull requests/);
  });
});
