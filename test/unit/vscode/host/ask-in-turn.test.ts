import assert from "node:assert/strict";
import { askInTurn, type Move, type Steps } from "../../../../src/vscode/host/ask-in-turn.ts";

suite("questions in turn", () => {
  test("every question is asked once, the first without a way back", async () => {
    assert.deepEqual(await asked({ a: ["next"], b: ["next"] }), ["a 1", "b 2", "done"]);
  });

  test("Back leads to the question before, past those that had nothing to ask", async () => {
    const moves = { a: ["next", "next"], b: ["passed", "passed", "passed"], c: ["back", "next"] };
    assert.deepEqual(await asked(moves as Record<string, Move[]>), [
      ...["a 1", "b 2", "c 3"],
      ...["b 2", "a 1"],
      ...["b 2", "c 3", "done"],
    ]);
  });

  test("giving up ends it, whatever follows", async () => {
    assert.deepEqual(await asked({ a: ["next"], b: ["cancelled"], c: [] }), ["a 1", "b 2", "gone"]);
  });

  test("an answer decides which questions follow", async () => {
    const said: string[] = [];
    let isLong = false;
    const first = (): Promise<Move> => {
      said.push("first");
      isLong = true;
      return Promise.resolve("next");
    };
    const second = ({ total }: { readonly total: number | null }): Promise<Move> => {
      said.push(`second of ${String(total)}`);
      return Promise.resolve("next");
    };
    const stepsNow = (): Steps =>
      isLong ? { steps: [first, second], total: 2 } : { steps: [first], total: null };
    assert.equal(await askInTurn("Questions", stepsNow), true);
    assert.deepEqual(said, ["first", "second of 2"]);
  });
});

/** What was asked, each with its number, and how it ended. */
async function asked(moves: Readonly<Record<string, readonly Move[]>>): Promise<string[]> {
  const said: string[] = [];
  const steps = Object.entries(moves).map(([name, all]) => {
    const left = [...all];
    return ({ step }: { readonly step: number }): Promise<Move> => {
      said.push(`${name} ${String(step)}`);
      return Promise.resolve(left.shift() ?? "cancelled");
    };
  });
  const isDone = await askInTurn("Questions", () => ({ steps, total: steps.length }));
  return [...said, isDone ? "done" : "gone"];
}
