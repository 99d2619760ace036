import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { jiraServer } from "../contract/cycle/benches.ts";
import {
  type JiraCloudDouble,
  startJiraCloudDouble,
} from "../support/jira-cloud/jira-cloud-double.ts";
import { type LinearDouble, startLinearDouble } from "../support/linear/linear-double.ts";
import { linearTools } from "../support/mcp/linear-tools.ts";
import { startToolBackend, type ToolBackend } from "../support/mcp/tool-backend.ts";
import { buildCli, type RunResult, TestWorkspace } from "./canon-process.ts";

interface System {
  readonly system: string;
  readonly state: string;
  readonly reason: string | null;
  readonly status?: string | null;
  readonly transition?: { readonly to: string; readonly done: boolean } | null;
  readonly comment?: { readonly posted: boolean } | null;
  readonly comments?: readonly { readonly text: string }[];
}

suite("canon cycle over MCP", () => {
  let workspace: TestWorkspace;
  let home: string;
  let linear: LinearDouble;
  let jira: JiraCloudDouble;
  let backend: ToolBackend;
  let keys: { readonly linear: string; readonly jira: string };

  suiteSetup(buildCli);
  setup(async () => {
    [linear, jira] = await Promise.all([startLinearDouble(), startJiraCloudDouble()]);
    backend = await startToolBackend(linearTools(linear.workspace));
    keys = { linear: linear.seed(1)[0] ?? "", jira: jira.seed(1)[0] ?? "" };
    home = mkdtempSync(join(tmpdir(), "canon-home-"));
    workspace = new TestWorkspace({
      ".design/STATE.md": `---\ncycle: cycle-7\n---\n\n<ticket_links>\ncycle: cycle-7\nlinear: ${keys.linear}\njira: ${keys.jira}\n</ticket_links>\n`,
      ".design/DESIGN-VERIFICATION.md": "---\npass: true\nblockers: 0\n---\n",
    });
    configure({ linear: backend.server(), jira: jiraServer(jira) });
  });
  teardown(async () => {
    workspace.remove();
    rmSync(home, { recursive: true, force: true });
    await Promise.all([backend.close(), linear.close(), jira.close()]);
  });

  /** Writes the person's own file; JSON is YAML. */
  const configure = (servers: object, connection?: string): void => {
    const cycle = connection === undefined ? {} : { cycle: { connection } };
    const path = join(home, ".config/canon/config.yaml");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify({ ...cycle, mcp: { servers } }));
  };
  const run = async (
    command: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunResult> => {
    const result = await workspace.run(["cycle", ...command], { env: { HOME: home, ...env } });
    assert.equal(result.code, 0, result.stderr);
    return result;
  };
  const systems = async (
    command: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<readonly System[]> => {
    const result = await run([command, "--json"], env);
    return (result.json() as { systems: System[] }).systems;
  };
  const states = (all: readonly System[]): string[] =>
    all.map(({ system, state, reason }) => `${system} ${state} ${reason ?? ""}`.trim());

  test("brings an outcome to both trackers, once", async () => {
    const first = await systems("complete");
    assert.deepEqual(
      first.map(({ transition, comment, reason }) => [
        transition?.to,
        transition?.done,
        comment?.posted,
        reason,
      ]),
      [
        ["Done", true, true, null],
        ["Done", true, true, null],
      ],
    );
    // As if the state file had been put back: the ticket itself shows what was done.
    workspace.edit(".design/STATE.md", "linear_done", "other");
    workspace.edit(".design/STATE.md", "jira_done", "other");
    await systems("complete");
    for (const double of [linear, jira]) {
      const [ticket, ...others] = double.tickets();
      assert.deepEqual([ticket?.status, ticket?.comments.length, others.length], ["Done", 1, 0]);
      assert.match(ticket?.comments[0] ?? "", /^GDD cycle cycle-7: verification passed\./);
    }
    for (const { name, input } of backend.calls) {
      if (name === "save_issue") assert.equal(input["id"], keys.linear);
      if (name === "save_comment") assert.deepEqual(Object.keys(input), ["issueId", "body"]);
    }
  });

  test("shows a digest and health, and writes nothing for it", async () => {
    const token = ["gh", "p_", "a1b2".repeat(9)].join("");
    linear.workspace.comment({ issueId: keys.linear, body: `Use ${token}, *please*.` });
    const before = workspace.contents();
    const digest = await systems("digest");
    assert.deepEqual(states(digest), ["linear available", "jira available"]);
    assert.equal(digest[0]?.comments?.[0]?.text, "Use [REDACTED:github_pat], *please*.");
    const health = await run(["health"]);
    assert.match(health.stdout, /linear: available \(\S+ is "Todo"\)/);
    assert.match(health.stdout, /jira: available \(\S+ is "To Do"\)/);
    assert.deepEqual(workspace.contents(), before);
    assert.ok(jira.requests.every(({ isWrite }) => !isWrite));
  });

  test("prefers a configured tracker, unless the person says otherwise", async () => {
    await systems("digest", linear.env);
    assert.equal(backend.calls.length, 0);
    assert.equal(linear.requests.length > 0, true);
    configure({ linear: backend.server() }, "mcp");
    const sent = linear.requests.length;
    await systems("digest", linear.env);
    assert.ok(backend.calls.some(({ name }) => name === "get_issue"));
    assert.equal(linear.requests.length, sent);
    configure({ linear: backend.server() }, "adapter");
    const [only] = await systems("digest");
    assert.equal(only?.state, "not_configured");
  });

  test("a configured tracker that does not answer is not passed over", async () => {
    linear.faultFor = () => ({ kind: "status", status: 401 });
    const [found] = await systems("digest", linear.env);
    assert.equal(found?.state, "unavailable");
    assert.equal(backend.calls.length, 0);
  });

  test("no file of the repository names a server or chooses", async () => {
    rmSync(join(home, ".config"), { recursive: true });
    const trace = join(home, "trace");
    const program = join(workspace.root, "linear-server");
    writeFileSync(program, `#!/bin/sh\necho started > ${trace}\n`);
    chmodSync(program, 0o755);
    const servers = { linear: { command: program }, jira: { command: program } };
    const all = { mcp: { servers }, cycle: { connection: "mcp" }, servers, mcpServers: servers };
    const text = JSON.stringify({
      ...all,
      "mcp.servers": servers,
      "canon.cycle.connection": "mcp",
    });
    for (const path of [
      ".canon/config.yaml",
      ".config/canon/config.yaml",
      ".design/config.json",
      ".mcp.json",
      ".vscode/mcp.json",
      ".vscode/settings.json",
      "config.yaml",
    ]) {
      workspace.write(path, text);
    }
    const found = await systems("digest", linear.env);
    assert.deepEqual(
      found.map(({ state }) => state),
      ["available", "not_configured"],
    );
    assert.equal(existsSync(trace), false);
    assert.equal(backend.calls.length, 0);
  });

  test("a program of the repository is not taken for one of the machine", async () => {
    const trace = join(home, "trace");
    workspace.write("bin/linear-server", `#!/bin/sh\necho started > ${trace}\n`);
    chmodSync(join(workspace.root, "bin/linear-server"), 0o755);
    configure({ linear: { command: "linear-server" } });
    const path = `${join(workspace.root, "bin")}:${process.env["PATH"] ?? ""}`;
    const [found] = await systems("digest", { PATH: path });
    assert.equal(found?.state, "unavailable");
    assert.match(found.reason ?? "", /not on your path/);
    assert.equal(existsSync(trace), false);
  });

  test("a server gets its own variables, the path and the home, and no more", async () => {
    configure({ linear: backend.server({ LINEAR_TOKEN: ["$", "{env:MY_LINEAR}"].join("") }) });
    const env = { ...jira.env, GITHUB_TOKEN: "x".repeat(12), MY_LINEAR: "lin-1234567890" };
    const { stderr } = await run(["digest", "--verbose"], env);
    const line = /environment: (.*)/.exec(stderr)?.[1] ?? "";
    assert.match(line, /\bLINEAR_TOKEN\b/);
    assert.match(line, /\bPATH\b/);
    assert.doesNotMatch(line, /JIRA|GITHUB|MY_LINEAR/);
  });

  test("what a server says on stderr is shown on demand only, and redacted", async () => {
    const [own, known] = ["qv7-own-secret-5501", ["gh", "p_", "a1b2".repeat(9)].join("")];
    configure({ linear: backend.server({ LINEAR_TOKEN: own, SAY: `using ${own} and ${known}` }) });
    const quiet = await run(["digest"]);
    assert.doesNotMatch(quiet.stderr, /using/);
    const loud = await run(["digest", "--verbose"]);
    assert.match(loud.stderr, /using \[REDACTED/);
    for (const text of [quiet.stdout, quiet.stderr, loud.stdout, loud.stderr]) {
      assert.ok(!text.includes(own) && !text.includes(known));
    }
  });

  test("nothing is started when no request may leave, or the system is switched off", async () => {
    const offline = await systems("digest", { CANON_OFFLINE: "1" });
    assert.deepEqual(
      offline.map(({ state }) => state),
      ["unavailable", "unavailable"],
    );
    const off = await systems("complete", { GDD_DISABLE_LINEAR: "1", GDD_DISABLE_JIRA: "1" });
    assert.deepEqual(
      off.map(({ state }) => state),
      ["disabled", "disabled"],
    );
    assert.equal(backend.calls.length + jira.requests.length, 0);
  });

  test("a bad server stops neither the command nor the other tracker", async () => {
    const before = workspace.read(".design/STATE.md");
    for (const fault of ["exits", "nothing"]) {
      const bad =
        fault === "exits" ? backend.server({ FAULT: fault }) : { command: "/nowhere/at/all" };
      configure({ linear: bad, jira: jiraServer(jira) });
      const [first, second] = await systems("digest");
      assert.deepEqual([first?.state, second?.state], ["unavailable", "available"], fault);
      assert.match(first?.reason ?? "", /"linear" did not start/);
    }
    configure({ linear: backend.server({ FAULT: "exits" }) });
    assert.deepEqual(
      (await systems("complete")).map(({ state }) => state),
      ["unavailable", "not_configured"],
    );
    assert.equal(workspace.read(".design/STATE.md"), before);
  });

  test("says what is wrong with the person's own file, and goes on", async () => {
    configure({ linear: backend.server(), "jira x": { command: "y" }, jira: {} }, "both");
    const { stderr, stdout } = await run(["digest"]);
    assert.match(stderr, /auto, adapter and mcp/);
    assert.equal(stderr.match(/left out/g)?.length, 2);
    assert.match(stdout, /Todo/);
  });
});
