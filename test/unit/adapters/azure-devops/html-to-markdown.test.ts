import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { htmlToMarkdown } from "../../../../src/adapters/azure-devops/html-to-markdown.ts";
import { plainText } from "../../../../src/adapters/azure-devops/html-pieces.ts";

suite("HTML of Azure DevOps as Markdown", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["lines that are elements", "<div>One</div><div>Two<br>three</div>", "One\n\nTwo\nthree"],
    ["marks", "<p>a <b>b</b> <em>c</em> <s>d</s> <code>e</code></p>", "a **b** _c_ ~~d~~ `e`"],
    ["a heading", "<h2>Head</h2>text", "## Head\n\ntext"],
    ["a link", '<a href="https://a.example/?b=1&amp;c">x</a>', "[x](https://a.example/?b=1&c)"],
    ["a picture", '<img src="https://a.example/p.png" alt="P">', "![P](https://a.example/p.png)"],
    [
      "lists in lists",
      "<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul><ol><li>d</li><li>e</li></ol>",
      "- a\n  - b\n- c\n\n1. d\n2. e",
    ],
    [
      "code",
      '<pre><code class="language-ts">a &lt; b\n\n  c\n</code></pre>',
      "```ts\na < b\n\n  c\n```",
    ],
    ["a quote", "<blockquote><p>a<br>b</p></blockquote>c", "> a\n> b\n\nc"],
    [
      "a table",
      "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
      "| a | b\n\n| c",
    ],
    [
      "entities",
      "&lt;b&gt; &amp;&#39;&#x27;&quot;&nbsp;x &unknown; &#0;",
      "<b> &''\" x &unknown; &#0;",
    ],
    ["comments and scripts", "a<!-- b --><script>c</script><style>d</style>e", "ae"],
    ["what is never closed", "<p>a<b", "a<b"],
    ["a comment that never ends", "a<!-- b", "a"],
    ["a lonely bracket", "1 < 2 > 0", "1 < 2 > 0"],
    ["a rule", "a<hr>b", "a\n\n---\n\nb"],
  ];
  for (const [name, html, markdown] of cases) {
    test(name, () => {
      assert.equal(htmlToMarkdown(html), markdown);
    });
  }

  test("deep nesting does not blow up", () => {
    const html = `${"<blockquote>".repeat(5000)}${"a<br>".repeat(5000)}`;
    assert.ok(htmlToMarkdown(html).length < 300_000);
  });

  test("plain text leaves nothing but the words", () => {
    assert.equal(plainText("<p>a <b>b</b></p>\n<p>c &amp; d</p>"), "a b c & d");
  });
});
