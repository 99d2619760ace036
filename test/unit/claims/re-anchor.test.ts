import assert from "node:assert/strict";
import fc from "fast-check";
import { codeLines } from "../../../src/core/claims/code-lines.ts";
import { reAnchor, type Anchor, type LineRange } from "../../../src/core/claims/re-anchor.ts";

suite("lines of code that move", () => {
  test("an untouched file keeps its lines, even where all of them are alike", () => {
    check("a a a a a", [3, 3], "a a a a a", { kind: "same" });
  });

  test("lines move with what is written above them", () => {
    check("one two three", [2, 3], "new new one two three", moved(4, 5));
    check("x y one two three", [4, 5], "one two three", moved(2, 3));
  });

  test("of equal lines, the one whose surroundings are the same is meant", () => {
    check("a } b } c", [4, 4], "new a } b } c", moved(5, 5));
    check("a } b } c", [4, 4], "a } new } b } c", moved(6, 6));
  });

  test("a copy elsewhere does not take the place of the lines themselves", () => {
    check("a one two b c", [2, 3], "one two a one two b c", moved(4, 5));
  });

  test("where equal lines fit equally well, nothing is guessed", () => {
    check("a a a a a", [3, 3], "a a a a a a", { kind: "ambiguous" });
    check("a } b } c", [4, 4], "a } x } y", { kind: "ambiguous" });
    check("a b one c d", [3, 3], "b one c new b one c", { kind: "ambiguous" });
  });

  test("a bracket that stands alone among new lines is not taken for the one that was meant", () => {
    check("a } b", [2, 2], "new } lines", { kind: "ambiguous" });
  });

  test("lines that say enough are known again anywhere", () => {
    const line = "export_function_issueIdempotencyKey(customer:_string,_order:_string)";
    check(`a ${line} b`, [2, 2], `b new ${line} other`, moved(3, 3));
  });

  test("an edit within the lines is one", () => {
    check("a one two b", [2, 3], "a one 2 b", { kind: "changed" });
    check("a one two b", [2, 3], "a one new two b", { kind: "changed" });
    check("a one two b", [2, 3], "", { kind: "changed" });
  });

  test("line endings and a byte-order mark make no difference", () => {
    assert.deepEqual(codeLines("\uFEFFa\r\nb\r\n"), codeLines("a\nb"));
    assert.deepEqual(codeLines(""), []);
    assert.deepEqual(codeLines("a\n\n"), ["a", ""]);
  });

  test("whatever is edited around and inside, the answer is those lines or none", () => {
    fc.assert(
      fc.property(history(), ({ before, range, after, isCitedKept }) => {
        const answer = reAnchor(texts(before), range, texts(after));
        if (answer.kind !== "same" && answer.kind !== "moved") return;
        const { startLine, endLine } = answer.kind === "same" ? range : answer.range;
        const cited = before.slice(range.startLine - 1, range.endLine);
        const found = after.slice(startLine - 1, endLine);
        assert.deepEqual(texts(found), texts(cited));
        // Where an equal line took the place of one between the same neighbours, nobody can tell.
        const isAlike = isSame(
          neighbours(before, range),
          neighbours(after, { startLine, endLine }),
        );
        if (isCitedKept && !isAlike) assert.deepEqual(found, cited);
      }),
      { numRuns: 5000 },
    );
  });

  test("an answer fits better than every other place, by a plain count of equal lines around it", () => {
    let answers = 0;
    fc.assert(
      fc.property(history({ copies: true }), ({ before, range, after }) => {
        const answer = reAnchor(texts(before), range, texts(after));
        if (answer.kind !== "same" && answer.kind !== "moved") return;
        const { startLine } = answer.kind === "same" ? range : answer.range;
        const all = fitting(texts(before), range, texts(after));
        const given = all.find((one) => one.startLine === startLine);
        assert.ok(given !== undefined, "it says what was cited");
        for (const other of all.filter((one) => one !== given)) {
          assert.ok(given.above >= other.above && given.below >= other.below, "not worse anywhere");
          assert.ok(given.above > other.above || given.below > other.below, "not just as good");
          answers += 1;
        }
      }),
      { numRuns: 5000 },
    );
    assert.ok(answers > 100, `only ${answers} answers had another place to choose from`);
  });

  test("lines that stay together in a file of different lines are always found", () => {
    fc.assert(
      fc.property(history({ isDistinct: true }), ({ before, range, after, isCitedKept }) => {
        const answer = reAnchor(texts(before), range, texts(after));
        const isFound = answer.kind === "same" || answer.kind === "moved";
        const isClear = range.endLine - range.startLine >= 2;
        if (isCitedKept && isClear) assert.ok(isFound, answer.kind);
        if (!isCitedKept) assert.equal(answer.kind, "changed");
      }),
      { numRuns: 2000 },
    );
  });

  test("the work grows with the file, whatever it holds", () => {
    const reads = [2_000, 4_000].map((size) => {
      const lines = new Array<string>(size).fill("}");
      const counted = { reads: 0 };
      const watched = new Proxy([...lines, "}"], {
        get: (target, name, self): unknown => {
          if (typeof name === "string" && /^\d+$/.test(name)) counted.reads += 1;
          return Reflect.get(target, name, self);
        },
      });
      reAnchor(lines, { startLine: size / 2, endLine: size / 2 + 10 }, watched);
      return counted.reads;
    });
    const [small = 0, large = 0] = reads;
    assert.ok(small > 0 && large <= small * 2.1, `${small} and ${large} lines were looked at`);
  });
});

