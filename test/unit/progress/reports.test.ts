import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import type { BurnUpPoint, ProgressHistory } from "../../../src/core/progress/burn-up.ts";
import { burnUpChart, NARROW, WIDE } from "../../../src/core/progress/chart.ts";
import { chartSvg } from "../../../src/core/progress/chart-svg.ts";
import { htmlReport } from "../../../src/core/progress/html-report.ts";
import { markdownReport } from "../../../src/core/progress/markdown-report.ts";
import { ENGLISH_WORDS } from "../../../src/core/progress/progress-words.ts";
import { progressReport, type ProgressReport } from "../../../src/core/progress/report.ts";
import { reportJson } from "../../../src/core/progress/report-json.ts";
import { svgReport } from "../../../src/core/progress/svg-report.ts";
import { createRedactor } from "../../../src/core/redact/redact.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { HOSTILE_TEXTS } from "../../support/hostile-texts.ts";
import { parseXml, type XmlElement } from "../../support/well-formed.ts";

const TOKEN = ["gh", "p_", "a1b2".repeat(9)].join("");
const TAKEN_AT = "2026-05-05T10:00:00.000Z";
const NOTHING = { kind: "none", why: "no-repository" } as const;
const SOME = [point(0, 4, 1), point(40, 9, 3), point(90, 12, 12)];

