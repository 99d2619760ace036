import assert from "node:assert/strict";
import fc from "fast-check";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import { acceptOffer } from "../../../src/core/spec/accept-offer.ts";
import { freeIds } from "../../../src/core/spec/free-id.ts";
import { mayHoldComment } from "../../../src/core/spec/may-hold-comment.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { typedPart, type TypedPart } from "../../../src/core/spec/typed-part.ts";

/** The cursor stands at the bar. */
function at(text: string): { readonly part: TypedPart | undefined; readonly line: string } {
  const column = text.indexOf("|");
  const line = text.slice(0, column) + text.slice(column + 1);
  return { part: typedPart(line, column), line };
}

function check(text: string, kind: string, replaced: string): void {
  const { part, line } = at(text);
  assert.ok(part !== undefined, text);
  assert.equal(part.name.kind, kind, text);
  assert.equal(line.slice(part.start, part.end), replaced, text);
}

function accept(text: string, offer: string, next?: string): string {
  const { part, line } = at(text);
  assert.ok(part !== undefined, text);
  const { before, after } = acceptOffer(part, offer, next);
  return `${line.slice(0, part.start)}${before}|${after}${line.slice(part.end)}`;
}

suite("what is being typed in a comment", () => {
  test("is the kind of the comment first", () => {
    check("<!-- |", "word", "");
    check("<!--|", "word", "");
    check("  <!-- can|", "word", "can");
    check("<!-- canon:ti|cket:jira:A-1 -->", "word", "canon:ticket:");
    check("<!-- ca|non:ticket:jira:A-1 -->", "word", "canon:ticket:");
    check("text <!-- canon:|", "word", "canon:");
  });

  test("is a system, then a key, with the address that belongs to it", () => {
    check("<!-- canon:ticket:|", "system", "");
    check("<!-- canon:shadow:ji|ra:PAY-1 -->", "system", "jira:");
    check(
      "<!-- canon:ticket:jira:PA|Y-1 url:https://a.test/PAY-1 -->",
      "key",
      "PAY-1 url:https://a.test/PAY-1",
    );
    check("<!-- specwright:ticket:azure:4|2 -->", "key", "42");
    assert.deepEqual(at("<!-- canon:ticket:GitHub:|").part?.name, {
      kind: "key",
      system: "github",
    });
    assert.equal(at("<!-- canon:ticket:unheard:|").part, undefined);
  });

  test("is an id, the word status and a state", () => {
    check("<!-- canon:system:ke|", "id", "ke");
    check("<!-- canon:system:keys sta|", "field", "sta");
    check("<!-- canon:system:keys status:|todo -->", "state", "todo");
    check("<!-- canon:system:keys status:blocked:PAY|-2 -->", "blocker", "PAY-2");
    assert.equal(at("<!-- canon:system:keys status:todo |").part?.name.kind, undefined);
  });

  test("is a source, a path and the lines of a file", () => {
    check("<!-- canon:realized-in:PR#4|12 src/a.ts -->", "source", "PR#412");
    check("<!-- canon:realized-in:PR#412 src/p|ay/a.ts:3 -->", "path", "src/pay/a.ts");
    check("<!-- canon:realized-in:PR#412 src/a.ts file:src/|", "path", "src/");
    check("<!-- canon:realized-in:audit src/a.ts:1|0-20 -->", "lines", "10-20");
  });

  test("is nothing outside a comment, behind its end and in the marks around it", () => {
    for (const text of [
      "|",
      "<!-|- ",
      "<!-- canon:ticket:jira:A-1 -->|",
      "a --> b|",
      "<!-- note to|",
      "<!-- canon:delta:added --|>",
    ]) {
      const { part } = at(text);
      assert.ok(part === undefined, text);
    }
  });

  test("takes the bracket along that the editor closed by itself", () => {
    check("<!-- can|>", "word", "can>");
    assert.equal(accept("<!-- can|>", "canon:ticket:"), "<!-- canon:ticket:| -->");
    assert.equal(accept("<!--|>", "canon:ticket:"), "<!-- canon:ticket:| -->");
  });

  test("becomes a comment that ends once", () => {
    assert.equal(accept("<!-- |", "canon:delta:"), "<!-- canon:delta:| -->");
    assert.equal(accept("<!-- | -->", "canon:delta:"), "<!-- canon:delta:| -->");
    assert.equal(accept("<!-- canon:delta:|-->", "added"), "<!-- canon:delta:added| -->");
    assert.equal(
      accept("<!-- canon:system:| -->", "3.1", " status:"),
      "<!-- canon:system:3.1 status:| -->",
    );
    assert.equal(
      accept("<!-- canon:system:| status:done -->", "3.1", " status:"),
      "<!-- canon:system:3.1| status:done -->",
    );
    assert.equal(
      accept("<!-- canon:delta:| <!-- canon:ticket:jira:A-1 -->", "added"),
      "<!-- canon:delta:added| --> <!-- canon:ticket:jira:A-1 -->",
    );
  });
});

