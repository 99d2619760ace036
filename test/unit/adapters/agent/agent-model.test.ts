import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { agentModel } from "../../../../src/adapters/agent/agent-model.ts";
import { NEVER_CANCELLED, type CancelSignal } from "../../../../src/core/kernel/cancel.ts";
import type { Result } from "../../../../src/core/kernel/result.ts";
import { redact } from "../../../../src/core/redact/redact.ts";
import type { ModelTrouble } from "../../../../src/ports/language-model.ts";
import { plantedSecrets } from "../../../support/redaction/planted.ts";
import { inTemporaryFolder } from "../../../support/temporary-folder.ts";

interface Options {
  readonly timeoutMs?: number;
  readonly signal?: CancelSignal;
  readonly prompt?: string;
  readonly args?: readonly string[];
}

/** Asks a program that is written in the folder. */
async function ask(
  folder: string,
  source: string,
  { timeoutMs = 60_000, signal = NEVER_CANCELLED, prompt = "What is it?", args = [] }: Options = {},
): Promise<Result<string, ModelTrouble>> {
  const script = join(folder, "model.mjs");
  await writeFile(script, source);
  const start = {
    program: process.execPath,
    args: [script, ...args],
    env: { ONLY: "this" },
    folder,
    timeoutMs,
  };
  return agentModel("Sage", start, redact).ask(redact(prompt).text, signal);
}

function trouble(answer: Result<string, ModelTrouble>): ModelTrouble {
  assert.ok(!answer.ok, JSON.stringify(answer));
  return answer.error;
}

/** Starts a helper that lives on, notes both ids, and never ends by itself. */
const HANGING = `
  import { spawn } from "node:child_process";
  import { writeFileSync, renameSync } from "node:fs";
  process.on("SIGTERM", () => {});
  const helper = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"], { stdio: "inherit" });
  helper.once("spawn", () => {
    writeFileSync("ids.new", JSON.stringify([process.pid, helper.pid]));
    renameSync("ids.new", "ids");
    process.stderr.write("ready\\n");
  });
  setInterval(() => {}, 1000);
`;

suite("a program as a language model", function () {
  this.timeout(60_000);

  test("has the prompt on stdin, whole, and its stdout is the answer", () =>
    inTemporaryFolder(async (folder) => {
      const prompt = "ä\u{1f600}\n".repeat(30_000);
      const answer = await ask(folder, "process.stdin.pipe(process.stdout)", { prompt });
      assert.deepEqual(answer, { ok: true, value: prompt });
    }));

  test("runs without a shell, in the folder it is given, with that environment and no more", () =>
    inTemporaryFolder(async (folder) => {
      const source = `process.stdout.write(JSON.stringify([process.argv.slice(2), process.cwd(), Object.keys(process.env).filter((name) => !/^(__|NODE_V8_COVERAGE$)/.test(name))]))`;
      const args = ["$(touch planted)", "; touch planted", "a b", "*"];
      const answer = await ask(folder, source, { args });
      assert.ok(answer.ok, JSON.stringify(answer));
      assert.deepEqual(JSON.parse(answer.value), [args, folder, ["ONLY"]]);
      assert.equal(existsSync(join(folder, "planted")), false);
    }));

  test("one that never reads its input and answers is fine", () =>
    inTemporaryFolder(async (folder) => {
      const source = `process.stdin.destroy(); process.stdout.write("{}")`;
      assert.deepEqual(await ask(folder, source, { prompt: "x".repeat(190_000) }), {
        ok: true,
        value: "{}",
      });
    }));

  test("one that fails is told with what it said, masked, in one line and cut short", () =>
    inTemporaryFolder(async (folder) => {
      const [secret] = plantedSecrets(5);
      assert.ok(secret !== undefined);
      const said = JSON.stringify(`no\n\u001b[31mluck ${secret.text} ${"and so on ".repeat(100)}`);
      const source = `process.stdout.write("half"); process.stderr.write(${said}); process.exitCode = 3`;
      const { kind, message } = trouble(await ask(folder, source));
      assert.equal(kind, "failed");
      assert.match(
        message,
        /^It ended with code 3 and without an answer\. It said: "no .*\[REDACTED:/,
      );
      assert.ok(
        !message.includes(secret.value) && message.length < 450 && !/\p{Cc}/u.test(message),
      );
    }));

  test("one that is not there is unavailable", async () => {
    const start = { program: "/nowhere/model", args: [], env: {}, folder: "/", timeoutMs: 1000 };
    const answer = await agentModel("m", start, redact).ask(redact("?").text, NEVER_CANCELLED);
    assert.equal(trouble(answer).kind, "unavailable");
  });

  test("one that writes without end is cut off and ended", () =>
    inTemporaryFolder(async (folder) => {
      const source = `
        import { writeFileSync } from "node:fs";
        writeFileSync("ids", JSON.stringify([process.pid]));
        process.stdout.on("error", () => {});
        const more = () => { while (process.stdout.write("x".repeat(100_000))); };
        process.stdout.on("drain", more); more();`;
      assert.equal(trouble(await ask(folder, source)).kind, "too-long");
      await untilEnded(folder);
    }));

  test("one that takes too long is ended, with what it started and though it will not listen", () =>
    inTemporaryFolder(async (folder) => {
      const { kind, message } = trouble(await ask(folder, HANGING, { timeoutMs: 1500 }));
      assert.equal(kind, "timeout");
      assert.match(message, /within 1\.5 seconds/);
      await untilEnded(folder);
    }));

  test("nobody waits for it: it is ended with what it started", () =>
    inTemporaryFolder(async (folder) => {
      const stop = new AbortController();
      const asked = ask(folder, HANGING, { signal: stop.signal });
      await untilThere(join(folder, "ids"));
      stop.abort();
      assert.equal(trouble(await asked).kind, "cancelled");
      await untilEnded(folder);
    }));

  test("a helper that is left behind holds nothing up and is ended", () =>
    inTemporaryFolder(async (folder) => {
      const source = HANGING.replace(
        'process.stderr.write("ready\\n");',
        'process.stdout.write("{}", () => process.exit(0));',
      );
      assert.deepEqual(await ask(folder, source), { ok: true, value: "{}" });
      await untilEnded(folder);
    }));

  test("a question that is too long is never asked, nor one that was cancelled before", () =>
    inTemporaryFolder(async (folder) => {
      const source = `import { writeFileSync } from "node:fs"; writeFileSync("ran", "")`;
      const long = await ask(folder, source, { prompt: "word ".repeat(50_000) });
      assert.equal(trouble(long).kind, "too-long");
      const cancelled = await ask(folder, source, { signal: AbortSignal.abort() });
      assert.equal(trouble(cancelled).kind, "cancelled");
      assert.equal(existsSync(join(folder, "ran")), false);
    }));
});

/** Looks again with every turn of the event loop, until a program has written a file. */
async function untilThere(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((resolve) => setImmediate(resolve));
}

/**
 * Looks again with every turn of the event loop, until nothing of it runs any more. One that has ended may
 * still be listed until its parent asks.
 */
async function untilEnded(folder: string): Promise<void> {
  const ids = JSON.parse(readFileSync(join(folder, "ids"), "utf8")) as number[];
  while (ids.some(isRunning)) await new Promise((resolve) => setImmediate(resolve));
}

function isRunning(id: number): boolean {
  try {
    if (process.platform !== "linux") return process.kill(id, 0);
    return !/\) [ZX] /.test(readFileSync(`/proc/${String(id)}/stat`, "utf8"));
  } catch {
    return false;
  }
}
