/** A stretch of a text, in UTF-16 units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface LabelledSpan extends Span {
  readonly label: string;
}

/**
 * One kind of credential.
 *
 * Shape:  `hints` are literals of which at least one stands in every match: a text without any
 *         is not searched. `find` gives the first match at or after `from`.
 * Errors: none; all calls of `find` over one text together take time linear in its length.
 */
export interface RedactionRule {
  readonly label: string;
  readonly hints: readonly string[];
  readonly find: (text: string, from: number) => Span | null;
}

/** Every match of a rule, from left to right, none overlapping. */
export function searchAll(rule: RedactionRule, text: string): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  if (!rule.hints.some((hint) => text.includes(hint))) return spans;
  let match = rule.find(text, 0);
  while (match !== null) {
    spans.push({ ...match, label: rule.label });
    match = rule.find(text, match.end);
  }
  return spans;
}

/** A span made of overlapping ones; `starts` says where each of them began. */
export interface MergedSpan extends LabelledSpan {
  readonly starts: readonly number[];
}

/**
 * Joins overlapping spans, sorted by place. The label is that of the span that came first in the
 * list, so that a named rule outranks a general one.
 */
export function mergeSpans(spans: readonly LabelledSpan[]): MergedSpan[] {
  const ranked = spans.map((span, rank) => ({ span, rank }));
  ranked.sort((a, b) => a.span.start - b.span.start || a.rank - b.rank);
  const merged: { start: number; end: number; label: string; rank: number; starts: number[] }[] =
    [];
  for (const { span, rank } of ranked) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) {
      merged.push({ ...span, rank, starts: [span.start] });
      continue;
    }
    last.end = Math.max(last.end, span.end);
    last.starts.push(span.start);
    if (rank < last.rank) Object.assign(last, { label: span.label, rank });
  }
  return merged.map(({ start, end, label, starts }) => ({ start, end, label, starts }));
}
