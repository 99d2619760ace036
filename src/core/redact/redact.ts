import type { SafeText } from "../kernel/safe-text.ts";
import { DOCUMENTED_RULES } from "./documented-rules.ts";
import { findLiveSecrets, liveForms, type LiveForm } from "./live-secrets.ts";
import { findByContext, findTokens, isTokenLabel } from "./own-rules.ts";
import { findPlaceholders, isGeneralLabel } from "./placeholders.ts";
import { mergeSpans, searchAll, type LabelledSpan } from "./rule.ts";
import type { TextView } from "./views/text-view.ts";
import { withoutInvisible, withoutMarkup, withoutWraps } from "./views/readings.ts";

/** How many credentials of one kind were masked; nothing more is ever said about them. */
export interface Finding {
  readonly kind: string;
  readonly count: number;
}

export interface Redaction {
  readonly text: SafeText;
  readonly found: readonly Finding[];
}

/** Masks credentials in a text. Throws nothing; masks, or changes nothing. */
export interface Redactor {
  (text: string): Redaction;
  /** An object that is another one as soon as more is masked; absent where that never happens. */
  readonly epoch?: () => object;
}

/**
 * Replaces every credential by `[REDACTED:<label>]`. The only maker of `SafeText`.
 *
 * Shape:  `liveSecrets` are credentials in use; they are masked wherever they stand, also in
 *         base64 and URL encoding. `found` lists the kinds: the documented ones in their order,
 *         then Canon's own by name. A text without a credential comes back as it is.
 * Errors: none; the work grows with the length of the text, for every text.
 * Source: the documented patterns of the design workflow's redactor, in their order; Canon's own
 *         rules see only what these have left.
 */
export function redact(text: string, liveSecrets: readonly string[] = []): Redaction {
  return createRedactor(liveSecrets)(text);
}

/** `redact` for many texts: what depends on the live credentials alone is worked out once. */
export function createRedactor(liveSecrets: readonly string[]): Redactor {
  const forms = liveForms(liveSecrets);
  return (text) => {
    const counts = new Map<string, number>();
    let safe = text;
    // What a mask leaves beside it may be read anew; after a few rounds nothing more is found.
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const before = safe;
      safe = maskOnce(before, forms, counts);
      if (safe === before) break;
    }
    return { text: safe as SafeText, found: inRuleOrder(counts) };
  };
}

const MOST_ROUNDS = 8;

type Counts = Map<string, number>;

function maskOnce(text: string, forms: readonly LiveForm[], counts: Counts): string {
  let safe = mask(text, liveSpans(text, forms), counts);
  for (const rule of DOCUMENTED_RULES) safe = mask(safe, searchAll(rule, safe), counts);
  safe = maskAround(safe, [...findTokens(safe), ...findByContext(safe)], counts);
  for (const look of [withoutInvisible, withoutMarkup, withoutWraps]) {
    safe = maskAround(safe, look(safe).flatMap(findBroken), counts);
  }
  return safe;
}

/** Credentials of a known form that something stands inside of, as spans of the source. */
function findBroken(view: TextView): LabelledSpan[] {
  const named = DOCUMENTED_RULES.flatMap((rule) => searchAll(rule, view.text));
  return [...named, ...findTokens(view.text)]
    .filter((span) => view.isBroken(span))
    .map((span) => view.toSource(span));
}

function isLabel(label: string): boolean {
  return isGeneralLabel(label) || isTokenLabel(label);
}

/**
 * Live credentials come before all rules. A rule's match that touches one goes with it, so that
 * masking the inside of a longer token does not leave its two ends behind.
 */
function liveSpans(text: string, forms: readonly LiveForm[]): LabelledSpan[] {
  if (forms.length === 0) return [];
  const live = findLiveSecrets(text, forms, isLabel);
  if (live.length === 0) return [];
  const named = DOCUMENTED_RULES.flatMap((rule) => searchAll(rule, text));
  const liveStarts = new Set(live.map((span) => span.start));
  return mergeSpans([...named, ...live]).filter((span) =>
    span.starts.some((start) => liveStarts.has(start)),
  );
}

/** What directly follows a mask and can only be the rest of the same token. */
const REST = /[A-Za-z0-9_.+=~-](?=[A-Za-z_./~-]{0,100}[\d+=])[A-Za-z0-9_.+/=~-]{11,}/y;

/** Masks spans together with earlier masks that they touch, whose names they take. */
function maskAround(text: string, spans: readonly LabelledSpan[], counts: Counts): string {
  const earlier = findPlaceholders(text, isLabel);
  const rests = earlier.flatMap(({ end, label }) => {
    REST.lastIndex = end;
    const rest = REST.exec(text)?.[0].replace(/[.-]+$/, "");
    return rest === undefined ? [] : [{ start: end - 1, end: end + rest.length, label }];
  });
  if (spans.length === 0 && rests.length === 0) return text;
  const starts = new Set(earlier.map(({ start }) => start));
  const touching = spans.map((span) =>
    starts.has(span.end) ? { ...span, end: span.end + 1 } : span,
  );
  const all = mergeSpans([...earlier, ...rests, ...touching]);
  const known = new Map(earlier.map((span) => [span.start, span.end]));
  const grown = all.filter(({ start, end }) => known.get(start) !== end);
  return mask(text, grown, counts);
}

function mask(text: string, spans: readonly LabelledSpan[], counts: Counts): string {
  if (spans.length === 0) return text;
  const pieces: string[] = [];
  let position = 0;
  for (const span of spans) {
    pieces.push(text.slice(position, span.start), `[REDACTED:${span.label}]`);
    position = span.end;
    counts.set(span.label, (counts.get(span.label) ?? 0) + 1);
  }
  pieces.push(text.slice(position));
  return pieces.join("");
}

function inRuleOrder(counts: ReadonlyMap<string, number>): Finding[] {
  const rank = (kind: string): number => {
    const index = DOCUMENTED_RULES.findIndex((rule) => rule.label === kind);
    return index < 0 ? DOCUMENTED_RULES.length : index;
  };
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => rank(a.kind) - rank(b.kind) || (a.kind < b.kind ? -1 : 1));
}
