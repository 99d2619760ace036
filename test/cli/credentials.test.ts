import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  startCanonServerDouble,
  writeLoginFile,
  type CanonServerDouble,
} from "../support/canon-server/canon-server-double.ts";
import { inTemporaryFolder } from "../support/temporary-folder.ts";
import { buildCli, TestWorkspace } from "./canon-process.ts";
import { valid } from "./schemas.ts";

const GITHUB = "ticket_systems:\n  main:\n    system: github\n    project: acme/shop\n";
const SPEC = "# Parts\n\n## 1. Part\n<!-- canon:system:part status:todo -->\n\nIt works.\n";
/** Nothing listens there, so that what is asked fails at once. */
const NOBODY = "http://127.0.0.1:1";
const TOKEN = ["gh", "kept", "token", "1"].join("-");

/** A program called `gh` that writes down how it was called, and prints a token. */
function plantGh(folder: string, log: string, token = TOKEN): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "gh");
  writeFileSync(
    path,
    `#!/bin/sh\necho "$@" >> '${log}'\n/usr/bin/env >> '${log}'\necho '${token}'\n`,
  );
  chmodSync(path, 0o755);
}

function readLog(log: string): string {
  try {
    return readFileSync(log, "utf8");
  } catch {
    return "";
  }
}

suite("where canon finds credentials", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(() => {
    workspace = new TestWorkspace({ "CANON.yaml": GITHUB, "docs/specs/parts.md": SPEC });
  });
  teardown(() => workspace.remove());

  /** What the doctor says about the credential of `main`. */
  async function source(env: Record<string, string>, ...args: string[]) {
    const result = await workspace.run(["doctor", "--json", ...args], { env });
    const check = valid("doctor", result.json()).checks.find(
      (one) => one.name === "main credential",
    );
    assert.ok(check, result.stdout);
    return check;
  }

  async function withServer(task: (server: CanonServerDouble) => Promise<void>): Promise<void> {
    const server = await startCanonServerDouble();
    try {
      writeLoginFile(workspace.root, { ...server.logins.grant(), server: server.origin });
      await task(server);
    } finally {
      await server.close();
    }
  }

  test("the environment comes first, then gh, then the login", () =>
    withServer((server) =>
      inTemporaryFolder(async (folder) => {
        const PATH = join(folder, "bin");
        plantGh(PATH, join(folder, "log"));
        const api = { GITHUB_API_URL: NOBODY };
        const first = await source({ ...api, PATH, GH_TOKEN: "token-of-env" });
        assert.equal(first.detail, "set in the environment: GH_TOKEN");
        assert.equal(readLog(join(folder, "log")), "", "gh is not asked");
        const second = await source({ ...api, PATH });
        assert.equal(second.detail, "kept by gh for 127.0.0.1:1");
        const third = await source(api);
        assert.equal(third.detail, `the login to ${new URL(server.origin).host} for acme`);
        assert.equal((await source(api, "--local")).status, "fail");
      }),
    ));

  test("A16: gh is asked for the host of the interface alone, with few variables", () =>
    inTemporaryFolder(async (folder) => {
      const log = join(folder, "log");
      const PATH = join(folder, "bin");
      plantGh(PATH, log);
      const env = { PATH, JIRA_API_TOKEN: "another-secret", GH_CONFIG_DIR: "/conf", X_SECRET: "1" };
      await workspace.run(["plan"], { env: { ...env, GITHUB_API_URL: `${NOBODY}/api/v3` } });
      const [call, ...variables] = readLog(log).trim().split("\n");
      assert.equal(call, "auth token --hostname 127.0.0.1:1");
      const names = variables.map((line) => line.replace(/=.*/, "")).filter((one) => one !== "_");
      const allowed = ["GH_CONFIG_DIR", "HOME", "OLDPWD", "PATH", "PWD", "SHLVL"];
      assert.deepEqual(
        names.filter((name) => !allowed.includes(name)),
        [],
      );
    }));

  test("F2: a gh that the workspace brings is not run, under any name of its place", () =>
    inTemporaryFolder(async (folder) => {
      const log = join(folder, "log");
      plantGh(join(workspace.root, "bin"), log);
      symlinkSync(join(workspace.root, "bin"), join(folder, "innocent"));
      symlinkSync(workspace.root, join(folder, "other-name"));
      for (const PATH of [
        join(workspace.root, "bin"),
        join(folder, "innocent"),
        join(folder, "other-name/bin"),
        "bin",
        ".",
        "",
      ]) {
        await workspace.run(["plan"], { env: { PATH, GITHUB_API_URL: NOBODY }, cwd: "bin" });
        await workspace.run(["plan"], { env: { PATH, GITHUB_API_URL: NOBODY } });
      }
      assert.equal(readLog(log), "");
    }));

  test("what gh says is a credential only if it can be one", () =>
    inTemporaryFolder(async (folder) => {
      const PATH = join(folder, "bin");
      for (const token of ["", "short", "two words of text", "line one\nline two here"]) {
        plantGh(PATH, join(folder, "log"), token);
        assert.equal((await source({ PATH, GITHUB_API_URL: NOBODY })).status, "fail", token);
      }
    }));

  test("A3: a host in the configuration gets neither gh's credential nor a request", () =>
    withServer((stranger) =>
      inTemporaryFolder(async (folder) => {
        plantGh(join(folder, "bin"), join(folder, "log"));
        workspace.write("CANON.yaml", `${GITHUB}    host: ${stranger.origin}\n`);
        const env = { PATH: join(folder, "bin"), GITHUB_API_URL: NOBODY };
        const { stderr } = await workspace.run(["sync"], { env });
        assert.match(stderr, /config\/foreign-host/);
        assert.match(readLog(join(folder, "log")), /--hostname 127\.0\.0\.1:1\n/);
        assert.equal(stranger.requests.length, 0);
      }),
    ));

  test("nothing is looked for by commands that ask nobody", () =>
    withServer((server) =>
      inTemporaryFolder(async (folder) => {
        const log = join(folder, "log");
        plantGh(join(folder, "bin"), log);
        const env = { PATH: join(folder, "bin"), GITHUB_API_URL: NOBODY };
        for (const args of [
          ["lint"],
          ["status", "--offline"],
          ["parse", "docs/specs/parts.md"],
          ["whoami"],
        ]) {
          const { code, stderr } = await workspace.run(args, { env });
          assert.equal(code, 0, args.join(" "));
          assert.equal(stderr, "", args.join(" "));
        }
        for (const args of [["plan"], ["sync"], ["status"], ["doctor"], ["undo"]]) {
          await workspace.run(args, { env: { ...env, CANON_OFFLINE: "1" } });
        }
        assert.equal(readLog(log), "");
        assert.equal(server.requests.length, 0);
      }),
    ));

  test("a missing credential is said with the variables that would give it", async () => {
    for (const [system, says] of [
      ["github", /Set GITHUB_TOKEN or sign in with gh auth login, or log in .* with canon login/],
      ["jira", /Set JIRA_HOST and JIRA_API_TOKEN, and JIRA_EMAIL .*canon login/],
      ["linear", /Set LINEAR_API_KEY, or log in .*canon login/],
      ["azure-devops", /Set AZURE_DEVOPS_ORG_URL and AZURE_DEVOPS_PAT\. \[/],
    ] as const) {
      const project = system === "github" ? "acme/shop" : "PAY";
      workspace.write(
        "CANON.yaml",
        `ticket_systems:\n  main:\n    system: ${system}\n    project: ${project}\nrouting:\n  - match: { default: true }\n    target: main\n`,
      );
      const { code, stderr } = await workspace.run(["sync"]);
      assert.equal(code, 1, stderr);
      assert.match(stderr, says);
    }
  });
});

