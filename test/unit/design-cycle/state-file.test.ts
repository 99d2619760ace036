import assert from "node:assert/strict";
import fc from "fast-check";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import { parseStateFile } from "../../../src/design-cycle/state-file.ts";
import { editLinks, setLinksValue } from "../../../src/design-cycle/edit-links.ts";
import { linksOf } from "../../../src/design-cycle/ticket-links.ts";

const STATE = `---
pipeline_state_version: 1.0
stage: verify
cycle: cycle-7
---

# Pipeline state

<position>
stage: verify
wave: 1
</position>

<timestamps>
verify_completed_at: ~
</timestamps>

<ticket_links>
cycle: cycle-7
linear: DSN-204
jira: WEB-311
</ticket_links>
`;

const links = (text: string, cycle = "cycle-7") => linksOf(parseStateFile(text), cycle);
const keys = (text: string, cycle?: string) => {
  const { linear, jira } = links(text, cycle).links;
  return [linear?.key ?? null, jira?.key ?? null];
};
const block = (...lines: string[]): string =>
  `---\ncycle: cycle-7\n---\n<ticket_links>\n${lines.join("\n")}\n</ticket_links>\n`;

suite("the state of a design cycle", () => {
  test("names the current cycle, quoted or not", () => {
    const cycleIn = (line: string) => parseStateFile(`---\n${line}\n---\n`).cycle;
    assert.equal(cycleIn("cycle: cycle-7"), "cycle-7");
    assert.equal(cycleIn('cycle: "e2e-001"'), "e2e-001");
    assert.equal(cycleIn("cycle: a:b"), "a:b");
    assert.equal(cycleIn("cycle: cycle-3 # note"), "cycle-3 # note");
    assert.equal(cycleIn("cycle: 1\ncycle: 2"), "2");
    assert.equal(cycleIn('cycle: ""'), null);
    assert.equal(cycleIn("cycle: "), null);
    assert.equal(cycleIn("Cycle: x"), null);
    assert.equal(cycleIn("# cycle: x"), null);
  });

  test("has no cycle without front matter", () => {
    assert.equal(parseStateFile("cycle: cycle-7\n").cycle, null);
    assert.equal(parseStateFile("").cycle, null);
    assert.equal(parseStateFile("---\ncycle: x\n").cycle, null);
  });
});

