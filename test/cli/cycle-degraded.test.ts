import assert from "node:assert/strict";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { aPull } from "../support/github/git-repository.ts";
import { startGithubDouble } from "../support/github/github-double.ts";
import { startJiraCloudDouble } from "../support/jira-cloud/jira-cloud-double.ts";
import { startLinearDouble } from "../support/linear/linear-double.ts";
import type { Fault } from "../support/remote/double.ts";
import { buildCli, TestWorkspace } from "./canon-process.ts";

interface Completion {
  readonly outcome: string | null;
  readonly systems: readonly {
    readonly system: string;
    readonly state: string;
    readonly transition: { readonly to: string; readonly done: boolean } | null;
    readonly comment: { readonly posted: boolean; readonly text: string } | null;
    readonly reason: string | null;
  }[];
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

/** The figures of a team, with a wait that a test can afford. */
const TEAM = '{"collab":{"multi_writer_enabled":true,"lock_timeout_ms":120}}';

suite("canon cycle, where something is in the way", () => {
  let workspace: TestWorkspace;
  let linear: Awaited<ReturnType<typeof startLinearDouble>>;
  let jira: Awaited<ReturnType<typeof startJiraCloudDouble>>;
  let env: Record<string, string>;
  let state: string;

  suiteSetup(buildCli);
  setup(async () => {
    [linear, jira] = await Promise.all([startLinearDouble(), startJiraCloudDouble()]);
    env = { ...linear.env, ...jira.env };
    state = `---\r\ncycle: cycle-7\r\n---\r\n\r\n<ticket_links>\r\ncycle: cycle-7\r\nlinear: ${linear.seed(1)[0] ?? ""}\r\njira: ${jira.seed(1)[0] ?? ""}\r\n</ticket_links>\r\n\r\n<timestamps>\r\nstarted_at: ~\r\n</timestamps>`;
    workspace = new TestWorkspace({
      ".design/STATE.md": state,
      ".design/DESIGN-VERIFICATION.md": "---\npass: true\n---\n",
    });
  });
  teardown(async () => {
    workspace.remove();
    await Promise.all([linear.close(), jira.close()]);
  });

  const stateFile = (): string => workspace.read(".design/STATE.md");
  const complete = async (...args: string[]): Promise<Completion> => {
    const result = await workspace.run(["cycle", "complete", "--json", ...args], { env });
    assert.equal(result.code, 0, result.stderr);
    return result.json() as Completion;
  };
  const states = ({ systems }: Completion): string[] => systems.map((one) => one.state);
  const lockOf = (pid: number): string =>
    JSON.stringify({ pid, host: hostname(), acquired_at: new Date().toISOString() });

  for (const lock of ["STATE.md.lock", "state.sqlite.lock"]) {
    test(`tells of ${lock} that another live process holds, and leaves the state alone`, async () => {
      const held = lockOf(process.pid);
      workspace.write(".design/config.json", TEAM);
      workspace.write(`.design/${lock}`, held);
      if (lock.startsWith("state.sqlite")) workspace.write(".design/state.sqlite", "a database");
      const before = readdirSync(join(workspace.root, ".design")).sort();
      const report = await complete();
      assert.deepEqual(
        report.systems.map(({ transition, comment }) => [transition?.done, comment?.posted]),
        [
          [true, true],
          [true, true],
        ],
      );
      assert.deepEqual(
        report.problems.map(({ code }) => code),
        ["cycle/locked"],
      );
      assert.match(report.problems[0]?.message ?? "", new RegExp(`held by process ${process.pid}`));
      assert.equal(stateFile(), state);
      assert.equal(workspace.read(`.design/${lock}`), held);
      assert.deepEqual(readdirSync(join(workspace.root, ".design")).sort(), before);
    });
  }

  test("takes over the lock of a process that is gone, keeps every other byte, and leaves no file", async () => {
    workspace.write(".design/state.sqlite", "a database");
    for (const lock of ["STATE.md.lock", "state.sqlite.lock"]) {
      workspace.write(`.design/${lock}`, lockOf(4_194_300));
    }
    const { problems } = await complete();
    assert.deepEqual(problems, []);
    const [before = "", after = ""] = state.split("</ticket_links>");
    assert.ok(stateFile().startsWith(before) && stateFile().endsWith(`</ticket_links>${after}`));
    assert.match(stateFile(), /\r\nlinear_status: Done\r\n/);
    assert.equal(existsSync(join(workspace.root, ".design/STATE.md.lock")), false);
    assert.equal(existsSync(join(workspace.root, ".design/state.sqlite.lock")), false);
  });

  const FAULTS: readonly Fault[] = [
    { kind: "status", status: 401 },
    { kind: "status", status: 403 },
    { kind: "status", status: 503 },
    { kind: "html" },
    { kind: "empty" },
    { kind: "drop" },
  ];
  for (const fault of FAULTS) {
    const name =
      fault.kind === "status" ? `answers ${fault.status}` : `answers with "${fault.kind}"`;
    test(`brings the cycle to Jira when Linear ${name}, and touches nothing of Linear's`, async () => {
      linear.faultFor = () => fault;
      const report = await complete();
      assert.deepEqual(states(report), ["unavailable", "available"]);
      assert.equal(jira.tickets()[0]?.status, "Done");
      assert.ok(!stateFile().includes("linear_"), stateFile());
      assert.ok(linear.requests.length <= 3, `${linear.requests.length} attempts`);
    });
  }

  test("leaves the state alone when nobody answers, switches are set, or nothing is linked", async () => {
    linear.faultFor = jira.faultFor = () => ({ kind: "status", status: 503 });
    assert.deepEqual(states(await complete()), ["unavailable", "unavailable"]);
    env = { ...env, GDD_DISABLE_LINEAR: "1" };
    workspace.write(".design/config.json", '{"ticket_sync":{"jira":{"enabled":false}}}');
    const [asked, askedJira] = [linear.requests.length, jira.requests.length];
    assert.deepEqual(states(await complete()), ["disabled", "disabled"]);
    env = {};
    workspace.write(".design/config.json", "{ not json");
    assert.deepEqual(states(await complete()), ["not_configured", "not_configured"]);
    env = { ...linear.env, ...jira.env, CANON_OFFLINE: "1" };
    assert.deepEqual(states(await complete()), ["unavailable", "unavailable"]);
    assert.deepEqual([linear.requests.length, jira.requests.length], [asked, askedJira]);
    assert.equal(stateFile(), state);
    for (const broken of ["", "no front matter", state.replace("</ticket_links>", ""), "\0\0"]) {
      workspace.write(".design/STATE.md", broken);
      await complete();
      assert.equal(stateFile(), broken);
    }
    rmSync(join(workspace.root, ".design/STATE.md"));
    await complete();
    assert.equal(existsSync(join(workspace.root, ".design/STATE.md")), false);
  });

  test("says in its health how each tracker stands, without a cycle too", async () => {
    env = { ...env, GDD_DISABLE_LINEAR: "1" };
    const details = async (): Promise<unknown> => {
      const result = await workspace.run(["cycle", "health", "--json"], { env });
      assert.equal(result.code, 0, result.stderr);
      const { checks } = result.json() as { checks: { status: string; detail: string }[] };
      return checks.map(({ status, detail }) => `${status} ${detail}`);
    };
    const off = "ok linear: disabled by env (GDD_DISABLE_LINEAR=1)";
    const [key] = jira.tickets().map((ticket) => ticket.key);
    assert.deepEqual(await details(), [
      'ok The current design cycle is "cycle-7".',
      off,
      `ok jira: available (${key ?? ""} is "To Do")`,
    ]);
    workspace.write(".design/config.json", '{"ticket_sync":{"jira":{"enabled":false}}}');
    workspace.write(".design/STATE.md", "---\ncycle: \n---\n");
    assert.deepEqual(await details(), [
      "ok No design cycle is current.",
      off,
      "ok jira: disabled by config (.design/config.json: ticket_sync.jira.enabled=false)",
    ]);
  });

  test("finds the open pull request of the branch, and only shows it beforehand", async () => {
    const github = await startGithubDouble();
    try {
      const git = github.state.repositories.get("acme/shop")?.git;
      assert.ok(git !== undefined);
      workspace.write(".git/config", `[remote "origin"]\n\turl = ${github.origin}/acme/shop.git\n`);
      workspace.write(".git/HEAD", "ref: refs/heads/feature\n");
      env = { ...env, ...github.env };
      assert.equal((await complete("--dry-run")).outcome, "verify-passed");
      git.pulls.push(aPull());
      const shown = await complete("--dry-run");
      assert.equal(shown.outcome, "shipped");
      assert.match(shown.systems[0]?.comment?.text ?? "", /Pull request: https?:\S+\/pull\/4$/);
      assert.equal([...linear.requests, ...jira.requests].filter((one) => one.isWrite).length, 0);
      assert.equal(stateFile(), state);
    } finally {
      await github.close();
    }
  });
});