const SPEC = `# Title

<!-- above -->
## 1. Keys
<!-- one -->

Text \`<!-- code -->\` and <!-- two -->

\`\`\`
<!-- fenced -->
\`\`\`

> <!-- quoted -->

- [x] Box
  <!-- below a box -->

# Another title
<!-- nobody's -->

## 2. Later <!-- heading -->
<!-- over
two lines -->
`;

suite("where a comment of Canon's may stand", () => {
  const may = (mark: string, text = SPEC, isClosed = true): boolean => {
    const index = text.split(/\r\n|\n/).findIndex((line) => line.includes(mark));
    const line = text.split(/\r\n|\n/)[index] ?? "";
    return mayHoldComment(parseSpec(text), index, line.indexOf(mark), isClosed);
  };

  test("is below a heading, in its text and below its criteria", () => {
    for (const mark of ["<!-- one", "<!-- two", "<!-- below a box"]) {
      assert.ok(may(mark), mark);
      assert.ok(may(mark, SPEC.replaceAll("\n", "\r\n")), mark);
    }
  });

  test("is not in code, in a quote, on a heading or below none", () => {
    for (const mark of [
      "<!-- above",
      "<!-- code",
      "<!-- fenced",
      "<!-- quoted",
      "<!-- nobody's",
      "<!-- heading",
    ]) {
      assert.ok(!may(mark), mark);
    }
  });

  test("is not at the beginning of a comment that ends on another line", () =>
    assert.ok(!may("<!-- over", SPEC, false)));

  test("is where one was begun, whatever that swallows of the rest", () => {
    const begun = "## 1. Keys\n<!-- canon\n\n## 2. More\n<!-- canon:system:more status:todo -->\n";
    assert.ok(may("<!-- canon", begun, false));
  });
});

suite("the ids that are free", () => {
  const ids = (text: string, line: number): string[] => freeIds(parseSpec(text).sections, line);

  test("are number and slug, as long as no other section has them", () => {
    assert.deepEqual(ids("## 3.1 Key Generation\n", 1), ["3.1", "key-generation"]);
    assert.deepEqual(ids("## Keys\n\n## Keys\n", 3), ["keys-2"]);
    assert.deepEqual(ids("## 1. A\n<!-- canon:system:2 status:todo -->\n\n## 2. B\n", 4), ["b"]);
    assert.deepEqual(ids("Text\n", 0), []);
  });
});

const COMMENTS = [
  "<!-- canon:ticket:jira:PAY-1 -->",
  "<!-- canon:system:keys status:todo -->",
  "<!-- canon:realized-in:PR#4 src/a.ts:3 -->",
  "<!-- canon:",
  "<!-- canon:ticket:jira:",
  "<!-- canon:system:x status:",
  "<!-- ",
  "<!-- note -->",
  "-->",
];
const LINES = [
  ...COMMENTS,
  "## Heading",
  "# Title",
  "Text `code`",
  "```",
  "> quote",
  "- [ ] box",
  "  more",
  "",
  "    code",
];
const line = fc.oneof(
  fc.constantFrom(...LINES),
  fc
    .array(fc.constantFrom(...COMMENTS, " ", "text", "`", ">", "canon:delta:"), { maxLength: 4 })
    .map((parts) => parts.join("")),
);
const documents = fc
  .tuple(fc.array(line, { maxLength: 14 }), fc.constantFrom("\n", "\r\n"))
  .map(([lines, ending]) => ({ lines, text: lines.join(ending), ending }));
