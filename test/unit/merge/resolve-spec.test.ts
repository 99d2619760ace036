import assert from "node:assert/strict";
import fc from "fast-check";
import { resolveSpec } from "../../../src/core/merge/resolve-spec.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

const ticket = (key: string): string => `<!-- canon:ticket:jira:${key} -->`;
const status = (word: string, id = "retry"): string => `<!-- canon:system:${id} status:${word} -->`;

/** A section whose comments two branches changed; `base` as git shows it with diff3. */
function conflict(
  ours: readonly string[],
  theirs: readonly string[],
  base?: readonly string[],
): string {
  const middle = base === undefined ? [] : ["||||||| 1f3c", ...base];
  return [
    "# Payments",
    "",
    "## Retry",
    ...["<<<<<<< HEAD", ...ours, ...middle, "=======", ...theirs, ">>>>>>> main"],
    "",
    "Three times.",
    "",
  ].join("\n");
}

/** The lines between the heading and the text, and the codes of what is told. */
function check(text: string, expected: readonly string[], told = 0, ancestor?: string): void {
  const { text: after, resolved, notes, left } = resolveSpec(text, ancestor ?? null);
  assert.deepEqual(left, []);
  assert.equal(resolved, 1);
  assert.equal(
    after,
    ["# Payments", "", "## Retry", ...expected, "", "Three times.", ""].join("\n"),
  );
  assert.equal(notes.length, told, JSON.stringify(notes));
}

suite("a conflict between Canon comments", () => {
  test("over links keeps those of both sides, each once, and says which one counts", () => {
    check(
      conflict([ticket("PAY-1"), status("todo")], [ticket("PAY-2"), status("todo")]),
      [ticket("PAY-1"), ticket("PAY-2"), status("todo")],
      1,
    );
    check(conflict([ticket("PAY-1")], [ticket("PAY-1"), status("todo")]), [
      ticket("PAY-1"),
      status("todo"),
    ]);
  });

  test("over a status takes the side that moved", () => {
    const [todo, done] = [[status("todo")], [status("done")]];
    check(conflict(done, todo, todo), done);
    check(conflict(todo, done, todo), done);
    check(conflict(todo, done, done), todo);
    check(conflict(todo, done), todo, 0, "## Retry\n<!-- canon:system:retry status:done -->\n");
  });

  test("over a status that both moved takes the one further along, and says so", () => {
    for (const base of [undefined, [status("draft")]]) {
      check(conflict([status("in_progress")], [status("done")], base), [status("done")], 1);
      check(conflict([status("done")], [status("todo")], base), [status("done")], 1);
    }
    const text = conflict([status("blocked")], [status("blocked:PAY-9")]);
    check(text, [status("blocked:PAY-9")], 1);
    const [note] = resolveSpec(text, null).notes;
    assert.equal(note?.line, 4);
    assert.match(note.message, /blocked:PAY-9 was kept.*blocked was given up/);
  });

  test("over evidence and copies keeps all of it", () => {
    const evidence = (rest: string): string => `<!-- canon:realized-in:${rest} -->`;
    const shadow = "<!-- canon:shadow:github:acme/web#7 -->";
    check(
      conflict(
        [status("done"), evidence("PR#4 src/a.ts")],
        [shadow, status("done"), evidence("PR#4 src/a.ts src/b.ts:3"), evidence("PR#5 src/c.ts")],
      ),
      [shadow, status("done"), evidence("PR#4 src/a.ts src/b.ts:3"), evidence("PR#5 src/c.ts")],
    );
  });

  test("takes the side that made a link a copy", () => {
    const shadow = "<!-- canon:shadow:jira:PAY-1 -->";
    check(conflict([ticket("PAY-1")], [shadow], [ticket("PAY-1")]), [shadow]);
    check(conflict([shadow], [ticket("PAY-1")], [ticket("PAY-1")]), [shadow]);
    check(conflict([shadow], [ticket("PAY-1")]), [shadow]);
  });

  test("is decided also where the same text stands between the comments", () => {
    const lines = (word: string, key: string, other: string): string[] => [
      status(word),
      "",
      "Text of both.",
      "## Ledger",
      ...(key === "" ? [] : [ticket(key)]),
      status(other, "ledger"),
    ];
    check(
      conflict(
        lines("done", "", "todo"),
        lines("todo", "PAY-3", "todo"),
        lines("todo", "", "todo"),
      ),
      [status("done"), "", "Text of both.", "## Ledger", ticket("PAY-3"), status("todo", "ledger")],
    );
  });

  test("keeps the line ending of the file", () => {
    const text = conflict([ticket("PAY-1")], [status("todo")]).replaceAll("\n", "\r\n");
    const { text: after } = resolveSpec(text, null);
    assert.doesNotMatch(after, /[^\r]\n/);
    assert.match(after, /PAY-1 -->\r\n<!-- canon:system:retry status:todo -->\r\n\r\nThree/);
  });
});

