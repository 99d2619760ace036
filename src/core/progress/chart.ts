import { nice, ticks } from "d3-array";
import { area, curveStepAfter, line } from "d3-shape";
import { utcTicks } from "d3-time";
import type { BurnUpPoint } from "./burn-up.ts";
import type { Measure, PictureFigures, ProgressWords } from "./progress-words.ts";

/** A text beside the picture's lines. `anchor` says which end of it stands at `x`. */
export interface ChartText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: "start" | "middle" | "end";
}

/** Where the lines of a burn-up run, in units of its own view box. */
export interface BurnUpChart {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** The figures in words. */
  readonly description: string;
  /** How much there was to do. */
  readonly scope: string;
  /** How much was done: the line, and the area below it. */
  readonly done: string;
  readonly doneArea: string;
  readonly scopeEnd: ChartText;
  readonly doneEnd: ChartText;
  readonly dots: readonly { readonly x: number; readonly y: number; readonly isDone: boolean }[];
  readonly xTicks: readonly ChartText[];
  readonly yTicks: readonly ChartText[];
  /** The edges of the part that is drawn in. */
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

export const WIDE: ChartSize = { width: 760, height: 280 };
export const NARROW: ChartSize = { width: 300, height: 220 };

const TOP = 16;
const BOTTOM = 30;
const LETTER = 7;
const LINE = 16;
const DAY_MS = 86_400_000;

/**
 * Draws how scope and done work grew.
 *
 * Shape:  criteria, or sections where there never was a criterion. Between two points the older one
 *         holds, so lines go in steps. The same points and words give the same drawing.
 * Units:  of the view box; letters are about 12 high. Days are those of UTC.
 */
export function burnUpChart(
  points: readonly BurnUpPoint[],
  words: ProgressWords,
  size: ChartSize,
): BurnUpChart | null {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const measure: Measure = points.some(({ criteria }) => criteria > 0) ? "criteria" : "sections";
  const rows = points.map((point) => toRow(point, measure));
  const end = toRow(last, measure);
  const number = new Intl.NumberFormat(words.language);
  const ends = {
    scope: words.scopeLabel(measure, number.format(end.scope)),
    done: words.doneLabel(measure, number.format(end.done)),
  };
  const most = Math.max(1, ...rows.map(({ scope, done }) => Math.max(scope, done)));
  const counts = nice(0, most, 4);
  const left = LETTER * number.format(counts[1]).length + 14;
  const right = size.width - Math.min(size.width / 3, LETTER * longest(ends) + 16);
  const bottom = size.height - BOTTOM;
  const y = scale(counts, [bottom, TOP]);
  const span = Date.parse(last.at) - Date.parse(first.at);
  const begin = Date.parse(first.at) - (span === 0 ? DAY_MS : 0);
  const x = scale([begin, end.at], [left, right]);
  const dot = { x: round(x.at(end.at)) };
  return {
    ...{ ...size, left: round(left), right: round(right), bottom },
    title: words.pictureTitle(measure),
    description: words.pictureSummary(figuresOf(first, last, measure, words)),
    ...pathsOf(rows, x, y, bottom),
    ...endTexts(ends, y.at(end.scope), y.at(end.done), right + 8, bottom),
    dots: [
      { ...dot, y: round(y.at(end.scope)), isDone: false },
      { ...dot, y: round(y.at(end.done)), isDone: true },
    ],
    xTicks: dateTicks(x, span, words.language, bottom + 20),
    yTicks: countTicks(y, left - 8, number),
  };
}

/** Takes what is measured to a place in the picture. */
interface Scale {
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  readonly at: (value: number) => number;
}

function scale(domain: Scale["domain"], range: Scale["range"]): Scale {
  const [from, to] = domain;
  const [start, end] = range;
  const at = (value: number): number => start + ((value - from) / (to - from)) * (end - start);
  return { domain, range, at };
}

function pathsOf(
  rows: readonly Row[],
  x: Scale,
  y: Scale,
  bottom: number,
): Pick<BurnUpChart, "scope" | "done" | "doneArea"> {
  const at = (row: Row): number => x.at(row.at);
  const steps = line<Row>(at).curve(curveStepAfter).digits(1);
  const below = area<Row>(at, bottom, (row) => y.at(row.done))
    .curve(curveStepAfter)
    .digits(1);
  return {
    scope: steps.y((row) => y.at(row.scope))(rows) ?? "",
    done: steps.y((row) => y.at(row.done))(rows) ?? "",
    doneArea: below(rows) ?? "",
  };
}

function countTicks(y: Scale, x: number, number: Intl.NumberFormat): ChartText[] {
  return ticks(...y.domain, 4)
    .filter((tick) => Number.isInteger(tick))
    .map((tick) => ({
      ...{ x: round(x), y: round(y.at(tick)), text: number.format(tick) },
      anchor: "end" as const,
    }));
}

interface Row {
  readonly at: number;
  readonly scope: number;
  readonly done: number;
}

function toRow({ at, criteria, met, sections, done }: BurnUpPoint, measure: Measure): Row {
  const counts = measure === "criteria" ? [criteria, met] : [sections, done];
  return { at: Date.parse(at), scope: counts[0] ?? 0, done: counts[1] ?? 0 };
}

/** The two texts at the end of their lines, moved apart where they would touch. */
function endTexts(
  { scope, done }: { readonly scope: string; readonly done: string },
  scopeY: number,
  doneY: number,
  x: number,
  bottom: number,
): Pick<BurnUpChart, "scopeEnd" | "doneEnd"> {
  const lower = Math.min(bottom, Math.max(doneY, scopeY + LINE));
  const upper = Math.min(scopeY, lower - LINE);
  const text = { x: round(x), anchor: "start" } as const;
  return {
    scopeEnd: { ...text, y: round(upper), text: scope },
    doneEnd: { ...text, y: round(lower), text: done },
  };
}

/** Few dates, none beside its twin, none over another one. */
function dateTicks(x: Scale, spanMs: number, language: string, y: number): ChartText[] {
  const nameOf = dateNames(spanMs, language);
  const [left, right] = x.range;
  const [begin, end] = [new Date(x.domain[0]), new Date(x.domain[1])];
  const texts: ChartText[] = [];
  let free = -Infinity;
  let before: Date | null = null;
  const dates = spanMs === 0 ? [end] : utcTicks(begin, end, Math.max(3, (right - left) / 120));
  for (const date of dates) {
    const text = nameOf(date, before);
    const half = (LETTER * text.length) / 2;
    const place = Math.min(Math.max(x.at(date.getTime()), left + half - 20), right - half + 40);
    if (place - half < free || texts.some((one) => one.text === text)) continue;
    free = place + half + LETTER;
    before = date;
    texts.push({ x: round(place), y, text, anchor: "middle" });
  }
  return texts;
}

/** Years, months or days; a month has its year where that is not the one before it. */
function dateNames(spanMs: number, language: string): (date: Date, before: Date | null) => string {
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  if (spanMs > 1500 * DAY_MS) {
    const year = format({ year: "numeric" });
    return (date) => year.format(date);
  }
  if (spanMs <= 100 * DAY_MS) {
    const day = format({ month: "short", day: "numeric" });
    return (date) => day.format(date);
  }
  const month = format({ month: "short" });
  const withYear = format({ month: "short", year: "numeric" });
  return (date, before) =>
    (before?.getUTCFullYear() === date.getUTCFullYear() ? month : withYear).format(date);
}

function figuresOf(
  first: BurnUpPoint,
  last: BurnUpPoint,
  measure: Measure,
  { language }: ProgressWords,
): PictureFigures {
  const number = new Intl.NumberFormat(language);
  const [begin, end] = [toRow(first, measure), toRow(last, measure)];
  return {
    measure,
    from: dayText(first.at, language),
    to: dayText(last.at, language),
    firstScope: number.format(begin.scope),
    firstDone: number.format(begin.done),
    lastScope: number.format(end.scope),
    lastDone: number.format(end.done),
    isOneMoment: first === last || first.at.slice(0, 10) === last.at.slice(0, 10),
  };
}

/** A day as a reader knows it. Units: days of UTC. */
export function dayText(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(
    Date.parse(at),
  );
}

function longest(texts: Readonly<Record<string, string>>): number {
  return Math.max(...Object.values(texts).map(({ length }) => length));
}

/** One digit behind the point is finer than any screen, and the same on every machine. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
