import assert from "node:assert/strict";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { createFixedClock } from "../../support/fixed-clock.ts";
import { createMemoryFileStore } from "../../support/memory-file-store.ts";
import { LOCAL_CONFIG, onStore, type Workspace } from "../../support/workspace.ts";

suite("what a plan costs as a workspace grows", () => {
  test("reads and parses each spec once, and each shared file once", async () => {
    const { reads, parsed } = await costOfRest(20);
    const specs = [...reads].filter(([path]) => path.startsWith("docs/specs/"));
    assert.equal(specs.length, 20);
    assert.deepEqual(
      [...reads].filter(([path, count]) => count > 1 && path !== "CANON.yaml"),
      [],
    );
    assert.equal(parsed, 20);
  });

  test("reads twice as much for twice as many specs, and no more", async () => {
    const [one, two, four] = [await costOfRest(10), await costOfRest(20), await costOfRest(40)];
    assert.equal(total(four.reads) - total(two.reads), 2 * (total(two.reads) - total(one.reads)));
  });
});

interface Cost {
  readonly reads: ReadonlyMap<string, number>;
  readonly parsed: number;
}

/** Counts what a plan of a workspace takes in which everything is in step. */
async function costOfRest(specs: number): Promise<Cost> {
  const store = createMemoryFileStore({ "CANON.yaml": LOCAL_CONFIG });
  for (let spec = 0; spec < specs; spec++) store.files.set(`docs/specs/s-${spec}.md`, specOf(spec));
  await onStore(store).sync();
  const reads = new Map<string, number>();
  store.beforeRead = (path) => {
    reads.set(path, (reads.get(path) ?? 0) + 1);
    return undefined;
  };
  let parsed = 0;
  const parse = (text: string): ReturnType<typeof parseSpec> => {
    parsed += 1;
    return parseSpec(text);
  };
  const rested: Workspace = onStore(store, createFixedClock(), { parsed: { parse } });
  const plan = await rested.plan();
  assert.deepEqual([plan.items, plan.held, plan.problems], [[], [], []]);
  return { reads, parsed };
}

function specOf(spec: number): string {
  const parts = [1, 2, 3].map((part) => `## ${part}. Part ${part} of ${spec}\n\nWhat it does.\n`);
  return `# Spec ${spec}\n\n${parts.join("\n")}`;
}

function total(reads: Cost["reads"]): number {
  return [...reads.values()].reduce((sum, count) => sum + count, 0);
}
