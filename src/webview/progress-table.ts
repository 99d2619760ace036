import type { PageCell, PageTable } from "../core/progress/progress-protocol.ts";
import { button, element } from "./elements.ts";

/** Asks the editor to open what a cell stands for. */
export type OpenTarget = (target: number) => void;

/** A table that can be scrolled sideways, by keyboard as well. */
export function progressTable({ caption, heads, rows }: PageTable, open: OpenTarget): HTMLElement {
  const numbers = (rows[0] ?? []).map(({ isNumber }) => isNumber);
  const head = heads.map((text, index) =>
    element("th", {
      text,
      attributes: { scope: "col", ...(numbers[index] === true ? { class: "number" } : {}) },
    }),
  );
  const table = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows.map((row) => tableRow(row, open))),
  );
  const attributes = { role: "region", "aria-label": caption, tabindex: "0" };
  return element("div", { class: "scrolls", attributes }, table);
}

function tableRow(row: readonly PageCell[], open: OpenTarget): HTMLElement {
  return element(
    "tr",
    {},
    ...row.map((cell, index) =>
      index === 0
        ? element("th", { attributes: { scope: "row" } }, ...inside(cell, open))
        : element("td", cell.isNumber ? { class: "number" } : {}, ...inside(cell, open)),
    ),
  );
}

function inside({ text, detail, bar, target, label }: PageCell, open: OpenTarget): Node[] {
  const shown = target === null ? textNode(text) : linkTo(target, text, label, open);
  const below = detail === null ? [] : [element("div", { class: "muted", text: detail })];
  return [...(bar === null ? [] : [progressBar(bar, text)]), shown, ...below];
}

/** What a person wrote keeps its own direction of writing. */
function textNode(text: string): HTMLElement {
  return element("span", { text, attributes: { dir: "auto" } });
}

function linkTo(target: number, text: string, label: string | null, open: OpenTarget): HTMLElement {
  const named = label === null ? {} : { "aria-label": label };
  const attributes = { role: "link", dir: "auto", ...named };
  return button(`target ${target}`, { class: "link", text, attributes }, () => {
    open(target);
  });
}

function progressBar({ value, max }: NonNullable<PageCell["bar"]>, text: string): HTMLElement {
  const attributes = { value: String(value), max: String(max), "aria-label": text };
  return element("progress", { attributes });
}
