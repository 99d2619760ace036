import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  startCanonServerDouble,
  writeLoginFile,
  type CanonServerDouble,
} from "../support/canon-server/canon-server-double.ts";
import { buildCli, TestWorkspace, type RunResult } from "./canon-process.ts";

const FILE = ".config/canon/credentials.json";
const LEGACY = ".config/specwright/credentials.json";

const CONFIG = "sync:\n  system: github\n  project_key: acme/shop\n";
const SPEC = "# Parts\n\n## 1. Part\n<!-- canon:system:part status:todo -->\n\nIt works.\n";

interface LoginJson {
  readonly server: string | null;
  readonly organization: string | null;
  readonly email: string | null;
}

suite("canon login", () => {
  let workspace: TestWorkspace;
  let server: CanonServerDouble;

  suiteSetup(buildCli);
  setup(async () => {
    server = await startCanonServerDouble();
    server.logins.deviceAnswer = { interval: 0.01 };
    workspace = new TestWorkspace();
  });
  teardown(async () => {
    workspace.remove();
    await server.close();
  });

  const run = (args: readonly string[], env: Record<string, string> = {}): Promise<RunResult> =>
    workspace.run(args, { env: { CANON_URL: server.origin, ...env } });
  const stored = (): Record<string, unknown> =>
    JSON.parse(workspace.read(FILE)) as Record<string, unknown>;
  const path = (): string => join(workspace.root, FILE);

  test("prints the page and the code, needs no terminal, and keeps the login in a private file", async () => {
    server.logins.steps = ["pending", "approved"];
    const { code, stdout, stderr } = await run(["login"]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /WDJB-MJHT/);
    assert.ok(stdout.includes(`${server.origin}/activate?user_code=WDJB-MJHT`));
    assert.match(stdout, /Logged in to 127\.0\.0\.1:\d+ as dana@acme\.example, for acme\./);
    const {
      access_token: access,
      refresh_token: refresh,
      expires_at: expiresAt,
      ...rest
    } = stored();
    assert.deepEqual(rest, {
      method: "oauth",
      org: "acme",
      email: "dana@acme.example",
      server: server.origin,
    });
    assert.ok(server.logins.accepts(`Bearer ${String(access)}`));
    assert.match(String(refresh), /^rt\./);
    assert.ok(Number(expiresAt) > Date.now() / 1000 + 3500);
    assert.equal(statSync(path()).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(join(workspace.root, ".config/canon")), ["credentials.json"]);
    for (const secret of [access, refresh])
      assert.ok(!`${stdout}${stderr}`.includes(String(secret)));
  });

  test("prints one document with --json, and the code beside it", async () => {
    const result = await run(["login", "--json"]);
    const { server: origin, organization, email } = result.json() as LoginJson;
    assert.deepEqual([origin, organization, email], [server.origin, "acme", "dana@acme.example"]);
    assert.match(result.stderr, /WDJB-MJHT/);
  });

  test("goes to the server that --server names, and asks for the organisation that is meant", async () => {
    const { code } = await run(["login", "--server", server.origin, "--org", "acme-inc"], {
      CANON_URL: "https://canon.invalid",
    });
    assert.equal(code, 0);
    workspace.write("CANON.yaml", CONFIG);
    await run(["login"]);
    workspace.write("CANON.yaml", "team: payments\nsync:\n  system: local\n");
    await run(["login"]);
    assert.deepEqual(server.logins.asked, ["acme-inc", "acme", "payments"]);
  });

  test("replaces an older login, whoever could read that one", async () => {
    writeLoginFile(workspace.root, { accessToken: "old-token-1", refreshToken: "old-token-2" });
    writeFileSync(path(), workspace.read(FILE), { mode: 0o644 });
    assert.equal((await run(["login"])).code, 0);
    assert.equal(statSync(path()).mode & 0o777, 0o600);
    assert.ok(!workspace.read(FILE).includes("old-token"));
  });

  test("says what was wrong, and keeps nothing", async () => {
    for (const [step, says] of [
      ["denied", /refused in the browser/],
      ["error", /could not finish/],
    ] as const) {
      server.logins.steps = [step];
      const result = await run(["login", "--json"]);
      assert.equal(result.code, 1);
      assert.match(result.stderr, says);
      const { server: origin, problems } = result.json() as LoginJson & { problems: unknown[] };
      assert.equal(origin, null);
      assert.equal(problems.length, 1);
    }
    assert.ok(!existsSync(path()));
  });

  test("refuses an address or a name that is none, and sends nothing", async () => {
    for (const args of [
      ["--server", "http://canon.example"],
      ["--server", "https://canon.example/path"],
      ["--server", "https://user:pw@canon.example"],
      ["--org", "a b"],
    ]) {
      assert.equal((await run(["login", ...args])).code, 2, args.join(" "));
    }
    assert.equal((await run(["login"], { CANON_OFFLINE: "1" })).code, 1);
    assert.equal(server.requests.length, 0);
  });

  test("whoami shows the login without asking anybody, and logout ends it in both places", async () => {
    assert.equal((await run(["whoami"])).code, 1);
    await run(["login"]);
    const before = server.requests.length;
    const shown = await run(["whoami"]);
    assert.equal(shown.code, 0);
    assert.match(shown.stdout, /dana@acme\.example, for acme\nat 127\.0\.0\.1:\d+\n/);
    const { organization } = (await run(["whoami", "--json"])).json() as LoginJson;
    assert.equal(organization, "acme");
    assert.equal(server.requests.length, before);

    workspace.write(LEGACY, workspace.read(FILE));
    const ended = await run(["logout"]);
    assert.equal(ended.code, 0);
    assert.match(ended.stdout, /Logged out of 127/);
    assert.equal(server.logins.revokedSessions, 1);
    assert.ok(!existsSync(path()) && !workspace.has(LEGACY));
    const again = await run(["logout", "--json"]);
    assert.equal(again.code, 0);
    assert.deepEqual(again.json(), { server: null, problems: [] });
    assert.equal(((await run(["whoami", "--json"])).json() as LoginJson).server, null);
  });

  test("logout forgets the login also when its server is gone", async () => {
    writeLoginFile(workspace.root, {
      accessToken: "token-one-1",
      refreshToken: "token-two-2",
      server: "http://127.0.0.1:1",
    });
    assert.equal((await run(["logout"])).code, 0);
    assert.ok(!existsSync(path()));
  });
});