suite("a conflict that no rule can decide", () => {
  for (const [what, ours, theirs] of [
    ["over text", ["Three times."], ["Four times."]],
    ["over a box", ["- [ ] stops"], ["- [x] stops"]],
    ["over a heading", ["## Retry", status("todo")], ["## Retries", status("todo")]],
    ["over ids", [status("todo", "a")], [status("done", "b")]],
    ["over comments that cannot be read", ["<!-- canon:ticket:jira -->"], [ticket("PAY-1")]],
    ["over two statuses at once", [status("todo"), status("done")], [status("draft")]],
    ["over a change", ["<!-- canon:delta:added -->"], ["<!-- canon:delta:modified -->"]],
  ] as const) {
    test(`${what} stays as it is and is told with its line`, () => {
      const text = conflict(ours, theirs);
      const { text: after, resolved, left } = resolveSpec(text, null);
      assert.equal(after, text);
      assert.equal(resolved, 0);
      assert.deepEqual(
        left.map(({ code, line }) => [code, line]),
        [["merge/left", 4]],
      );
    });
  }

  test("does not keep others of the same file from being decided", () => {
    const text = `${conflict([ticket("PAY-1")], [status("todo")])}${conflict(["a"], ["b"])}`;
    const { text: after, resolved, left } = resolveSpec(text, null);
    assert.equal(resolved, 1);
    assert.deepEqual(
      left.map(({ line }) => line),
      [11],
    );
    assert.equal(after.split("\n")[10], "<<<<<<< HEAD");
  });

  test("is one within another, or one that was cleared away by half", () => {
    for (const text of [
      "## A\n<<<<<<< HEAD\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n=======\nc\n>>>>>>> y\n",
      "## A\n<!-- canon:system:a status:todo -->\n>>>>>>> main\n",
    ]) {
      const { text: after, resolved, left } = resolveSpec(text, null);
      assert.equal(after, text);
      assert.equal(resolved, 0);
      assert.equal(left.length, 1);
    }
  });
});

const comment = fc.oneof(
  fc.constantFrom("PAY-1", "PAY-2", "PAY-3").map(ticket),
  fc
    .constantFrom("draft", "todo", "in_progress", "done", "blocked:X-1")
    .map((word) => status(word)),
  fc.constantFrom("a.ts", "b.ts").map((path) => `<!-- canon:realized-in:PR#1 ${path} -->`),
  fc.constant("<!-- canon:shadow:linear:ENG-4 -->"),
);
const side = fc.uniqueArray(comment, {
  maxLength: 5,
  selector: (text) => /canon:\w+/.exec(text)?.[0],
});

suite("any conflict between comments", () => {
  test("ends without marks and with every link, copy and file of both sides", () => {
    fc.assert(
      fc.property(side, side, fc.option(side), (ours, theirs, base) => {
        const { text, left } = resolveSpec(conflict(ours, theirs, base ?? undefined), null);
        assert.deepEqual(left, []);
        assert.doesNotMatch(text, /^[<=>|]{7}/m);
        const document = parseSpec(text);
        assert.ok(document.writable);
        const all = [...ours, ...theirs].join("\n");
        for (const [name] of all.matchAll(/jira:PAY-\d|linear:ENG-4|[ab]\.ts/g)) {
          assert.ok(text.includes(name), `${name} was lost:\n${text}`);
        }
        assert.ok((text.match(/canon:system/g) ?? []).length <= 1);
      }),
    );
  });

  test("leaves a text without marks as it is", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(comment, fc.string())), (lines) => {
        const text = lines.join("\n");
        fc.pre(!/^[<>]{7}/m.test(text));
        assert.deepEqual(resolveSpec(text, null), { text, resolved: 0, notes: [], left: [] });
      }),
    );
  });
});
