import type { PageCell, PageTable } from "../core/progress/progress-protocol.ts";
import { button, element } from "./elements.ts";

/** Asks the editor to open what a cell stands for. */
export type OpenTarget = (target: number) => void;

/**
 * A table that can be scrolled sideways, by keyboard as well. In a narrow window its rows stand as
 * blocks, each value behind the head of its column; the roles keep it a table there.
 */
export function progressTable({ caption, heads, rows }: PageTable, open: OpenTarget): HTMLElement {
  const numbers = (rows[0] ?? []).map(({ isNumber }) => isNumber);
  const head = heads.map((text, index) =>
    element("th", {
      text,
      ...(numbers[index] === true ? { class: "number" } : {}),
      attributes: { scope: "col", role: "columnheader" },
    }),
  );
  const isFigures = numbers.length > 1 && numbers.slice(1).every((isNumber) => isNumber);
  const table = element(
    "table",
    { class: isFigures ? "figures" : "stacks", attributes: { role: "table" } },
    element("thead", ROWS, element("tr", ROW, ...head)),
    element("tbody", ROWS, ...rows.map((row) => tableRow(row, heads, open))),
  );
  const attributes = { role: "region", "aria-label": caption, tabindex: "0" };
  return element("div", { class: "scrolls", attributes }, table);
}

const ROWS = { attributes: { role: "rowgroup" } };
const ROW = { attributes: { role: "row" } };

function tableRow(
  row: readonly PageCell[],
  heads: readonly string[],
  open: OpenTarget,
): HTMLElement {
  return element(
    "tr",
    ROW,
    ...row.map((cell, index) => {
      if (index === 0) {
        const attributes = { scope: "row", role: "rowheader" };
        return element("th", { attributes }, ...inside(cell, open));
      }
      const attributes = { role: "cell", "data-head": heads[index] ?? "" };
      const look = cell.isNumber ? { class: "number", attributes } : { attributes };
      const shown = inside(cell, open);
      return element("td", look, ...(shown.length === 0 ? [] : [element("div", {}, ...shown)]));
    }),
  );
}

function inside({ text, detail, bar, target, label }: PageCell, open: OpenTarget): Node[] {
  if (text === "" && bar === null) return [];
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
