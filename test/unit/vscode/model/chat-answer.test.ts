import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { chatAnswer } from "../../../../src/vscode/model/chat-answer.ts";

const BOUNDS = { timeoutMs: 60_000, longest: 1000 };

async function* parts(...texts: readonly string[]): AsyncGenerator<string> {
  for (const text of texts) yield await Promise.resolve(text);
}

const never = (): Promise<never> => new Promise(() => undefined);

/** An error as the editor makes them: it has a code, and a message of somebody else. */
function editorError(code: string): Error {
  return Object.assign(new Error("the provider's own words"), { code });
}

suite("the answer of a chat model in the editor", () => {
  test("is all of its parts", async () => {
    const answer = await chatAnswer(
      () => Promise.resolve(parts("{", "}")),
      BOUNDS,
      NEVER_CANCELLED,
    );
    assert.deepEqual(answer, { ok: true, value: "{}" });
  });

  test("that never ends is cut off, and the model is told to stop", async () => {
    let isStopped = false;
    let written = 0;
    async function* endless(): AsyncGenerator<string> {
      try {
        for (;;) {
          written += 100;
          yield await Promise.resolve("x".repeat(100));
        }
      } finally {
        isStopped = true;
      }
    }
    const answer = await chatAnswer(() => Promise.resolve(endless()), BOUNDS, NEVER_CANCELLED);
    assert.equal(answer.ok ? null : answer.error.kind, "too-long");
    assert.deepEqual([isStopped, written <= 1200], [true, true]);
  });

  for (const [when, ask] of [
    ["begins", never],
    ["goes on", () => Promise.resolve({ [Symbol.asyncIterator]: () => ({ next: never }) })],
  ] as const) {
    test(`that never ${when} is given up after its time, and when nobody waits`, async () => {
      let stop: AbortSignal | undefined;
      const noting = (signal: AbortSignal): Promise<AsyncIterable<string>> => {
        stop = signal;
        return ask();
      };
      const late = await chatAnswer(noting, { ...BOUNDS, timeoutMs: 1 }, NEVER_CANCELLED);
      assert.equal(late.ok ? null : late.error.kind, "timeout");
      assert.equal(stop?.aborted, true);
      const controller = new AbortController();
      const asked = chatAnswer(noting, BOUNDS, controller.signal);
      controller.abort();
      const cancelled = await asked;
      assert.equal(cancelled.ok ? null : cancelled.error.kind, "cancelled");
      assert.equal(stop.aborted, true);
    });
  }

  test("nobody waits from the start: nothing is asked", async () => {
    const answer = await chatAnswer(() => assert.fail("was asked"), BOUNDS, AbortSignal.abort());
    assert.equal(answer.ok ? null : answer.error.kind, "cancelled");
  });

  for (const [code, kind] of [
    ["NoPermissions", "refused"],
    ["Blocked", "refused"],
    ["NotFound", "unavailable"],
    ["Unknown", "failed"],
  ] as const) {
    test(`${code} is told as ${kind}, without the words of whoever offers the model`, async () => {
      const asked = () => Promise.reject(editorError(code));
      const answer = await chatAnswer(asked, BOUNDS, NEVER_CANCELLED);
      assert.ok(!answer.ok);
      assert.equal(answer.error.kind, kind);
      assert.doesNotMatch(answer.error.message, /provider's own/);
    });
  }

  test("an error in the middle is a failure, and what came before is no answer", async () => {
    async function* broken(): AsyncGenerator<string> {
      yield await Promise.resolve("{}");
      throw editorError("Unknown");
    }
    const answer = await chatAnswer(() => Promise.resolve(broken()), BOUNDS, NEVER_CANCELLED);
    assert.equal(answer.ok ? null : answer.error.kind, "failed");
  });
});
