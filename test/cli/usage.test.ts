import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { buildCli, TestWorkspace } from "./canon-process.ts";
import { LOCAL, PAYMENTS, SPEC } from "./sample.ts";
import { valid } from "./schemas.ts";

const COMMANDS = [
  "parse",
  "lint",
  "status",
  "plan",
  "apply",
  "sync",
  "link",
  "unlink",
  "dismiss",
  "undo",
  "history",
  "doctor",
  "redact",
  "report",
];

suite("canon, before any command", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  setup(() => {
    workspace = new TestWorkspace();
  });
  teardown(() => workspace.remove());

  test("says its version", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    const { code, stdout } = await workspace.run(["--version"]);
    assert.equal(code, 0);
    assert.equal(stdout, `${version}\n`);
  });

  test("lists every command in its help, on stdout", async () => {
    const { code, stdout, stderr } = await workspace.run(["--help"]);
    assert.equal(code, 0);
    assert.equal(stderr, "");
    for (const command of COMMANDS) assert.match(stdout, new RegExp(`^  ${command}\\b`, "m"));
  });

  for (const command of COMMANDS) {
    test(`explains ${command} with an example`, async () => {
      const { code, stdout } = await workspace.run([command, "--help"]);
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`\\$ .*canon ${command}`));
      assert.match(stdout, /--json/);
    });
  }

  test("calls an unknown command, option or value wrong usage", async () => {
    for (const args of [
      ["frobnicate"],
      ["plan", "--nope"],
      ["sync", "--direction", "sideways"],
      ["sync", "--on-conflict", "me"],
      ["sync", "--max-changes", "few"],
      ["sync", "--max-changes", "-1"],
      ["sync", "--reverse", "--direction", "forward"],
      ["parse"],
      ["link", "only-one"],
      [],
    ]) {
      const { code, stdout, stderr } = await workspace.run(args);
      assert.equal(code, 2, args.join(" "));
      assert.equal(stdout, "", args.join(" "));
      assert.notEqual(stderr, "", args.join(" "));
    }
  });

  test("puts wrong usage into the one JSON document as well", async () => {
    for (const args of [["plan", "--nope"], ["frobnicate"], ["sync", "--max-changes", "x"]]) {
      const result = await workspace.run([...args, "--json"]);
      assert.equal(result.code, 2);
      const { error, problems } = valid("error", result.json());
      assert.equal(error.code, "cli/usage");
      assert.equal(problems.length, 1);
    }
  });

  test("refuses a root that is not there", async () => {
    const { code, stderr } = await workspace.run(["lint", "--root", "nowhere"]);
    assert.equal(code, 2);
    assert.match(stderr, /no folder "nowhere"/);
  });
});

suite("the root of a workspace", () => {
  let workspace: TestWorkspace;
  suiteSetup(buildCli);
  teardown(() => workspace.remove());

  const root = async (cwd: string, ...args: string[]): Promise<unknown> => {
    const result = await workspace.run(["doctor", "--json", ...args], { cwd });
    return (result.json() as { root: string }).root.replace(workspace.root, "ROOT");
  };

  test("is the nearest folder upward with a CANON.yaml", async () => {
    workspace = new TestWorkspace({
      "CANON.yaml": LOCAL,
      "a/CANON.yaml": LOCAL,
      "a/b/.git/HEAD": "",
      "a/b/c/x.md": "",
    });
    assert.equal(await root("a/b/c"), "ROOT/a");
    assert.equal(await root("."), "ROOT");
    assert.equal(await root("a/b", "--root", "c"), "ROOT/a/b/c");
  });

  test("is else the one with a SPECWRIGHT.yaml, else with .git, else the current folder", async () => {
    workspace = new TestWorkspace({
      "s/SPECWRIGHT.yaml": LOCAL,
      "s/g/.git/HEAD": "",
      "s/g/h/x": "",
    });
    assert.equal(await root("s/g/h"), "ROOT/s");
    workspace.remove();
    workspace = new TestWorkspace({ "g/.git/HEAD": "", "g/h/x": "", "n/x": "" });
    assert.equal(await root("g/h"), "ROOT/g");
    assert.equal(await root("n"), "ROOT/n");
  });

  test("is where paths count from when nothing lies beside the current folder", async () => {
    workspace = new TestWorkspace({ "CANON.yaml": LOCAL, [SPEC]: PAYMENTS, "src/x.ts": "" });
    for (const [cwd, path] of [
      [".", SPEC],
      ["docs", "specs/payments.md"],
      ["docs/specs", "payments.md"],
      ["src", SPEC],
      ["src", "../docs"],
      ["docs", "."],
      [".", "docs/**/*.md"],
    ] as const) {
      const result = await workspace.run(["plan", path, "--json"], { cwd });
      assert.equal(result.code, 0, result.stderr);
      const files = valid("plan", result.json()).items.map((item) => item.file);
      assert.deepEqual(new Set(files), new Set([SPEC]), `${path} in ${cwd}`);
    }
  });
});
