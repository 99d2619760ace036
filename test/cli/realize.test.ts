import assert from "node:assert/strict";
import { startGithubDouble, type GithubDouble } from "../support/github/github-double.ts";
import { aPull, type GitRepository } from "../support/github/git-repository.ts";
import { createRealRepository, type RealRepository } from "../support/real-repository.ts";
import { buildCli, type RunResult, type TestWorkspace } from "./canon-process.ts";
import { paymentsWorkspace, SPEC } from "./sample.ts";

interface Report {
  readonly items: readonly { readonly kind: string; readonly outcome?: string }[];
  readonly held: readonly { readonly reason: string }[];
  readonly verdicts: readonly { readonly verdict: string; readonly origin: string }[];
  readonly problems: readonly { readonly code: string }[];
}

const TEST = 'test("Backs off", () => {});\n';
const PAGE = "https://github.com/acme/shop/pull/4";
const JITTER = "export const jitter = () => 1;\n";

suite("canon realize", () => {
  let workspace: TestWorkspace;
  let double: GithubDouble;
  let clone: RealRepository;

  suiteSetup(buildCli);
  setup(async () => {
    double = await startGithubDouble();
    workspace = paymentsWorkspace();
    clone = createRealRepository(workspace.root);
    clone.git("remote", "add", "origin", `${double.origin}/acme/shop.git`);
    assert.equal((await workspace.run(["sync"])).code, 0);
    clone.git("add", "-A");
    clone.git("commit", "-q", "-m", "Specs");
    host().push("main", SPEC, workspace.read(SPEC));
  });
  teardown(async () => {
    workspace.remove();
    await double.close();
  });

  function host(): GitRepository {
    const repository = double.state.repositories.get("acme/shop");
    assert.ok(repository !== undefined);
    return repository.git;
  }

  /** The same work in the clone and at the host, merged as pull request 4. */
  function mergePull(body: string, method: "merge" | "squash" = "merge"): void {
    const git = host();
    git.branches.set("feature", git.branches.get("main") ?? "");
    git.push("feature", "src/jitter.ts", JITTER, "Add jitter");
    const pull = aPull({ body, title: "Jitter" });
    git.pulls.push(pull);
    git.merge(pull, "2026-01-06T10:00:00Z", method);
    clone.branch("feature");
    clone.commit("Add jitter", "src/jitter.ts", JITTER);
    if (method === "squash") clone.squash("feature", `Jitter (#4)\n\n${body}`);
    else clone.merge("feature", `Merge pull request #4 from acme/feature\n\nJitter\n\n${body}`);
  }

  const realize = (...args: string[]): Promise<RunResult> =>
    workspace.run(["realize", ...args], { env: double.env });

  for (const method of ["merge", "squash"] as const) {
    test(`after a ${method}: evidence and status in the spec, the ticket told and closed, and a second run does nothing`, async () => {
      mergePull("Closes LOCAL-2", method);
      const first = await realize("--pr", "4", "--json");
      assert.equal(first.code, 0, first.stderr + first.stdout);
      const report = first.json() as Report;
      assert.deepEqual(
        report.items.map(({ kind, outcome }) => [kind, outcome]),
        [
          ["close-ticket", "done"],
          ["set-status", "done"],
          ["add-evidence", "done"],
        ],
      );
      assert.deepEqual(
        report.verdicts.map(({ verdict, origin }) => [verdict, origin]),
        [["realized", "deterministic"]],
      );
      assert.match(
        workspace.read(SPEC),
        /system:jitter status:done -->\n<!-- canon:realized-in:PR#4 src\/jitter\.ts -->\n/,
      );
      const ticket = workspace.read(".canon/tickets/LOCAL-2.md");
      assert.match(ticket, /status: done/);
      assert.match(ticket, /\/acme\/shop\/pull\/4/);
      assert.match(ticket, /Pull request 4 realized `2\.1 Jitter`/);
      const before = workspace.contents();
      const again = await realize("--pr", "#4");
      assert.equal(again.code, 0, again.stderr);
      assert.match(again.stdout, /Nothing to record\./);
      assert.deepEqual(workspace.contents(), before);
      const synced = await workspace.run(["sync", "--json"]);
      assert.deepEqual((synced.json() as Report).items, []);
    });
  }

  test("a dry run says why and writes nothing; a mention in passing is held with what to do", async () => {
    mergePull("See also LOCAL-2, after LOCAL-1.");
    const before = workspace.contents();
    const dry = await realize("--pr", "4", "--dry-run");
    assert.equal(dry.code, 1, dry.stderr);
    assert.match(dry.stdout, /Pull request 4 may have realized this section: .*--section/);
    const held = await realize("--pr", "4", "--json");
    assert.equal(held.code, 1);
    assert.ok((held.json() as Report).held.every(({ reason }) => reason === "relation/weak"));
    assert.deepEqual(workspace.contents(), before);
    const asked = await realize("--pr", "4", "--section", `${SPEC}#jitter`, "--json");
    assert.match(workspace.read(SPEC), /system:jitter status:done/, asked.stderr);
  });

  test("work that nobody tied to a section ends well, and says what it may have to do with", async () => {
    mergePull("Closes LOCAL-2");
    assert.equal((await realize("--pr", "4")).code, 0);
    const git = host();
    git.branches.set("tidy", git.branches.get("main") ?? "");
    git.push("tidy", "src/jitter.ts", "export const jitter = () => 2;\n", "Tidy");
    const pull = aPull({ number: 5, title: "Tidy", head: "tidy" });
    git.pulls.push(pull);
    git.merge(pull, "2026-01-07T10:00:00Z");
    const before = workspace.contents();
    const { code, stdout, stderr } = await realize("--pr", "5");
    assert.equal(code, 0, stderr);
    assert.match(stdout, /Nothing to record\./);
    assert.match(stderr, /may have to do with the section "jitter"[^\n]*--section/);
    assert.deepEqual(workspace.contents(), before);
  });

  test("a pull request by its address; one that is open, unknown or elsewhere is refused", async () => {
    mergePull("Closes LOCAL-2");
    host().pulls.push(aPull({ number: 5, head: "main" }));
    const code = async (word: string): Promise<readonly [number | null, string]> => {
      const { code: exit, stderr } = await realize("--pr", word);
      return [exit, stderr];
    };
    const [exit, why] = await code("5");
    assert.deepEqual([exit, /not merged yet/.test(why)], [1, true], why);
    assert.equal((await code("99"))[0], 2);
    assert.equal((await code("https://evil.example/acme/shop/pull/4"))[0], 2);
    assert.equal((await code("four"))[0], 2);
    assert.equal((await realize()).code, 2);
    const named = await realize("--pr", "https://github.com/acme/shop/pull/4");
    assert.equal(named.code, 0, named.stderr);
    assert.match(workspace.read(SPEC), /realized-in:PR#4/);
  }).timeout(60_000);

  test("without a git host, the merge in the clone is enough", async () => {
    mergePull("Closes LOCAL-2");
    clone.git("remote", "set-url", "origin", "https://git.example.com/acme/shop.git");
    const { code, stderr, stdout } = await workspace.run(["realize", "--pr", "4"]);
    assert.equal(code, 0, stderr + stdout);
    assert.match(
      workspace.read(SPEC),
      /status:done -->\n<!-- canon:realized-in:PR#4 src\/jitter\.ts -->/,
    );
    assert.equal((await workspace.run(["realize", "--pr", "4"])).code, 0);
  });

  test("a number in a clone of github.com is asked at the server of the credential, else in the clone", async () => {
    mergePull("Closes LOCAL-2");
    clone.git("remote", "set-url", "origin", "git@github.com:acme/shop.git");
    const dry = await realize("--pr", "4", "--dry-run", "--json");
    assert.equal(dry.code, 0, dry.stderr);
    const { work } = dry.json() as { work: { title: string; url: string } };
    assert.equal(work.title, "Jitter");
    assert.ok(double.requests.some(({ url }) => url.includes("/repos/acme/shop/pulls/4")));
    host().pulls.length = 0;
    const alone = await realize("--pr", "4", "--json");
    assert.equal(alone.code, 0, alone.stderr);
    assert.equal((alone.json() as { work: { url: string } }).work.url, PAGE);
    assert.match(workspace.read(".canon/tickets/LOCAL-2.md"), new RegExp(PAGE));
    const offline = await workspace.run(["realize", "--pr", "4"], {
      env: { ...double.env, CANON_OFFLINE: "1" },
    });
    assert.equal(offline.code, 0, offline.stderr);
    assert.match(offline.stdout, /Nothing to record\./);
  });

  test("as a pull request: the spec stays here, the ticket is told, and it is proposed once", async () => {
    mergePull("Closes LOCAL-2");
    const text = workspace.read(SPEC);
    const first = await realize("--pr", "4", "--pull-request");
    assert.equal(first.code, 0, first.stderr + first.stdout);
    assert.match(first.stdout, /Opened pull request \d+ in acme\/shop/);
    assert.equal(workspace.read(SPEC), text);
    const proposed = host().pulls.find(({ title }) => title.startsWith("docs:"));
    assert.equal(proposed?.title, "docs: record realization of PR #4");
    assert.match(host().files(proposed.head).get(SPEC) ?? "", /realized-in:PR#4 src\/jitter\.ts/);
    assert.match(workspace.read(".canon/tickets/LOCAL-2.md"), /status: done/);
    await realize("--pr", "4", "--pull-request");
    assert.equal(host().pulls.length, 2);
  });

  test("a test that is named after a criterion ticks it, and nothing else", async () => {
    const git = host();
    git.branches.set("feature", git.branches.get("main") ?? "");
    git.push("feature", "test/retry.test.ts", TEST, "Test");
    const pull = aPull({ body: "Closes LOCAL-1" });
    git.pulls.push(pull);
    git.merge(pull, "2026-01-06T10:00:00Z");
    workspace.write("test/retry.test.ts", TEST);
    const { code, stderr } = await realize("--pr", "4");
    assert.equal(code, 0, stderr);
    // Two words may mean anything.
    assert.match(workspace.read(SPEC), /status:in_progress[\s\S]*- \[ \] Backs off\n/);
  });
});
