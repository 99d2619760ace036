import assert from "node:assert/strict";
import { Readable } from "node:stream";
import type { CliHost } from "../../src/cli/host/cli-host.ts";
import { progressBar } from "../../src/cli/host/progress-bar.ts";
import { createOutput, runCli } from "../../src/cli/run-cli.ts";
import type { TestWorkspace } from "./canon-process.ts";
import { paymentsWorkspace } from "./sample.ts";
import { valid } from "./schemas.ts";

class Screen {
  text = "";
  readonly columns = 60;
  readonly isTTY: boolean;

  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }

  write(text: string | Uint8Array): void {
    this.text += text.toString();
  }
}

async function onTerminal(
  cwd: string,
  args: readonly string[],
  change: Partial<CliHost> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const stdout = new Screen(true);
  const stderr = new Screen(true);
  const host: CliHost = { cwd, env: {}, stdin: Readable.from([]), stdout, stderr, ...change };
  const code = await runCli(args, host, createOutput(args, host));
  return { code, stdout: stdout.text, stderr: stderr.text };
}

const COLOUR = /\u001b\[\d+m/;

suite("canon on a terminal", () => {
  let workspace: TestWorkspace;
  setup(() => {
    workspace = paymentsWorkspace();
  });
  teardown(() => workspace.remove());

  test("uses colour, unless it was asked not to", async () => {
    const { stdout } = await onTerminal(workspace.root, ["plan"]);
    assert.match(stdout, COLOUR);
    for (const [args, env] of [
      [["plan", "--no-color"], {}],
      [["plan"], { NO_COLOR: "1" }],
      [["plan"], { TERM: "dumb" }],
      [["plan", "--json"], {}],
    ] as const) {
      const plain = await onTerminal(workspace.root, args, { env });
      assert.doesNotMatch(plain.stdout, COLOUR, JSON.stringify([args, env]));
    }
    const unset = await onTerminal(workspace.root, ["plan"], { env: { NO_COLOR: "" } });
    assert.match(unset.stdout, COLOUR, "an empty variable counts as unset");
  });

  test("draws progress on stderr and takes it away again", async () => {
    const { stdout, stderr } = await onTerminal(workspace.root, ["sync"]);
    assert.match(stderr, /░ \d+\/\d+ /);
    assert.ok(stderr.endsWith("\r\u001b[2K"));
    assert.doesNotMatch(stdout, /░/);
  });

  test("gives a bug its own exit code and one document", async () => {
    const broken = (): Readable =>
      new Readable({
        read() {
          this.destroy(new Error(`the pipe burst at ghp_${"a1B2".repeat(9)}`));
        },
      });
    const human = await onTerminal(workspace.root, ["redact"], { stdin: broken() });
    assert.equal(human.code, 70);
    assert.match(human.stderr, /bug in Canon itself: the pipe burst at \[REDACTED:github_pat\]/);
    assert.doesNotMatch(human.stderr, /^ *at /m);
    const json = await onTerminal(workspace.root, ["redact", "--json"], { stdin: broken() });
    assert.equal(json.code, 70);
    const { error } = valid("error", JSON.parse(json.stdout));
    assert.equal(error.code, "cli/bug");
    assert.match(error.message, /REDACTED/);
    const verbose = await onTerminal(workspace.root, ["redact", "--verbose"], { stdin: broken() });
    assert.match(verbose.stderr, /^at .*terminal\.test\.ts/m);
  });
});

suite("the progress bar", () => {
  test("stays within one line and without control characters of others", () => {
    const screen = new Screen(true);
    const bar = progressBar(screen);
    bar.report(5, 10, `docs/\u001b[31m\n${"x".repeat(200)}`);
    const [, line = ""] = screen.text.split("\u001b[2K");
    assert.match(line, /^█{12}░{12} 5\/10 docs\/\[31m/);
    assert.equal(line.length, 59);
    assert.doesNotMatch(line, /[\u001b\n]/);
  });

  test("says nothing where nobody watches", () => {
    const screen = new Screen(false);
    const bar = progressBar(screen);
    bar.report(1, 2, "reading");
    bar.clear();
    assert.equal(screen.text, "");
  });

  test("is full when there is nothing to do", () => {
    const screen = new Screen(true);
    progressBar(screen).report(0, 0, "done");
    assert.match(screen.text, /█{24} 0\/0 done/);
  });
});
