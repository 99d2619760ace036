import assert from "node:assert/strict";
import { defaultConfig } from "../../../src/core/config/default-config.ts";
import { hashText } from "../../../src/core/kernel/hash.ts";
import { upToNow, type ProgressHistory } from "../../../src/core/progress/burn-up.ts";
import { sumOf, totalsOf } from "../../../src/core/progress/totals.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { NO_HISTORY, type CodeHistory } from "../../../src/ports/code-history.ts";
import { noSpecHistory, type SpecHistory } from "../../../src/ports/spec-history.ts";
import { WHOLE_WORKSPACE, type Scope } from "../../../src/sync/engine.ts";
import { readPast, type CountedTexts } from "../../../src/sync/read-progress.ts";
import { createFixedClock } from "../../support/fixed-clock.ts";

const A = "docs/specs/a.md";
const B = "docs/specs/b.md";

type Files = Readonly<Record<string, string>>;

suite("how much of specs was done at earlier times", () => {
  test("each commit is counted as a whole, so a spec that is renamed keeps counting", async () => {
    const past = pastOf(
      { [A]: boxes(1, 4) },
      { [B]: boxes(2, 4) },
      { [B]: boxes(3, 6), [A]: boxes(0, 1) },
    );
    const history = await read(past, { [B]: boxes(4, 6), [A]: boxes(0, 1) });
    assert.deepEqual(counts(history), ["1/4", "2/4", "3/7", "4/7"]);
  });

  test("a text that did not change is read once, and in a later look not at all", async () => {
    const past = pastOf({ [A]: boxes(1, 2) }, { [A]: boxes(1, 2), [B]: boxes(0, 1) });
    const counted: CountedTexts = new Map();
    await read(past, {}, { counted });
    assert.deepEqual(past.reads.length, 2);
    await read(past, {}, { counted });
    assert.equal(past.reads.length, 2);
  });

  test("templates and files that are no specs do not count", async () => {
    const past = pastOf({
      [A]: boxes(1, 2),
      "docs/specs/_t.md": boxes(9, 9),
      "docs/specs/x.txt": "",
    });
    assert.deepEqual(counts(await read(past, {})), ["1/2", "0/0"]);
  });

  test("a scope counts its own files, under their former names as well", async () => {
    const past = pastOf({ [A]: boxes(1, 4), "docs/specs/c.md": boxes(5, 5) }, { [B]: boxes(2, 4) });
    const code: CodeHistory = {
      ...NO_HISTORY,
      versionsOf: () =>
        Promise.resolve({ kind: "known", versions: [{ commit: "0", path: A }], isWhole: true }),
    };
    const scope = { paths: [B], section: null };
    const history = await read(past, { [B]: boxes(2, 4) }, { code, scope });
    assert.deepEqual(counts(history), ["1/4", "2/4", "2/4"]);
  });

  test("a commit that cannot be read is left out and said, never counted as empty", async () => {
    const past = pastOf({ [A]: boxes(1, 4) }, { [A]: boxes(2, 4) });
    const broken = { ...past, textsOf: () => Promise.resolve(new Map<string, string>()) };
    const history = await read(broken, { [A]: boxes(2, 4) });
    assert.deepEqual(counts(history), ["2/4"]);
    assert.deepEqual(history.kind === "known" && history.gaps, ["unreadable"]);
  });

  test("a shallow clone and a history that was cut say so", async () => {
    const past = pastOf({ [A]: boxes(1, 4) });
    const commits = await past.commitsOf();
    const cut = {
      ...past,
      commitsOf: () => Promise.resolve({ ...commits, isShallow: true, isCut: true }),
    };
    const history = await read(cut, {});
    assert.deepEqual(history.kind === "known" && history.gaps, ["shallow", "ceiling"]);
  });

  test("a look that takes too long keeps the newest part and says so", async () => {
    const past = pastOf({ [A]: boxes(1, 4) }, { [A]: boxes(2, 4) }, { [A]: boxes(3, 4) });
    const clock = createFixedClock();
    const slow: SpecHistory = {
      ...past,
      filesAt: (commit) => {
        clock.advance(15_000);
        return past.filesAt(commit);
      },
    };
    const history = await read(slow, { [A]: boxes(4, 4) }, { clock });
    assert.deepEqual(counts(history), ["2/4", "3/4", "4/4"]);
    assert.deepEqual(history.kind === "known" && history.gaps, ["ceiling"]);
  });

  test("without a past it says why; a cancelled look is no past", async () => {
    assert.deepEqual(await read(noSpecHistory("virtual"), {}), { kind: "none", why: "virtual" });
    const past = pastOf({ [A]: boxes(1, 4) });
    const stopped = await read(past, {}, { signal: AbortSignal.abort() });
    assert.deepEqual(stopped, { kind: "none", why: "stopped" });
  });
});

interface ReadParts {
  readonly counted?: CountedTexts;
  readonly code?: CodeHistory;
  readonly scope?: Scope;
  readonly clock?: ReturnType<typeof createFixedClock>;
  readonly signal?: AbortSignal;
}

async function read(
  past: SpecHistory,
  now: Files,
  parts: ReadParts = {},
): Promise<ProgressHistory> {
  const { counted = new Map(), code = NO_HISTORY, scope = WHOLE_WORKSPACE } = parts;
  const clock = parts.clock ?? createFixedClock("2026-06-01T10:00:00.000Z");
  const signal = parts.signal ?? new AbortController().signal;
  const totals = sumOf(Object.values(now).map((text) => totalsOf(parseSpec(text))));
  const run = { signal, progress: { report: () => undefined } };
  const sources = { past, code, clock, counted };
  const counts = await readPast(sources, defaultConfig(), scope, { since: null }, run);
  return upToNow(counts, { at: "2026-06-01T10:00:00.000Z", totals });
}

/** One commit a day, the oldest first; the id of a commit is its place in the list. */
function pastOf(...commits: readonly Files[]) {
  const texts = new Map<string, string>();
  const reads: string[] = [];
  const blobOf = (text: string): string => {
    texts.set(hashText(text), text);
    return hashText(text);
  };
  return {
    reads,
    commitsOf: () =>
      Promise.resolve({
        kind: "known" as const,
        commits: commits
          .map((_, day) => ({ commit: String(day), at: `2026-01-0${day + 1}T10:00:00.000Z` }))
          .reverse(),
        isShallow: false,
        isCut: false,
      }),
    filesAt: (commit: string) =>
      Promise.resolve(
        Object.entries(commits[Number(commit)] ?? {}).map(([path, text]) => ({
          ...{ path, blob: blobOf(text), size: text.length },
        })),
      ),
    textsOf: (blobs: readonly string[]) => {
      reads.push(...blobs);
      return Promise.resolve(new Map(blobs.map((blob) => [blob, texts.get(blob) ?? null])));
    },
  };
}

function counts(history: ProgressHistory): string[] {
  return history.kind === "known"
    ? history.points.map(({ met, criteria }) => `${met}/${criteria}`)
    : [];
}

function boxes(met: number, total: number): string {
  const list = Array.from({ length: total }, (_, at) => `- [${at < met ? "x" : " "}] ${at}\n`);
  return `# Spec\n\n## A\n\n${list.join("")}`;
}
