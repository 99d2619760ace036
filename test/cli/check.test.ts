import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { buildCli, type TestWorkspace } from "./canon-process.ts";
import { LOCAL, PAYMENTS, paymentsWorkspace, SPEC } from "./sample.ts";
import { valid } from "./schemas.ts";

const TICKET = ".canon/tickets/LOCAL-1.md";
const TOKEN = `ghp_${"a1B2".repeat(9)}`;

suite("canon check", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(async () => {
    workspace = paymentsWorkspace();
    assert.equal((await workspace.run(["sync"])).code, 0);
  });
  teardown(() => workspace.remove());

  test("is 0 after a sync, asks nobody, and writes nothing", async () => {
    const before = workspace.contents();
    const result = await workspace.run(["check", "--json"]);
    assert.equal(result.code, 0, result.stdout);
    const { problems, files, requests } = valid("check", result.json());
    assert.deepEqual([problems, files, requests["total"]], [[], [SPEC], 0]);
    assert.deepEqual(workspace.contents(), before);
  });

  test("is 1 where a section has no ticket yet, and 0 where specs may be ahead", async () => {
    const fresh = paymentsWorkspace();
    try {
      const before = fresh.contents();
      const { code, stdout } = await fresh.run(["check"]);
      assert.equal(code, 1);
      assert.match(stdout, /payments\.md:7 warning .*Create a local ticket.* \[drift\/pending\]/);
      assert.match(stdout, /2 warnings\./);
      assert.equal((await fresh.run(["check", "--allow-ahead"])).code, 0);
      assert.deepEqual(fresh.contents(), before);
    } finally {
      fresh.remove();
    }
  });

  test("is 1 where a ticket moved, whoever may be ahead, and changes neither side", async () => {
    workspace.edit(TICKET, "status: todo", "status: done");
    const before = workspace.contents();
    const { code, stdout } = await workspace.run(["check", "--allow-ahead"]);
    assert.equal(code, 1);
    assert.match(stdout, new RegExp(`^${SPEC}:7 warning Status: LOCAL-1 moved: `, "m"));
    assert.deepEqual(workspace.contents(), before);
  });

  test("is 1 on a conflict, on a ticket that is gone and on a spec with a problem", async () => {
    workspace.edit(TICKET, "status: todo", "status: done");
    workspace.edit(SPEC, "retry status:todo", "retry status:in_progress");
    workspace.edit(SPEC, "Adds noise.", "<!-- canon:tikcet:jira:PAY-1 -->\nAdds noise.");
    workspace.edit(SPEC, "local:LOCAL-2", "local:LOCAL-9");
    const result = await workspace.run(["check", "--format", "json"]);
    assert.equal(result.code, 1);
    const codes = valid("check", result.json()).problems.map(({ code }) => code);
    for (const code of ["conflict/status", "ticket/missing", "spec/unknown-comment"]) {
      assert.ok(codes.includes(code), codes.join(" "));
    }
  });

  test("looks at what is named", async () => {
    workspace.edit(TICKET, "status: todo", "status: done");
    assert.equal((await workspace.run(["check", `${SPEC}#jitter`])).code, 0);
    assert.equal((await workspace.run(["check", `${SPEC}#retry`])).code, 1);
    assert.equal((await workspace.run(["check", "docs/specs/no.md"])).code, 2);
  });

  test("is 2 without a tracker and under a broken configuration, and reports why", async () => {
    workspace.write("CANON.yaml", "sync: 7\n");
    const broken = await workspace.run(["check", "--format", "sarif", "--output", "out.sarif"]);
    assert.equal(broken.code, 2, broken.stderr);
    assert.match(workspace.read("out.sarif"), /"uri": "CANON\.yaml"/);
    workspace.write("CANON.yaml", "version: 1\n");
    const none = await workspace.run(["check", "--json"]);
    assert.equal(none.code, 2);
    assert.ok(valid("check", none.json()).problems.length > 0);
  });

  test("writes each format on stdout, and into a file that is neither spec nor Canon's", async () => {
    workspace.edit(TICKET, "status: todo", "status: done");
    const beginnings = {
      sarif: /^\{/,
      junit: /^<\?xml /,
      markdown: /^## Canon check/,
      text: /^docs/,
    };
    for (const [format, beginning] of Object.entries(beginnings)) {
      const printed = await workspace.run(["check", "--format", format]);
      assert.equal(printed.code, 1);
      assert.match(printed.stdout, beginning);
      const saved = await workspace.run(["check", "--format", format, "--output", "report.out"]);
      assert.equal(saved.code, 1);
      assert.match(saved.stdout, /Wrote report\.out\./);
      if (format !== "text") assert.equal(workspace.read("report.out"), printed.stdout);
    }
    symlinkSync("CANON.yaml", join(workspace.root, "link.out"));
    for (const name of [SPEC, "CANON.yaml", TICKET, "link.out", "no/such/folder/x"]) {
      const text = name.startsWith("no/") ? "" : workspace.read(name);
      const refused = await workspace.run(["check", "--format", "junit", "--output", name]);
      assert.equal(refused.code, 2, name);
      if (text !== "") assert.equal(workspace.read(name), text);
    }
  });

  test("masks credentials in every format and in what it leaves for a CI system", async () => {
    workspace.edit(TICKET, "title: Retry", `title: Retry ${TOKEN}`);
    workspace.edit(SPEC, "jitter status:in_progress", `jitter status:${TOKEN}`);
    const folder = join(workspace.root, "tmp");
    mkdirSync(folder);
    const forms = ["text", "json", "sarif", "junit", "markdown"].map((format) => ({
      format,
      env: {},
    }));
    const systems = [
      { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: join(folder, "summary.md") },
      { GITLAB_CI: "true", CI_PROJECT_DIR: folder },
      { TF_BUILD: "True", AGENT_TEMPDIRECTORY: folder },
    ].map((env) => ({ format: "sarif", env }));
    for (const { format, env } of [...forms, ...systems]) {
      const args = ["check", "--format", format, "--output", join(folder, format)];
      const { code, stdout, stderr } = await workspace.run(args, { env });
      assert.equal(code, 1);
      assert.ok(!`${stdout}${stderr}`.includes(TOKEN));
    }
    const left = Object.entries(workspace.contents()).filter(([path]) => path.startsWith(folder));
    assert.ok(left.length >= 8, left.map(([path]) => path).join(" "));
    for (const [path, text] of left) {
      assert.ok(!text.includes(TOKEN), path);
    }
    assert.match(workspace.read("tmp/sarif"), /REDACTED/);
  });

  suite("in a CI system", () => {
    setup(() => workspace.edit(TICKET, "status: todo", "status: in_progress"));

    test("GitHub gets commands for each line and a summary of the job", async () => {
      const summary = join(workspace.root, "summary.md");
      workspace.write("summary.md", "# Before\n");
      const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary };
      const { stdout } = await workspace.run(["check"], { env });
      assert.match(
        stdout,
        new RegExp(`^::warning file=${SPEC},line=7,title=drift/status::Status`, "m"),
      );
      assert.match(workspace.read("summary.md"), /^# Before\n## Canon check\n\n\*\*1 warning\*\*/);
    });

    test("a report on stdout stays whole: the commands go to stderr", async () => {
      const env = { GITHUB_ACTIONS: "true" };
      const { stdout, stderr } = await workspace.run(["check", "--format", "sarif"], { env });
      assert.equal((JSON.parse(stdout) as { version: string }).version, "2.1.0");
      assert.match(stderr, /^::warning /m);
      const json = await workspace.run(["check", "--json"], { env });
      assert.equal(valid("check", json.json()).problems.length, 1);
      assert.match(json.stderr, /^::warning /m);
    });

    test("Azure Pipelines gets issues and a summary", async () => {
      const env = { TF_BUILD: "True", AGENT_TEMPDIRECTORY: workspace.root };
      const { stdout } = await workspace.run(["check"], { env });
      assert.match(
        stdout,
        /^##vso\[task\.logissue type=warning;sourcepath=docs\/specs\/payments\.md;/m,
      );
      const [, file = ""] = /^##vso\[task\.uploadsummary\](.+)$/m.exec(stdout) ?? [];
      assert.match(workspace.read(file.slice(workspace.root.length + 1)), /^## Canon check/);
    });

    test("GitLab gets a code quality report, empty where all is well, and follows no link", async () => {
      const env = { GITLAB_CI: "true", CI_PROJECT_DIR: workspace.root };
      const report = "gl-code-quality-report.json";
      const read = (): unknown[] => JSON.parse(workspace.read(report)) as unknown[];
      await workspace.run(["check"], { env });
      assert.equal(read().length, 1);
      await workspace.run(["check", `${SPEC}#jitter`], { env });
      assert.deepEqual(read(), []);
      const elsewhere = paymentsWorkspace({ "kept.txt": "kept" });
      try {
        symlinkSync("kept.txt", join(elsewhere.root, report));
        const { code, stderr } = await elsewhere.run(["check"], {
          env: { GITLAB_CI: "true", CI_PROJECT_DIR: elsewhere.root },
        });
        assert.equal(code, 1);
        assert.match(stderr, /could not be written/);
        assert.equal(elsewhere.read("kept.txt"), "kept");
      } finally {
        elsewhere.remove();
      }
    });

    test("paths count from the repository where the workspace is a folder of it", async () => {
      workspace.write("apps/shop/CANON.yaml", LOCAL);
      workspace.write(`apps/shop/${SPEC}`, PAYMENTS);
      mkdirSync(join(workspace.root, ".git"));
      const env = { GITHUB_ACTIONS: "true" };
      const { stdout } = await workspace.run(["check", "--root", "apps/shop"], { env });
      assert.match(stdout, new RegExp(`^::warning file=apps/shop/${SPEC},line=7,`, "m"));
      assert.match(stdout, new RegExp(`^${SPEC}:7 warning`, "m"));
    });

    test("nothing is left where that is not wanted", async () => {
      const summary = join(workspace.root, "summary.md");
      const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary };
      const { code, stdout } = await workspace.run(["check", "--no-annotations"], { env });
      assert.equal(code, 1);
      assert.ok(!stdout.includes("::warning"));
      assert.ok(!workspace.has("summary.md"));
    });

    test("a title cannot give the runner a command, in any format and any command", async () => {
      workspace.edit(
        TICKET,
        "title: Retry",
        'title: "::error::x ##[add-mask]y ##vso[task.setvariable variable=A]z"',
      );
      const runs = [
        ...["text", "json", "sarif", "junit", "markdown"].map((one) => ["check", "--format", one]),
        ["drift"],
        ["drift", "--json"],
        ["plan"],
        ["plan", "--json"],
        ["status"],
        ["triage"],
      ];
      for (const args of runs) {
        const { stdout, stderr } = await workspace.run(args);
        for (const line of `${stdout}\n${stderr}`.split(/\r\n|[\r\n]/)) {
          assert.ok(!/^\s*::|##\[|##vso\[/i.test(line), `${args.join(" ")}: ${line}`);
        }
      }
    });
  });

  test("without asking anybody, trackers are not held against a change, and that is said", async () => {
    const linked = "status:todo -->\n<!-- canon:ticket:jira:PAY-1 -->";
    const remote = paymentsWorkspace({
      "CANON.yaml": "sync:\n  system: jira\n  project_key: PAY\n",
      [SPEC]: PAYMENTS.replace("status:todo -->", linked),
    });
    try {
      const env = { CANON_OFFLINE: "1" };
      const offline = await remote.run(["check", "--allow-ahead"], { env });
      assert.equal(offline.code, 0, offline.stdout);
      assert.match(offline.stdout, /info .*was not asked: CANON_OFFLINE is set/);
      const online = await remote.run(["check", "--allow-ahead"]);
      assert.equal(online.code, 1, "a missing credential is something to mend");
      remote.edit(SPEC, "Adds noise.", "<!-- canon:tikcet:jira:PAY-1 -->");
      assert.equal((await remote.run(["check", "--allow-ahead"], { env })).code, 1);
    } finally {
      remote.remove();
    }
  });
});