suite("the ticket links of a design cycle", () => {
  test("are read as documented", () => assert.deepEqual(keys(STATE), ["DSN-204", "WEB-311"]));

  test("may be written without blanks, with quotes, and among comments", () => {
    assert.deepEqual(keys(block("cycle:cycle-7", "linear:DSN-1", "jira: 'WEB-2'")), [
      "DSN-1",
      "WEB-2",
    ]);
    const comment = ["<!-- two", "linear: DSN-9", "lines -->"];
    assert.deepEqual(keys(block("cycle: cycle-7", ...comment, "jira: WEB-2")), [null, "WEB-2"]);
  });

  test("may be missing, which is no problem", () => {
    for (const value of ["", "~", '""', "null"]) {
      const found = links(block("cycle: cycle-7", `linear: ${value}`));
      assert.equal(found.links.linear, null);
      assert.deepEqual(found.problems, []);
    }
    assert.deepEqual(keys(block("linear: DSN-1")), [null, null]);
  });

  test("are told where they are no keys, and then not used", () => {
    for (const value of ["https://linear.app/x/DSN-1", "<cycle-id>", "DSN-204 (In Review)"]) {
      const found = links(block("cycle: cycle-7", `linear: ${value}`));
      assert.equal(found.links.linear, null);
      assert.deepEqual(
        found.problems.map(({ code, line }) => [code, line]),
        [["cycle/invalid-key", 6]],
      );
    }
  });

  test("belong to their own cycle; of two entries the last counts", () => {
    const two = block("cycle: cycle-6", "linear: DSN-1", "cycle: cycle-7", "linear: DSN-2");
    assert.deepEqual(keys(two), ["DSN-2", null]);
    assert.deepEqual(keys(two, "cycle-6"), ["DSN-1", null]);
    assert.deepEqual(keys(two, "CYCLE-7"), [null, null]);
    const again =
      block("cycle: cycle-7", "linear: DSN-1") + block("cycle: cycle-7", "linear: DSN-2");
    assert.deepEqual(keys(again), ["DSN-2", null]);
    assert.equal(links(again).problems[0]?.code, "cycle/linked-twice");
  });

  test("count neither in a fence, nor indented, nor in a block that is not closed", () => {
    const fenced = `---\ncycle: cycle-7\n---\n\`\`\`xml\n<ticket_links>\ncycle: cycle-7\nlinear: DSN-1\n</ticket_links>\n\`\`\`\n`;
    assert.deepEqual(keys(fenced), [null, null]);
    assert.deepEqual(
      keys(block("cycle: cycle-7", "linear: DSN-1").replace("<ticket", " <ticket")),
      [null, null],
    );
    const open = "<ticket_links>\ncycle: cycle-7\nlinear: DSN-1\n";
    assert.deepEqual(keys(open), [null, null]);
    assert.equal(parseStateFile(open).problems[0]?.code, "cycle/unclosed-links");
  });

  test("count neither in a comment over several lines, nor below a fence that is open, which is told", () => {
    const commented = `---\ncycle: cycle-7\n---\n<!-- As in:\n<ticket_links>\ncycle: cycle-7\nlinear: DSN-1\n</ticket_links>\n-->\n`;
    assert.deepEqual(keys(commented), [null, null]);
    assert.deepEqual(keys(commented + STATE.slice(STATE.indexOf("<ticket"))), [
      "DSN-204",
      "WEB-311",
    ]);
    const open = STATE.replace("# Pipeline", "```\n# Pipeline");
    assert.deepEqual(keys(open), [null, null]);
    assert.deepEqual(
      parseStateFile(open).problems.map(({ code, line }) => [code, line]),
      [["cycle/unclosed-fence", 7]],
    );
    assert.deepEqual(keys(STATE.replace("# Pipeline", "```x``` # Pipeline")), [
      "DSN-204",
      "WEB-311",
    ]);
  });

  test("keep the last status beside them", () => {
    const { linear } = links(
      block("cycle: cycle-7", "linear: DSN-1", "linear_status: In Review"),
    ).links;
    assert.ok(linear);
    assert.deepEqual([linear.status, linear.line], ["In Review", 6]);
  });
});

