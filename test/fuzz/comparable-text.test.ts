import assert from "node:assert/strict";
import fc from "fast-check";
import { suite, test } from "mocha";
import { comparableText } from "../../src/core/spec/comparable-text.ts";

const PIECES = [
  ...Array.from("\\`*_~<>[]()|#-+.'\"!\t "),
  ...["``", "```", "~~~", "**", "__", "\n", "\n\n", "\r\n", "- ", "* ", "+ ", "1. ", "12) ", "> "],
  ...["| ", "---", "***", "a", "b1", "word", "Größe", "[X]", "https://x.example/a_b", "file.md"],
  ...[
    "[x](x)",
    "<https://x.example>",
    "mailto:a@b.example",
    "\\_",
    "\\*",
    "\\`",
    "\uFFFC",
    "\u2216",
  ],
];
const anyMarkdown = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 40 })
  .map((pieces) => pieces.join(""));
const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));

/** Blocks as a person writes them, and as an editor might write them back. */
const block: fc.Arbitrary<readonly [ours: string, theirs: string]> = fc.oneof(
  sentence.map((text) => [text, text] as const),
  fc.tuple(sentence, sentence).map(([a, b]) => [`${a}\n${b}`, `${a} ${b}`] as const),
  sentence.map((text) => [`_${text}_ __${text}__`, `*${text}* **${text}**`] as const),
  sentence.map((text) => [`${text} a_b *`, `${text} a\\_b \\*`] as const),
  fc
    .array(sentence, { minLength: 1, maxLength: 4 })
    .map((all) => [list("- ", "\n", all), list("* ", "\n\n", all)] as const),
  fc
    .array(sentence, { minLength: 1, maxLength: 4 })
    .map((all) => [list("1. ", "\n", all), list("2) ", "\n", all)] as const),
  fc.tuple(sentence, sentence).map(([a, b]) => {
    const [head, row] = [`|${a}|${b}|`, `| ${a}   | ${b} |`];
    return [`${head}\n|-|-|\n${head}`, `${row}\n| --- | --- |\n${row}`] as const;
  }),
  sentence.map((text) => [`~~~\n${text}\n~~~`, `\`\`\`\n${text}\n\`\`\``] as const),
  word.map((name) => [`in ${name}.md here`, `in [${name}.md](http://${name}.md) here`] as const),
);

function list(mark: string, between: string, items: readonly string[]): string {
  return items.map((item) => mark + item).join(between);
}

suite("any text however Markdown is spelled", () => {
  test("has one form, which stays what it is", () => {
    fc.assert(
      fc.property(anyMarkdown, (text) => {
        const form = comparableText(text);
        assert.equal(comparableText(form), form);
      }),
      { numRuns: 20_000 },
    );
  });

  test("has the same form when an editor writes it back", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
        const [ours, theirs] = [0, 1].map((side) => blocks.map((one) => one[side]));
        const written = (theirs ?? []).join("\n\n\n");
        assert.equal(comparableText((ours ?? []).join("\n\n")), comparableText(written));
      }),
      { numRuns: 3000 },
    );
  });

  test("has another form when a word is another one", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), word, word, (blocks, one, two) => {
        fc.pre(one !== two && !/^\d{1,2}$/.test(one) && !/^\d{1,2}$/.test(two));
        const text = blocks.map(([ours]) => ours).join("\n\n");
        const [a, b] = [one, two].map((last) => comparableText(`${text}\n\n- ${last} end`));
        assert.notEqual(a, b);
      }),
      { numRuns: 3000 },
    );
  });
});
