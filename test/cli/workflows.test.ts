import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AZURE } from "../support/ci/azure-file.ts";
import { CiBench } from "../support/ci/ci-bench.ts";
import { at, readCiFile, type CiEvent, type Yaml } from "../support/ci/ci-files.ts";
import { GITHUB } from "../support/ci/github-file.ts";
import { GITLAB } from "../support/ci/gitlab-file.ts";
import { startGithubDouble } from "../support/github/github-double.ts";
import { project } from "../run/run-command.ts";
import { buildCli, CLI } from "./canon-process.ts";
import { LOCAL, PAYMENTS, SPEC } from "./sample.ts";

const RETRY = ".canon/tickets/LOCAL-1.md";
const JITTER = ".canon/tickets/LOCAL-2.md";
const EVENTS: readonly CiEvent[] = ["pull-request", "fork", "push", "schedule"];

for (const system of [GITHUB, GITLAB, AZURE]) {
  suite(`docs/ci/${system.name}`, function () {
    this.timeout(120_000);
    let bench: CiBench;
    suiteSetup(buildCli);
    setup(() => {
      bench = new CiBench(CLI, { "CANON.yaml": LOCAL, [SPEC]: PAYMENTS });
    });
    teardown(() => bench.remove());

    /** Runs it, and once more, which must change nothing. */
    async function runTwice(event: CiEvent): Promise<void> {
      const first = await bench.run(system, event);
      assert.equal(first.code, 0, first.log);
      const landed = bench.branches();
      const second = await bench.run(system, event);
      assert.equal(second.code, 0, second.log);
      assert.equal(bench.branches(), landed);
    }

    test("a push gives sections their tickets, and tickets what is new in sections", async () => {
      await runTwice("push");
      assert.match(bench.shown(RETRY), /status: todo/);
      assert.match(bench.shown(SPEC), /canon:ticket:local:LOCAL-1/);
      assert.match(bench.shown(".canon/links.json"), /LOCAL-2/);
      const moved = bench.edit(SPEC, "retry status:todo", "retry status:in_progress");
      bench.commit("Begin retries", { [SPEC]: moved });
      await runTwice("push");
      assert.match(bench.shown(RETRY), /status: in_progress/);
    });

    test("a schedule brings specs what is new in tickets", async () => {
      await runTwice("push");
      bench.commit("Triage", { [RETRY]: bench.edit(RETRY, "status: todo", "status: in_progress") });
      await runTwice("schedule");
      assert.match(bench.shown(SPEC), /retry status:in_progress/);
    });

    test("a merged pull request leaves its evidence in the spec and closes the ticket", async () => {
      await runTwice("push");
      bench.merge(system.mergeMessage(4, "Closes LOCAL-2"), "src/jitter.ts", "export {};\n");
      await runTwice("push");
      assert.match(bench.shown(SPEC), /jitter status:done -->\n<!-- canon:realized-in:PR#4 src/);
      assert.match(bench.shown(JITTER), /status: done/);
    });

    test("a pull request is stopped for drift and not for being ahead, and nothing is pushed", async () => {
      const landed = bench.branches();
      const ahead = await bench.run(system, "pull-request");
      assert.equal(ahead.code, 0, ahead.log);
      assert.equal(bench.branches(), landed);
      await runTwice("push");
      bench.commit("Triage", { [RETRY]: bench.edit(RETRY, "status: todo", "status: in_progress") });
      const drifted = await bench.run(system, "pull-request");
      assert.equal(drifted.code, 1, drifted.log);
      assert.match(drifted.log, /drift\/status/);
    });

    test("a pull request of a fork is looked at without asking any tracker", async () => {
      const linked = PAYMENTS.replace("todo -->", "todo -->\n<!-- canon:ticket:jira:PAY-1 -->");
      const config = "sync:\n  system: jira\n  project_key: PAY\n";
      bench.commit("Use Jira", { "CANON.yaml": config, [SPEC]: linked });
      const fork = await bench.run(system, "fork");
      assert.equal(fork.code, 0, fork.log);
      assert.match(fork.log, /CANON_OFFLINE is set/);
      assert.equal(
        (await bench.run(system, "pull-request")).code,
        1,
        "credentials are missing there",
      );
      bench.commit("Slip", { [SPEC]: bench.edit(SPEC, "Adds noise.", "<!-- canon:tikcet -->") });
      assert.equal((await bench.run(system, "fork")).code, 1);
    });

    test("somebody who pushes at the same moment loses nothing, and no section gets two tickets", async () => {
      bench.raceWith("Notes", { "docs/notes.md": "# Notes\n" });
      await runTwice("push");
      assert.equal(bench.shown("docs/notes.md"), "# Notes\n");
      assert.match(bench.shown(SPEC), /canon:ticket:local:LOCAL-2/);
      assert.throws(() => bench.shown(".canon/tickets/LOCAL-3.md"));
    });

    test("a push that changes the same lines at the same moment is decided by rule", async () => {
      const theirs = PAYMENTS.replace("retry status:todo", "retry status:in_progress");
      bench.raceWith("Begin retries", { [SPEC]: theirs });
      const run = await bench.run(system, "push");
      assert.equal(run.code, 0, run.log);
      assert.match(
        bench.shown(SPEC),
        /canon:ticket:local:LOCAL-1 -->\n<!-- canon:system:retry status:in_progress -->/,
      );
      await runTwice("push");
      assert.match(bench.shown(RETRY), /status: in_progress/);
      assert.throws(() => bench.shown(".canon/tickets/LOCAL-3.md"));
    });

    test("where the branch takes no push, the links of new tickets lie on another one", async () => {
      bench.protect("main");
      const { code, log } = await bench.run(system, "push");
      assert.notEqual(code, 0);
      assert.match(log, /Merge the branch canon\/unmerged-7 into main/);
      assert.match(bench.shown(SPEC, "canon/unmerged-7"), /canon:ticket:local:LOCAL-2/);
      assert.match(bench.shown(RETRY, "canon/unmerged-7"), /status: todo/);
    });

    test("what could be done is pushed where something waits for a person", async () => {
      await runTwice("push");
      const held = bench.edit(SPEC, "local:LOCAL-1 ", "local:LOCAL-9 ");
      const spec = held.replace("jitter status:in_progress", "jitter status:done");
      bench.commit("Mixed", { [SPEC]: spec });
      const { code, log } = await bench.run(system, "push");
      assert.notEqual(code, 0, log);
      assert.match(bench.shown(JITTER), /status: done/);
    });

    test("no script holds an expression that others could fill in", () => {
      for (const { script } of EVENTS.flatMap((event) => system.shells(event))) {
        assert.ok(
          !script.includes("${{") && !/\$\([A-Z][A-Za-z]*\.[A-Za-z.]+\)/.test(script),
          script,
        );
      }
    });

    test("it installs the version of this checkout", () => {
      const { version } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as Yaml;
      const [{ env } = { env: {} }] = system.shells("push");
      const name = (env as Readonly<Record<string, string>>)["CANON_PACKAGE"];
      assert.equal(name, `./tools/canon-${String(version)}.tgz`);
    });
  });
}

suite("docs/ci", function () {
  this.timeout(60_000);
  suiteSetup(buildCli);

  test("on GitHub each job has the permissions it needs and no others, and no two syncs overlap", () => {
    const file = readCiFile("github-actions.yml");
    assert.deepEqual(file["permissions"], {});
    assert.ok(!("pull_request_target" in (file["on"] as Yaml)));
    assert.deepEqual(at(file, "jobs", "check", "permissions"), { contents: "read" });
    assert.deepEqual(at(file, "jobs", "sync", "permissions"), {
      contents: "write",
      "pull-requests": "read",
    });
    assert.deepEqual(at(file, "jobs", "sync", "concurrency"), {
      group: "canon-sync",
      "cancel-in-progress": false,
    });
    const jobs = Object.values(at(file, "jobs") as Yaml) as readonly Yaml[];
    const steps = jobs.flatMap((job) => job["steps"] as readonly Yaml[]);
    for (const step of steps) {
      const { uses, run } = step;
      assert.ok(typeof run === "string" || typeof uses === "string");
      if (typeof uses === "string") assert.match(uses, /^actions\/[a-z-]+@v\d+$/);
    }
    const [checkout] = at(file, "jobs", "check", "steps") as readonly Yaml[];
    assert.deepEqual(checkout?.["with"], { "persist-credentials": false });
  });

  test("on GitLab no two syncs overlap, and a sync is not broken off", () => {
    const job = readCiFile("gitlab-ci.yml")["canon-sync"];
    assert.equal(at(job, "resource_group"), "canon-sync");
    assert.equal(at(job, "interruptible"), false);
  });

  test("on GitHub, what comes from tickets can go to a pull request", async () => {
    const double = await startGithubDouble();
    const bench = new CiBench(CLI, { "CANON.yaml": LOCAL, [SPEC]: PAYMENTS });
    try {
      bench.nameRemote(`${double.origin}/acme/shop.git`);
      assert.equal((await bench.run(GITHUB, "push")).code, 0);
      bench.commit("Triage", { [RETRY]: bench.edit(RETRY, "status: todo", "status: done") });
      const host = double.state.repositories.get("acme/shop")?.git;
      host?.push("main", SPEC, bench.shown(SPEC));
      const landed = bench.branches();
      const env = { ...double.env, CANON_REVERSE: "--pull-request" };
      for (const word of ["Opened", "There is already"]) {
        const run = await bench.run(GITHUB, "schedule", env);
        assert.equal(run.code, 0, run.log);
        assert.match(run.log, new RegExp(`${word} pull request 1 in acme/shop`));
      }
      assert.equal(host?.pulls.length, 1);
      assert.equal(bench.branches(), landed);
    } finally {
      bench.remove();
      await double.close();
    }
  });

  test("on GitLab, what comes from tickets can go to a merge request", async () => {
    const bench = new CiBench(CLI, { "CANON.yaml": LOCAL, [SPEC]: PAYMENTS });
    try {
      assert.equal((await bench.run(GITLAB, "push")).code, 0);
      bench.commit("Triage", { [RETRY]: bench.edit(RETRY, "status: todo", "status: done") });
      const landed = bench.branches();
      const env = { CANON_REVERSE: "merge-request" };
      const first = await bench.run(GITLAB, "schedule", env);
      assert.equal(first.code, 0, first.log);
      assert.match(bench.shown(SPEC, "canon/from-tickets"), /retry status:done/);
      assert.match(bench.branches(), new RegExp(landed.split("\n").at(-1) ?? "-"));
      const proposed = bench.branches();
      assert.equal((await bench.run(GITLAB, "schedule", env)).code, 0);
      assert.equal(bench.branches(), proposed);
    } finally {
      bench.remove();
    }
  });
});