suite("a value that is recorded in the ticket links", () => {
  const record = (text: string, key: "linear_status" | "jira", value: string, cycle = "cycle-7") =>
    setLinksValue(parseStateFile(text), cycle, key, value);
  const set = (...[text, key, value, cycle]: Parameters<typeof record>) => {
    const splices = record(text, key, value, cycle);
    assert.ok(splices.ok);
    return applySplices(text, splices.value);
  };

  test("is added below the entry, or replaces the one that is there", () => {
    const once = set(STATE, "linear_status", "In Review");
    assert.equal(once, STATE.replace("jira: WEB-311", "jira: WEB-311\nlinear_status: In Review"));
    assert.equal(set(once, "linear_status", "Done"), once.replace("In Review", "Done"));
  });

  test("changes nothing where it is there already", () => {
    const once = set(STATE, "linear_status", "Done");
    assert.equal(set(once, "linear_status", "Done"), once);
  });

  test("makes a block at the end of a file that has none for the cycle", () => {
    const text = STATE.slice(0, STATE.indexOf("\n<ticket_links>"));
    assert.equal(
      set(text, "jira", "WEB-1"),
      `${text}\n<ticket_links>\ncycle: cycle-7\njira: WEB-1\n</ticket_links>\n`,
    );
    assert.ok(set(STATE, "jira", "WEB-1", "cycle-8").startsWith(STATE));
  });

  test("takes the line endings of its neighbours, and no line of its own from the value", () => {
    const windows = set(
      STATE.replaceAll("\n", "\r\n"),
      "linear_status",
      "In\nReview</ticket_links>",
    );
    assert.ok(windows.includes("jira: WEB-311\r\nlinear_status: In Review</ticket_links>\r\n"));
    assert.ok(!/[^\r]\n/.test(windows));
    assert.deepEqual(keys(windows), ["DSN-204", "WEB-311"]);
  });

  test("is refused where nobody would find it again", () => {
    const refused = record("---\ncycle: cycle-7\n---\n```\nopen fence\n", "jira", "WEB-1");
    assert.ok(!refused.ok);
    assert.equal(refused.error.code, "cycle/not-recorded");
  });

  test("touches one line of its own and no other byte, in any file", () => {
    const end = fc.constantFrom("\n", "\r\n");
    const line = fc.oneof(
      fc.constantFrom("cycle: cycle-7", "cycle: cycle-6", "linear: A-1", "jira:WEB-2 ", " linear_status: Old", "<!-- note -->", "<!-- two", "lines -->", "", "\t", "other: x", "```"), // prettier-ignore
      fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, ".")),
    );
    const lines = fc.array(
      fc.tuple(line, end).map((pair) => pair.join("")),
      { maxLength: 8 },
    );
    const file = fc.tuple(lines, lines, lines, end, fc.boolean());
    const key = fc.constantFrom("linear_status", "jira");
    fc.assert(
      fc.property(file, key, ([before, inside, after, eol, isEnded], own) => {
        const front = `---${eol}cycle: cycle-7${eol}---${eol}`;
        const links = [`<ticket_links>${eol}`, ...inside, `</ticket_links>${eol}`];
        const whole = [front, ...before, ...links, ...after].join("");
        const text = isEnded ? whole : whole.replace(/\r?\n$/, "");
        const edited = editLinks(text, "cycle-7", [[own, "WEB-9"]]);
        if (!edited.ok) return;
        const { removed, added, line: touched } = difference(text, edited.value);
        assert.ok(!removed.includes("\n"), JSON.stringify(removed));
        if (removed !== "") assert.match(touched, new RegExp(`^\\s*${own}\\s*:`));
        const made = `\n\n<ticket_links>\ncycle: cycle-7\n${own}: WEB-9\n</ticket_links>\n`;
        const one = `${own}: WEB-9`;
        const plain = added.replaceAll("\r", "");
        assert.ok(made.includes(plain) || `\n${one}\n${one}`.includes(plain), added);
        assert.equal(edited.value.endsWith("\n"), text.endsWith("\n"));
      }),
      { numRuns: 3_000 },
    );
  });

  test("leaves every other byte, for any text", () => {
    const piece = fc.constantFrom("---\n", "cycle: cycle-7\n", "<ticket_links>\n", "</ticket_links>\n", "linear: A-1\r\n", "```\n", "<!-- x\n", "-->\n", "\n", "text", "jira_status: x\n"); // prettier-ignore
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join("");
        const splices = record(text, "linear_status", "Done");
        if (!splices.ok) return;
        const after = applySplices(text, splices.value);
        assert.ok(after.includes("linear_status: Done"));
        assert.equal(set(after, "linear_status", "Done"), after);
        for (const { start, end } of splices.value) {
          assert.ok(!text.slice(start, end).includes("\n"));
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

/** What an edit took away and put in, and the line of the first text where it did. */
function difference(
  before: string,
  after: string,
): { readonly removed: string; readonly added: string; readonly line: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const from = before.lastIndexOf("\n", start - 1) + 1;
  return {
    removed: before.slice(start, before.length - tail),
    added: after.slice(start, after.length - tail),
    line: before.slice(from).split("\n")[0] ?? "",
  };
}
