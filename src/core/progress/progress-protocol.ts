import { fieldsOf } from "../kernel/json-fields.ts";
import type { BurnUpChart } from "./chart.ts";
import type { Tile } from "./report-parts.ts";

/** What the progress page shows. Every text is redacted, and to be shown as text and nothing else. */
export interface ProgressPage {
  /** Counts up; what a page asks for names the page that it was asked on. */
  readonly id: number;
  readonly isBusy: boolean;
  readonly heading: string;
  /** Sentences below the heading, and below the picture. */
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  /** In place of everything else: nothing is there, or something went wrong. */
  readonly message: string | null;
  readonly tiles: readonly Tile[];
  readonly picture: PagePicture | null;
  readonly tables: readonly PageTable[];
  readonly actions: readonly { readonly action: ProgressAction; readonly label: string }[];
  /** What a screen reader says when the page changes. */
  readonly spoken: string;
  /** What the page keeps, so that the editor can bring it back. */
  readonly place: ProgressPlace;
}

/** A folder by its address, and a spec of it by its path; null is all of them. */
export interface ProgressPlace {
  readonly folder: string;
  readonly file: string | null;
}

export interface PagePicture {
  readonly heading: string;
  readonly wide: BurnUpChart;
  readonly narrow: BurnUpChart;
  readonly figures: PageTable;
}

export interface PageTable {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly PageCell[])[];
  /** In place of rows. */
  readonly empty: string | null;
}

export interface PageCell {
  readonly text: string;
  readonly detail: string | null;
  readonly bar: { readonly value: number; readonly max: number } | null;
  readonly isNumber: boolean;
  /** What selecting it opens, as a place in the list that the editor keeps; null: nothing. */
  readonly target: number | null;
  /** What a screen reader calls the button, where the text alone does not say it. */
  readonly label: string | null;
}

export const PROGRESS_ACTIONS = [
  "manageTrust",
  "refresh",
  "saveHtml",
  "saveSvg",
  "showAll",
  "showLog",
] as const;
export type ProgressAction = (typeof PROGRESS_ACTIONS)[number];

/** What the page may ask for. It names no command, no address and no path. */
export type ProgressMessage =
  | { readonly type: "ready" }
  | { readonly type: "open"; readonly page: number; readonly target: number }
  | { readonly type: "act"; readonly action: ProgressAction };

/** A message of the page, or undefined for anything else. */
export function parseProgressMessage(value: unknown): ProgressMessage | undefined {
  const { type, page, target, action } = fieldsOf(value);
  if (type === "ready") return { type };
  if (type === "open") {
    return isPlace(page) && isPlace(target) ? { type, page, target } : undefined;
  }
  const named = PROGRESS_ACTIONS.find((each) => each === action);
  return type === "act" && named !== undefined ? { type, action: named } : undefined;
}

/** What a page kept of where it was, or undefined for anything else. */
export function parseProgressPlace(value: unknown): ProgressPlace | undefined {
  const { folder, file } = fieldsOf(value);
  const isText = typeof folder === "string" && folder.length <= 4096;
  if (!isText || !(file === null || (typeof file === "string" && file.length <= 4096))) {
    return undefined;
  }
  return { folder, file };
}

/** What the page is to show, or undefined for anything else that is posted to it. */
export function parseProgressPage(value: unknown): ProgressPage | undefined {
  return isPage(value) ? value : undefined;
}

function isPage(value: unknown): value is ProgressPage {
  const one = fieldsOf(value);
  return (
    isPlace(one["id"]) &&
    typeof one["isBusy"] === "boolean" &&
    [one["heading"], one["spoken"]].every(isText) &&
    isListOf(one["lines"], isText) &&
    isListOf(one["notes"], isText) &&
    (one["message"] === null || isText(one["message"])) &&
    isListOf(one["tiles"], isTile) &&
    (one["picture"] === null || isPicture(one["picture"])) &&
    isListOf(one["tables"], isTable) &&
    isListOf(one["actions"], isAction) &&
    parseProgressPlace(one["place"]) !== undefined
  );
}

function isTile(value: unknown): boolean {
  const { label, value: shown, detail } = fieldsOf(value);
  return [label, shown, detail].every(isText);
}

function isAction(value: unknown): boolean {
  const { action, label } = fieldsOf(value);
  return PROGRESS_ACTIONS.some((each) => each === action) && isText(label);
}

function isPicture(value: unknown): boolean {
  const { heading, wide, narrow, figures } = fieldsOf(value);
  return isText(heading) && isChart(wide) && isChart(narrow) && isTable(figures);
}

function isChart(value: unknown): boolean {
  const one = fieldsOf(value);
  const lengths = ["width", "height", "left", "right", "bottom"].map((name) => one[name]);
  return (
    lengths.every(Number.isFinite) &&
    [one["title"], one["description"]].every(isText) &&
    [one["scope"], one["done"], one["doneArea"]].every(isPath) &&
    [one["scopeEnd"], one["doneEnd"]].every(isChartText) &&
    isListOf(one["xTicks"], isChartText) &&
    isListOf(one["yTicks"], isChartText) &&
    isListOf(one["dots"], isDot)
  );
}

/** Lines and places, and nothing that a picture could load or link. */
function isPath(value: unknown): boolean {
  return typeof value === "string" && /^[MLZ\d.,-]*$/.test(value);
}

function isChartText(value: unknown): boolean {
  const { x, y, text, anchor } = fieldsOf(value);
  const isAnchor = ["start", "middle", "end"].some((each) => each === anchor);
  return Number.isFinite(x) && Number.isFinite(y) && isText(text) && isAnchor;
}

function isDot(value: unknown): boolean {
  const { x, y, isDone } = fieldsOf(value);
  return Number.isFinite(x) && Number.isFinite(y) && typeof isDone === "boolean";
}

function isTable(value: unknown): boolean {
  const { caption, heads, rows, empty } = fieldsOf(value);
  return (
    isText(caption) &&
    isListOf(heads, isText) &&
    isListOf(rows, (row) => isListOf(row, isCell)) &&
    (empty === null || isText(empty))
  );
}

function isCell(value: unknown): boolean {
  const { text, detail, bar, isNumber, target, label } = fieldsOf(value);
  return (
    isText(text) &&
    [detail, label].every((each) => each === null || isText(each)) &&
    (bar === null || isBar(bar)) &&
    typeof isNumber === "boolean" &&
    (target === null || isPlace(target))
  );
}

function isBar(value: unknown): boolean {
  const { value: part, max } = fieldsOf(value);
  return Number.isFinite(part) && Number.isFinite(max);
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}
