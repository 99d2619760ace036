import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import MarkdownIt, { type MarkdownIt as Markdown } from "markdown-it";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { headingBadges } from "../../../src/preview/heading-badges.ts";
import { addCanon } from "../../../src/preview/preview-plugin.ts";
import { HOSTILE_TEXTS } from "../../support/hostile-texts.ts";

suite("Canon in the Markdown preview", () => {
  test("puts status, ticket and criteria behind the heading", async () => {
    const html = await render(
      "# Pay\n\n## 1. Keys\n<!-- canon:ticket:jira:PAY-142 -->\n" +
        "<!-- canon:system:keys status:in_progress -->\n\n- [x] one\n- [x] two\n- [ ] three\n",
    );
    assert.match(
      html,
      /<h2>1\. Keys <span class="canon-badges"><span class="canon-status canon-in_progress">In progress<\/span> <span class="canon-ticket">PAY-142<\/span> <span class="canon-criteria"><span class="canon-bar canon-bar-7" aria-hidden="true"><\/span> 2 of 3 criteria met<\/span><\/span><\/h2>/,
    );
    assert.match(html, /<h1>Pay<\/h1>/);
  });

  test("has a bar that is full only when all criteria are met, and empty only when none is", async () => {
    const spec = (met: number, all: number): string =>
      `## A\n<!-- canon:system:a status:todo -->\n\n` +
      Array.from({ length: all }, (_, index) => `- [${index < met ? "x" : " "}] c\n`).join("");
    const step = async (met: number, all: number): Promise<string | undefined> =>
      /canon-bar-(\d+)/.exec(await render(spec(met, all)))?.[1];
    assert.equal(await step(0, 30), "0");
    assert.equal(await step(1, 30), "1");
    assert.equal(await step(29, 30), "9");
    assert.equal(await step(30, 30), "10");
    assert.equal(await step(0, 0), undefined);
  });

  test("leaves other Markdown as it is, and headings without Canon comments", async () => {
    const other =
      "## A\n\n<!-- a comment -->\n\n- [ ] a box\n\n```\n<!-- canon:system:a status:todo -->\n```\n";
    assert.equal(await render(other), new MarkdownIt({ html: true }).render(other));
    const spec = "## A\n<!-- canon:system:a status:todo -->\n\n## B\n\n> ## C\n";
    const html = await render(spec);
    assert.match(html, /<h2>B<\/h2>/);
    assert.match(html, /<h2>C<\/h2>/);
  });

  test("keeps the text of headings for whoever makes anchors of it", async () => {
    const markdown = await extended();
    const tokens = markdown.parse("## A\n<!-- canon:system:a status:done -->\n", {});
    assert.equal(tokens[1]?.content, "A");
    const texts = tokens[1].children?.filter(({ type }) => type === "text");
    assert.deepEqual(
      texts?.map(({ content }) => content),
      ["A"],
    );
  });

  test("shows what a file says as text", async () => {
    const html = await render(
      "## A\n<!-- canon:system:a status:blocked:<img/onerror=x> -->\n" +
        "<!-- canon:system:a status:blocked:&\"'$(bug) -->\n",
    );
    assert.ok(!html.includes("<img/onerror=x></span>"), html);
    assert.match(html, /Blocked by &amp;&quot;'\$ \(bug\)<\/span>/);
  });

  test("asks for what reads specs once, when a text has a Canon comment, and renders again", async () => {
    let [loads, renders] = [0, 0];
    const load = (): Promise<typeof headingBadges> => {
      loads += 1;
      return Promise.resolve(headingBadges);
    };
    const markdown = addCanon(new MarkdownIt({ html: true }), load, () => (renders += 1));
    markdown.render("## A\n\nNothing of Canon's.\n");
    assert.equal(loads, 0);
    const spec = "## A\n<!-- canon:system:a status:done -->\n";
    assert.ok(!markdown.render(spec).includes("canon-status"));
    markdown.render(spec);
    await settled();
    assert.deepEqual([loads, renders], [1, 1]);
    assert.ok(markdown.render(spec).includes("canon-status"));
  });

  test("reads nothing of a text that is only parsed, and each text that is shown once", async () => {
    const read: string[] = [];
    const reads = (text: string): ReturnType<typeof headingBadges> => {
      read.push(text);
      return headingBadges(text);
    };
    const markdown = addCanon(
      new MarkdownIt({ html: true }),
      () => Promise.resolve(reads),
      () => 0,
    );
    const spec = "## A\n<!-- canon:system:a status:done -->\n\n## B\n";
    const tokens = markdown.parse(spec, {});
    await settled();
    assert.ok(
      !markdown.renderer.render(tokens, markdown.options, {}).includes("canon-status"),
      "it was loaded",
    );
    await settled();
    assert.deepEqual(read, []);
    assert.ok(markdown.renderer.render(tokens, markdown.options, {}).includes("canon-status"));
    assert.deepEqual(read, [spec]);
  });

  test("shows the text as it stands when that cannot be loaded, and tries again", async () => {
    let loads = 0;
    const load = (): Promise<typeof headingBadges> => {
      loads += 1;
      return loads === 1 ? Promise.reject(new Error("gone")) : Promise.resolve(headingBadges);
    };
    const markdown = addCanon(new MarkdownIt({ html: true }), load, () => 0);
    const spec = "## A\n<!-- canon:system:a status:done -->\n";
    assert.match(markdown.render(spec), /<h2>A<\/h2>/);
    await settled();
    markdown.render(spec);
    await settled();
    assert.ok(markdown.render(spec).includes("canon-status"));
  });

  test("has one badge for each section with a status, in specs of people", async () => {
    for (const name of ["auth-migration", "infrastructure-rollout", "payments"]) {
      const url = new URL(`../../fixtures/specs/${name}.md`, import.meta.url);
      const text = readFileSync(url, "utf8");
      const sections = parseSpec(text).sections.filter(({ status }) => status !== null);
      const html = await render(text);
      assert.equal(html.split('class="canon-status ').length - 1, sections.length, name);
    }
  });

  test("takes nothing away from any text, however odd", async () => {
    const markdown = await extended();
    const plain = new MarkdownIt({ html: true });
    const line = fc.constantFrom(
      ...["## A", "Setext\n---", "> ## quoted", "- [x] box", "- ## in a list", "```", "", "text"],
      ...[
        "<!-- canon:system:a status:done -->",
        "<!-- canon:ticket:jira:PAY-1 -->",
        ...HOSTILE_TEXTS,
      ],
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join("\n");
        const html = markdown
          .render(text)
          .replace(/ <span class="canon-badges">.*?<\/span>(?=<\/h)/g, "");
        assert.equal(html, plain.render(text));
      }),
    );
  });
});

async function extended(): Promise<Markdown> {
  const load = (): Promise<typeof headingBadges> => Promise.resolve(headingBadges);
  const markdown = addCanon(new MarkdownIt({ html: true }), load, () => 0);
  markdown.render("## A\n<!-- canon:system:a status:done -->");
  await settled();
  return markdown;
}

async function render(text: string): Promise<string> {
  return (await extended()).render(text);
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