function check(before: string, [startLine, endLine]: [number, number], after: string, is: Anchor) {
  const words = (text: string): string[] => (text === "" ? [] : text.split(" "));
  assert.deepEqual(reAnchor(words(before), { startLine, endLine }, words(after)), is);
}

function moved(startLine: number, endLine: number): Anchor {
  return { kind: "moved", range: { startLine, endLine } };
}

/** A line that is known again: `id` is never given twice, so that a copy is another line. */
interface Line {
  readonly id: number;
  readonly text: string;
}

function neighbours(lines: readonly Line[], { startLine, endLine }: LineRange): unknown[] {
  return [lines[startLine - 2]?.text, lines[endLine]?.text];
}

function isSame(one: unknown[], other: unknown[]): boolean {
  return one.every((each, index) => each === other[index]);
}

function texts(lines: readonly Line[]): string[] {
  return lines.map(({ text }) => text);
}

/** All places that read like the cited lines, with how many lines around them do as well. */
function fitting(before: readonly string[], { startLine, endLine }: LineRange, after: string[]) {
  const block = before.slice(startLine - 1, endLine);
  const above = [...before.slice(0, startLine - 1).reverse(), "start"];
  const below = [...before.slice(endLine), "end"];
  const shared = (one: readonly string[], other: readonly string[]): number => {
    const length = one.findIndex((line, index) => line !== other[index]);
    return length < 0 ? one.length : length;
  };
  return after.flatMap((_, at) => {
    const isSame = block.every((line, index) => after[at + index] === line);
    if (!isSame) return [];
    const over = [...after.slice(0, at).reverse(), "start"];
    const under = [...after.slice(at + block.length), "end"];
    return [{ startLine: at + 1, above: shared(above, over), below: shared(below, under) }];
  });
}

interface History {
  readonly before: readonly Line[];
  readonly range: LineRange;
  readonly after: readonly Line[];
  /** The cited lines stand together in the new version as well. */
  readonly isCitedKept: boolean;
}

/** Which of several equal lines in a row is which cannot be known by anybody. */
function inKnownOrder(lines: readonly Line[]): Line[] {
  const ordered = [...lines];
  for (let from = 0; from < ordered.length; from += 1) {
    let to = from + 1;
    while (to < ordered.length && ordered[to]?.text === ordered[from]?.text) to += 1;
    const run = ordered.slice(from, to).sort((a, b) => a.id - b.id);
    ordered.splice(from, run.length, ...run);
    from = to - 1;
  }
  return ordered;
}

/** What code is full of. */
const COMMON = ["", "}", "  }", "  return;", "else {"];

/** A file, some lines of it, and what becomes of it by edits of all kinds. */
function history({ isDistinct = false, copies = false } = {}): fc.Arbitrary<History> {
  const step = fc.record({
    what: fc.constantFrom(
      "insert",
      "insert",
      "delete",
      "replace",
      "move",
      ...(copies ? ["copy"] : []),
    ),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
    size: fc.integer({ min: 1, max: 4 }),
    common: fc.option(fc.constantFrom(...COMMON), { nil: null }),
  });
  const first = fc.array(fc.option(fc.constantFrom(...COMMON), { nil: null, freq: 2 }), {
    minLength: 3,
    maxLength: 30,
  });
  return fc
    .tuple(first, fc.nat(), fc.nat({ max: 5 }), fc.array(step, { maxLength: 6 }))
    .map(([lines, from, length, steps]) => {
      let next = 0;
      const line = (text: string | null): Line => {
        next += 1;
        const isOwn = text === null || isDistinct;
        return { id: next, text: isOwn ? `const value${next} = compute(${next});` : text };
      };
      const before = lines.map(line);
      const start = from % before.length;
      const end = Math.min(before.length, start + 1 + length);
      let after = [...before];
      for (const { what, at, to, size, common } of steps) {
        const place = Math.floor(at * (after.length + 1));
        if (what === "insert") after.splice(place, 0, line(common));
        if (what === "delete") after.splice(place, size);
        if (what === "replace" && place < after.length) after.splice(place, 1, line(common));
        if (what === "copy") {
          // What was copied is another line that says the same.
          const taken = after.slice(Math.max(0, start - size), end + size);
          const again = taken.map((one) => ({ id: (next += 1), text: one.text }));
          after.splice(Math.floor(to * (after.length + 1)), 0, ...again);
        }
        if (what === "move") {
          const taken = after.splice(place, size);
          after.splice(Math.floor(to * (after.length + 1)), 0, ...taken);
        }
        after = inKnownOrder(after);
      }
      const cited = before.slice(start, end).map(({ id }) => id);
      const at = after.findIndex(({ id }) => id === cited[0]);
      const isCitedKept = at >= 0 && cited.every((id, index) => after[at + index]?.id === id);
      return { before, range: { startLine: start + 1, endLine: end }, after, isCitedKept };
    });
}
