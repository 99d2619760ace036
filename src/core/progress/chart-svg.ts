import type { BurnUpChart, ChartText } from "./chart.ts";
import { escaped, tag } from "./markup.ts";

interface SvgOptions {
  /** For the ids of this picture, so that a page can hold two. */
  readonly name: string;
  /** A file of its own brings its colours along; in a page they are the page's. */
  readonly isFile: boolean;
}

/**
 * Writes a picture as SVG.
 *
 * Shape:  well-formed XML; nothing in it runs or loads anything. What a line means is said by its
 *         end, its dashes and its colour, in this order. The title and the description say all that
 *         can be seen.
 */
export function chartSvg(chart: BurnUpChart, { name, isFile }: SvgOptions): string {
  const { width, height, title, description } = chart;
  const ids = { title: `${name}-title`, about: `${name}-about` };
  const frame = {
    ...(isFile ? { xmlns: "http://www.w3.org/2000/svg", width, height } : {}),
    viewBox: `0 0 ${width} ${height}`,
    class: `burn-up ${name}`,
    role: "img",
    "aria-labelledby": `${ids.title} ${ids.about}`,
  };
  const paper = tag("rect", { class: "paper", width, height });
  return tag(
    "svg",
    frame,
    tag("title", { id: ids.title }, escaped(title)),
    tag("desc", { id: ids.about }, escaped(description)),
    ...(isFile ? [tag("style", {}, FILE_STYLE), paper] : []),
    ...drawing(chart),
  );
}

function drawing(chart: BurnUpChart): string[] {
  const { left, right, bottom } = chart;
  return [
    ...chart.yTicks.map(({ y }) =>
      tag("path", { class: y === bottom ? "axis" : "grid", d: `M${left},${y}H${right}` }),
    ),
    tag("path", { class: "done-area", d: chart.doneArea }),
    tag("path", { class: "scope", d: chart.scope }),
    tag("path", { class: "done", d: chart.done }),
    ...chart.dots.map(({ x, y, isDone }) =>
      tag("circle", { class: isDone ? "done-dot" : "scope-dot", cx: x, cy: y, r: 3.5 }),
    ),
    ...[...chart.yTicks, ...chart.xTicks].map((one) => label("tick", one)),
    label("scope-end", chart.scopeEnd),
    label("done-end", chart.doneEnd),
  ];
}

function label(kind: string, { x, y, text, anchor }: ChartText): string {
  const place = { class: kind, x, y, dy: "0.32em", "text-anchor": anchor };
  return tag("text", place, escaped(text));
}

/** Colours by role; `--` names so that a page can give them the colours of its theme. */
export const CHART_STYLE = `
.burn-up { font: 12px system-ui, sans-serif; }
.burn-up path { fill: none; stroke-width: 2; }
.burn-up .grid, .burn-up .axis { stroke: var(--grid); stroke-width: 1; }
.burn-up .axis { stroke: var(--muted); }
.burn-up .scope { stroke: var(--muted); stroke-dasharray: 5 4; }
.burn-up .done { stroke: var(--done); }
.burn-up .done-area { fill: var(--done); fill-opacity: 0.16; }
.burn-up .scope-dot { fill: var(--muted); }
.burn-up .done-dot { fill: var(--done); }
.burn-up text { fill: var(--muted); }
.burn-up .scope-end, .burn-up .done-end { fill: var(--ink); font-weight: 600; }
`.trim();

/** Both colour schemes, at contrasts of 4.5 to 1 and more for text. */
export const SCHEMES = `
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1f2328; --muted: #59636e; --grid: #d8dee4; --done: #0a6b3d; --warn: #8a4600; }
@media (prefers-color-scheme: dark) {
:root { --paper: #16191d; --ink: #e6e9ec; --muted: #a3acb5; --grid: #363c44; --done: #57c98d; --warn: #f0b368; }
}
`.trim();

const FILE_STYLE = `${SCHEMES}\n${CHART_STYLE}\n.burn-up .paper { fill: var(--paper); }`;