suite("the login file", () => {
  let workspace: TestWorkspace;
  let server: CanonServerDouble;
  let granted: { readonly accessToken: string; readonly refreshToken: string };

  suiteSetup(buildCli);
  setup(async () => {
    server = await startCanonServerDouble();
    granted = server.logins.grant();
    workspace = new TestWorkspace({ "CANON.yaml": CONFIG, "docs/specs/parts.md": SPEC });
  });
  teardown(async () => {
    workspace.remove();
    await server.close();
  });

  const run = (args: readonly string[], env: Record<string, string> = {}): Promise<RunResult> =>
    workspace.run(args, { env });
  const organization = async (env: Record<string, string> = {}): Promise<string | null> =>
    ((await run(["whoami", "--json"], env)).json() as LoginJson).organization;

  test("is read in each of its forms, and in its old place", async () => {
    for (const [place, content] of [
      [FILE, { method: "api_key", api_key: "sw_key-12345", org: "acme" }],
      [
        FILE,
        { method: "token", token: "token-12345", api_url: "https://api.example", org: "acme" },
      ],
      [FILE, { access_token: "token-12345", org: "other", org_login: "acme" }],
      [LEGACY, { method: "oauth", access_token: "token-12345", refresh_token: "x", org: "acme" }],
    ] as const) {
      workspace.write(place, JSON.stringify(content));
      assert.equal(await organization(), "acme", JSON.stringify(content));
      await run(["logout"], { CANON_OFFLINE: "1" });
    }
  });

  test("that cannot be understood is no login, and no bug", async () => {
    for (const text of [
      "",
      "{",
      "null",
      "[]",
      '"text"',
      "{}",
      '{"access_token":"x"}',
      '{"access_token":"token-12345","org":"../admin"}',
      '{"access_token":"bad\\ntoken","org":"acme"}',
      '{"access_token":"token-12345","org":"acme","server":"http://evil.example"}',
    ]) {
      workspace.write(FILE, text);
      assert.equal(await organization(), null, text);
      assert.equal((await run(["plan"])).code, 1, text);
    }
  });

  test("serves a sync by itself, for its own server only", async () => {
    writeLoginFile(workspace.root, { ...granted, server: server.origin });
    const synced = await run(["sync", "--json"]);
    assert.equal(synced.code, 0, synced.stderr);
    assert.equal(server.tickets().length, 1);
    assert.match(workspace.read("docs/specs/parts.md"), /canon:ticket:github:1 /);

    const other = await startCanonServerDouble();
    try {
      const before = server.requests.length;
      const refused = await run(["plan"], { CANON_URL: other.origin });
      assert.match(refused.stderr, /CANON_URL names another server/);
      assert.equal(other.requests.length, 0, "A1: the login is not sent to another server");
      assert.equal(server.requests.length, before);
    } finally {
      await other.close();
    }
  });

  test("without a server of its own belongs to the one in CANON_URL", async () => {
    writeLoginFile(workspace.root, granted);
    const { code, stderr } = await run(["sync"], { CANON_URL: server.origin });
    assert.equal(code, 0, stderr);
    assert.equal(server.tickets().length, 1);
  });

  test("is passed over with --local, which then names what it needs", async () => {
    writeLoginFile(workspace.root, { ...granted, server: server.origin });
    for (const command of ["plan", "sync", "status", "doctor"]) {
      const { code, stdout, stderr } = await run([command, "--local"]);
      assert.equal(code, 1, command);
      assert.match(`${stdout}${stderr}`, /GITHUB_TOKEN/);
      assert.doesNotMatch(`${stdout}${stderr}`, /canon login/);
    }
    assert.equal(server.requests.length, 0, "E12: the server is sent nothing");
  });

  test("is renewed by several programs at once without ending the session", async () => {
    writeLoginFile(workspace.root, { ...granted, server: server.origin, expiresAt: 1 });
    server.logins.expireAll();
    const results = await Promise.all([1, 2, 3, 4].map(() => run(["status", "--json"])));
    for (const { code, stderr } of results) assert.equal(code, 0, stderr);
    const refreshes = server.requests.filter(({ url }) => url === "/auth/refresh");
    assert.equal(refreshes.length, 1);
    assert.equal(server.logins.revokedSessions, 0);
    const file = JSON.parse(workspace.read(FILE)) as { access_token: string };
    assert.ok(server.logins.accepts(`Bearer ${file.access_token}`));
    assert.equal(statSync(join(workspace.root, FILE)).mode & 0o777, 0o600);
  });

  test("is renewed in the middle of a sync", async () => {
    writeLoginFile(workspace.root, { ...granted, server: server.origin });
    server.faultFor = ({ isWrite }) => {
      if (isWrite) server.logins.expireAll();
      server.faultFor = isWrite ? () => undefined : server.faultFor;
      return undefined;
    };
    const { code, stderr } = await run(["sync"]);
    assert.equal(code, 0, stderr);
    assert.equal(server.tickets().length, 1);
  });

  test("that has ended says so, once", async () => {
    writeLoginFile(workspace.root, { ...granted, server: server.origin, expiresAt: 1 });
    server.logins.expireAll();
    server.faultFor = ({ url }) =>
      url === "/auth/refresh" ? { kind: "status", status: 401 } : undefined;
    const { stderr } = await run(["plan"]);
    assert.equal(stderr.match(/has ended\. Log in again with canon login/g)?.length, 1);
    assert.equal(server.requests.length, 1);
  });

  test("A8: its tokens are in no other file and no output", async () => {
    writeLoginFile(workspace.root, { ...granted, server: server.origin });
    const outputs: string[] = [];
    for (const args of [["sync"], ["doctor", "--json"], ["whoami"], ["status", "--verbose"]]) {
      const { stdout, stderr } = await run(args);
      outputs.push(stdout, stderr);
    }
    const files = readdirSync(workspace.root, { recursive: true, encoding: "utf8" })
      .map((name) => join(workspace.root, name))
      .filter((file) => statSync(file).isFile() && !file.endsWith(FILE))
      .map((file) => readFileSync(file, "utf8"));
    for (const text of [...outputs, ...files]) {
      for (const token of Object.values(granted)) assert.ok(!text.includes(token));
    }
  });

  test("that belongs to somebody else is said to be the trouble", async () => {
    mkdirSync(join(workspace.root, FILE), { recursive: true });
    const { stderr } = await run(["plan"]);
    assert.match(stderr, /login file cannot be read/);
    assert.equal((await run(["whoami"])).code, 1);
  });
});
