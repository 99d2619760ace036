import type { BurnUpChart, ChartText } from "../core/progress/chart.ts";
import type { PagePicture } from "../core/progress/progress-protocol.ts";
import { element } from "./elements.ts";

const SVG = "http://www.w3.org/2000/svg";

/** The picture in two sizes, of which the style shows the one that fits. */
export function pictureFigure({ wide, narrow }: PagePicture): HTMLElement {
  return element("figure", {}, drawing(wide, "wide"), drawing(narrow, "narrow"));
}

function drawing(chart: BurnUpChart, name: string): SVGElement {
  const { width, height, left, right, bottom } = chart;
  const ids = { title: `${name}-title`, about: `${name}-about` };
  const frame = svg("svg", {
    viewBox: `0 0 ${width} ${height}`,
    class: `burn-up ${name}`,
    role: "img",
    "aria-labelledby": `${ids.title} ${ids.about}`,
  });
  frame.append(
    svg("title", { id: ids.title }, chart.title),
    svg("desc", { id: ids.about }, chart.description),
    ...chart.yTicks.map(({ y }) =>
      svg("path", { class: y === bottom ? "axis" : "grid", d: `M${left},${y}H${right}` }),
    ),
    svg("path", { class: "done-area", d: chart.doneArea }),
    svg("path", { class: "scope", d: chart.scope }),
    svg("path", { class: "done", d: chart.done }),
    ...chart.dots.map(({ x, y, isDone }) =>
      svg("circle", { class: isDone ? "done-dot" : "scope-dot", cx: x, cy: y, r: 3.5 }),
    ),
    ...[...chart.yTicks, ...chart.xTicks].map((one) => label("tick", one)),
    label("scope-end", chart.scopeEnd),
    label("done-end", chart.doneEnd),
  );
  return frame;
}

function label(kind: string, { x, y, text, anchor }: ChartText): SVGElement {
  return svg("text", { class: kind, x, y, dy: "0.32em", "text-anchor": anchor }, text);
}

function svg(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text = "",
): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}