suite("canon doctor, on a tracker", () => {
  let workspace: TestWorkspace;
  let server: CanonServerDouble;
  suiteSetup(buildCli);
  setup(async () => {
    server = await startCanonServerDouble("jira");
    workspace = new TestWorkspace({ "docs/specs/parts.md": SPEC });
    writeLoginFile(workspace.root, { ...server.logins.grant(), server: server.origin });
  });
  teardown(async () => {
    workspace.remove();
    await server.close();
  });

  const JIRA = "ticket_systems:\n  main:\n    system: jira\n    project: PAY\n";

  async function doctor(config: string) {
    workspace.write("CANON.yaml", config);
    const result = await workspace.run(["doctor", "--json"]);
    const { checks } = valid("doctor", result.json());
    return { code: result.code, byName: new Map(checks.map((check) => [check.name, check])) };
  }

  test("says where the credential is from, whom it speaks for, and that the workflow fits", async () => {
    const { byName } = await doctor(JIRA);
    const { host } = new URL(server.origin);
    assert.equal(byName.get("login")?.detail, `dana@acme.example, for acme at ${host}`);
    assert.equal(byName.get("main credential")?.detail, `the login to ${host} for acme`);
    assert.equal(byName.get("main")?.detail, `ready for PAY, as acme at ${host}`);
    assert.equal(byName.get("main workflow")?.status, "ok");
  });

  test("offers the status map that fits, as lines to copy", async () => {
    const map = "    status_map:\n      in_progress: In Development\n      done: Shipped\n";
    const { code, byName } = await doctor(JIRA + map);
    assert.equal(code, 0, "a warning is no failure");
    const check = byName.get("main workflow");
    assert.equal(check?.status, "warn");
    assert.match(check.detail, /"In Development" \(in_progress\), "Shipped" \(done\)/);
    const [intro = "", ...lines] = (check.fix ?? "").split("\n");
    assert.match(intro, /below the connection "main" in CANON\.yaml/);
    assert.ok(lines.includes('  in_progress: "In Progress"'), check.fix ?? "");
    const indented = lines.map((line) => `    ${line}\n`).join("");
    assert.equal((await doctor(JIRA + indented)).byName.get("main workflow")?.status, "ok");

    const { stdout } = await workspace.run(["doctor"]);
    assert.match(stdout, /ok +main workflow/);
  });

  test("says that the tracker cannot be used, and why", async () => {
    server.connected.delete("jira");
    const { code, byName } = await doctor(JIRA);
    assert.equal(code, 1);
    assert.equal(byName.get("main")?.status, "fail");
    assert.match(byName.get("main")?.detail ?? "", /Jira is not connected/);
    assert.equal(byName.get("main workflow"), undefined);
  });

  test("asks nobody when it is offline, and says so", async () => {
    workspace.write("CANON.yaml", JIRA);
    const result = await workspace.run(["doctor", "--json"], { env: { CANON_OFFLINE: "1" } });
    const { checks } = valid("doctor", result.json());
    assert.match(checks.find(({ name }) => name === "main")?.detail ?? "", /CANON_OFFLINE/);
    assert.equal(server.requests.length, 0);
  });
});