const OFFERS: Readonly<Record<TypedPart["name"]["kind"], readonly string[]>> = {
  word: ["canon:system:3.1 status:", "canon:ticket:", "canon:realized-in:"],
  system: ["jira:", "local:"],
  key: ["PAY-142"],
  id: ["keys"],
  field: ["status:"],
  state: ["todo", "blocked:"],
  blocker: ["PAY-7"],
  source: ["PR#412"],
  path: ["src/keys.ts"],
  lines: ["1-20"],
  delta: ["added"],
};

/** What each readable comment says, with the text around it left aside. */
function readable(text: string): string[] {
  return parseSpec(text).sections.flatMap((section) => [
    ...[...section.tickets, ...section.shadows].map(({ ref, line: at }) => `${at} ${ref.key}`),
    ...section.evidence.map(({ source, line: at }) => `${at} ${source}`),
    ...section.criteria.flatMap(({ evidence }) =>
      evidence.map(({ source, line: at }) => `${at} ${source}`),
    ),
  ]);
}

function withoutLine(text: string): string {
  return text.replace(/^\d+ /, "");
}

suite("any offer, in any document", () => {
  test("replaces a stretch of the line around the cursor", () => {
    fc.assert(
      fc.property(documents, fc.nat(), fc.nat(), ({ lines }, row, column) => {
        const text = lines[row % Math.max(1, lines.length)] ?? "";
        const cursor = column % (text.length + 1);
        const part = typedPart(text, cursor);
        if (part === undefined) return;
        assert.ok(part.open + 4 <= part.start && part.start <= cursor);
        assert.ok(cursor <= part.end && part.end <= text.length);
        assert.equal(part.typed, text.slice(part.start, cursor));
      }),
      { numRuns: 3000 },
    );
  });

  test("leaves what other lines say as it was", () => {
    let accepted = 0;
    fc.assert(
      fc.property(documents, fc.nat(), fc.nat(), (given, row, column) => {
        const lines = ["## Heading", ...given.lines];
        const text = lines.join(given.ending);
        const begun = [...lines.keys()].filter((index) => lines[index]?.includes("<!--"));
        const index = begun[row % begun.length] ?? 0;
        const before = lines[index] ?? "";
        const open = before.indexOf("<!--");
        const part = typedPart(before, open + (column % (before.length - open + 1)));
        const document = parseSpec(text);
        if (part === undefined) return;
        if (!mayHoldComment(document, index, part.open, part.isClosed)) return;
        const above = lines.slice(0, index).map((one) => one + given.ending);
        const start = above.join("").length;
        // Half of a comment swallows what stands below; a whole one in its place does not.
        const close = part.isClosed ? before.indexOf("-->", part.end) + 3 : part.end;
        const note = { start: start + part.open, end: start + close, text: "<!-- note -->" };
        const others = readable(applySplices(text, [note])).filter(
          (one) => !one.startsWith(`${index + 1} `),
        );
        for (const offer of OFFERS[part.name.kind]) {
          const put = acceptOffer(part, offer);
          const [from, end] = [start + part.start, start + part.end];
          const splice = { start: from, end, text: put.before + put.after };
          const after = readable(applySplices(text, [splice]));
          // A ticket counts where it is first named, and that may be another line now.
          const said = after.map(withoutLine);
          for (const one of others) assert.ok(said.includes(withoutLine(one)), `${one}: ${offer}`);
          accepted += 1;
        }
      }),
      { numRuns: 4000 },
    );
    assert.ok(accepted > 500, `only ${accepted} offers were looked at`);
  });
});