suite("the picture of a burn-up", () => {
  const cases: readonly (readonly [string, readonly BurnUpPoint[]])[] = [
    ["one point", [point(0, 4, 1)]],
    ["two points", [point(0, 4, 1), point(1, 4, 2)]],
    ["two points of one moment", [point(0, 4, 1), point(0, 4, 2)]],
    ["no criteria", [point(0, 0, 0), point(9, 0, 0)]],
    ["nothing at all", [{ ...point(0, 0, 0), sections: 0, done: 0 }]],
    ["thousands", [point(0, 12_345, 0), point(3000, 1_234_567, 1_234_000)]],
    ["everything met", [point(0, 5, 5), point(9, 5, 5)]],
    ["an axis with more digits than any count", [point(0, 50, 5), point(90, 86, 56)]],
  ];
  for (const [name, points] of cases) {
    test(`is drawn within its frame, the same every time: ${name}`, () => {
      for (const size of [WIDE, NARROW]) {
        const chart = burnUpChart(points, ENGLISH_WORDS, size);
        assert.ok(chart !== null);
        assert.deepEqual(burnUpChart(points, ENGLISH_WORDS, size), chart);
        const paths = [chart.scope, chart.done, chart.doneArea];
        const places = [...chart.xTicks, ...chart.yTicks, ...chart.dots, chart.doneEnd];
        const starts = chart.yTicks.map(({ x, text }) => x - widthOf(text));
        const xs = [...places.map(({ x }) => x), ...starts, ...numbersOf(paths, "x")];
        const ys = [...places.map(({ y }) => y), ...numbersOf(paths, "y")];
        assert.ok(
          xs.every((x) => x >= 0 && x <= size.width),
          `${name}: ${xs.join(" ")}`,
        );
        assert.ok(
          ys.every((y) => y >= 0 && y <= size.height),
          `${name}: ${ys.join(" ")}`,
        );
        assert.ok(chart.doneEnd.y - chart.scopeEnd.y >= 15, "the two texts do not touch");
        assert.ok(chart.xTicks.length >= 1);
        parseXml(chartSvg(chart, { name: "p", isFile: true }));
      }
    });
  }

  test("says its figures in words, and counts sections where there never was a criterion", () => {
    const chart = burnUpChart(SOME, ENGLISH_WORDS, WIDE);
    assert.equal(
      chart?.description,
      "On January 1, 2026, 1 of 4 criteria were met. On April 1, 2026, 12 of 12 criteria are met.",
    );
    const bare = burnUpChart([point(0, 0, 0)], ENGLISH_WORDS, WIDE);
    assert.equal(bare?.description, "On January 1, 2026, 1 of 3 sections are done.");
    assert.equal(bare.scopeEnd.text, "3 sections");
  });

  test("as a file it brings its colours along, for light and for dark, and loads nothing", () => {
    const report = aReport({ kind: "known", points: SOME, gaps: [] });
    const svg = svgReport(report, ENGLISH_WORDS) ?? "";
    const [root, title, desc] = parseXml(svg.replace(/<style>[^<]*<\/style>/, ""));
    assert.equal(root?.attributes.get("role"), "img");
    assert.equal(root.attributes.get("aria-labelledby"), "wide-title wide-about");
    assert.deepEqual([title?.name, desc?.name], ["title", "desc"]);
    assert.match(svg, /prefers-color-scheme: dark/);
    assert.doesNotMatch(svg.replace("http://www.w3.org/2000/svg", ""), /https?:|url\(|<script/);
    assert.equal(svgReport(aReport(NOTHING), ENGLISH_WORDS), null);
  });
});

suite("a report of progress", () => {
  test("as HTML its policy allows its own style and nothing else", () => {
    const html = htmlReport(aReport({ kind: "known", points: SOME, gaps: [] }), ENGLISH_WORDS);
    const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
    assert.ok(html.includes(`content="${policy.replaceAll("'", "&#39;")}"`));
    assert.doesNotMatch(html, /<script|\sstyle=|\son\w+=|https?:/);
  });

  test("without a past it says why there is no picture, in place of one", () => {
    const html = htmlReport(aReport(NOTHING), ENGLISH_WORDS);
    assert.doesNotMatch(html, /<svg/);
    assert.ok(html.includes("There is no picture: this folder is in no git repository."));
    const cut = htmlReport(
      aReport({ kind: "known", points: SOME, gaps: ["shallow"] }),
      ENGLISH_WORDS,
    );
    assert.ok(cut.includes("This clone is shallow"));
  });

  test("whatever a spec says stays text: no element comes from it, in any format", () => {
    const plain = elementsOf(htmlReport(hostileReport("plain words"), ENGLISH_WORDS));
    for (const text of [
      ...HOSTILE_TEXTS,
      "</script>",
      "<svg onload=alert(1)>",
      "]]>",
      "&lt;b&gt;",
    ]) {
      const report = hostileReport(text.replace(/\s+/g, " "));
      const html = htmlReport(report, ENGLISH_WORDS);
      assert.deepEqual(elementsOf(html), plain, text);
      const markdown = markdownReport(report, ENGLISH_WORDS);
      assert.doesNotMatch(markdown, /(^|[^\\])(<|\]\()/, text);
    }
  });

  test("any text at all leaves the HTML well-formed, with the text in it as it was cleaned", () => {
    const aText = fc.string({ unit: "binary", maxLength: 40 });
    fc.assert(
      fc.property(aText, (text) => {
        const report = hostileReport(text);
        const elements = elementsIn(htmlReport(report, ENGLISH_WORDS));
        const owner = report.specs[0]?.owner ?? "";
        assert.ok(elements.some((one) => one.name === "th" && one.text === owner));
      }),
    );
  });

  test("a credential in a spec does not leave, in any format", () => {
    const report = hostileReport(`Use ${TOKEN} here`);
    const formats = [
      htmlReport(report, ENGLISH_WORDS),
      markdownReport(report, ENGLISH_WORDS),
      JSON.stringify(reportJson(report)),
      svgReport(report, ENGLISH_WORDS) ?? "",
    ];
    for (const text of formats) assert.ok(!text.includes(TOKEN));
    assert.ok(formats[0]?.includes("[REDACTED:github_pat]"));
  });

  test("no share reads as all before all is done, or as nothing once something is", () => {
    const html = (met: number, total: number): string => {
      const boxes = Array.from({ length: total }, (_, i) => `- [${i < met ? "x" : " "}] ${i}`);
      return htmlReport(aReport(NOTHING, `# S\n\n## A\n\n${boxes.join("\n")}\n`), ENGLISH_WORDS);
    };
    assert.match(html(999, 1000), />99%</);
    assert.match(html(1, 1000), />1%</);
    assert.match(html(1000, 1000), />100%</);
  });
});

/** As in the widest of the usual fonts. */
function widthOf(figures: string): number {
  const digits = figures.replaceAll(/\D/g, "").length;
  return digits * 7.7 + (figures.length - digits) * 4;
}

function point(day: number, criteria: number, met: number): BurnUpPoint {
  const at = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
  return { at, sections: 3, done: 1, criteria, met };
}

function aReport(history: ProgressHistory, text = "# S\n\n## A\n\n- [x] one\n"): ProgressReport {
  const report = progressReport({
    name: "shop",
    takenAt: TAKEN_AT,
    specs: [{ file: "docs/specs/a.md", document: parseSpec(text) }],
    past: NOTHING,
    redact: createRedactor([]),
  });
  return { ...report, history };
}

/** A text wherever a spec can have one, past what the parser would make of it. */
function hostileReport(text: string): ProgressReport {
  const document = parseSpec(
    "# T\n\n## 1. A\n<!-- canon:system:a status:blocked:B -->\n\n## 2. C\n<!-- canon:system:c status:in_progress -->\n",
  );
  const frontMatter = { ...document.frontMatter, owner: text, team: text };
  const sections = document.sections.map((section) => ({
    ...section,
    title: text,
    id: text,
    status: section.status === null ? null : { ...section.status, blockedBy: text },
  }));
  const hostile = { ...document, title: text, frontMatter, sections };
  const report = progressReport({
    name: text,
    takenAt: TAKEN_AT,
    specs: [{ file: text, document: hostile }],
    past: NOTHING,
    redact: createRedactor([]),
  });
  return { ...report, history: { kind: "known", points: SOME, gaps: [] } };
}

function elementsOf(html: string): string[] {
  return elementsIn(html).map(
    ({ name, attributes }) => `${name} ${[...attributes.keys()].join(" ")}`,
  );
}

/** The body of a report is written as XML is. */
function elementsIn(html: string): XmlElement[] {
  return parseXml(/<main>[^]*<\/main>/.exec(html)?.[0] ?? "");
}

function numbersOf(paths: readonly string[], axis: "x" | "y"): number[] {
  return paths.flatMap((path) =>
    [...path.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map((m) => Number(axis === "x" ? m[1] : m[2])),
  );
}
