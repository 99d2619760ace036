import type { SafeText } from "../kernel/safe-text.ts";
import { DOCUMENTED_RULES } from "./documented-rules.ts";
import { findLiveSecrets, liveForms, type LiveForm } from "./live-secrets.ts";
import { mergeSpans, searchAll, type LabelledSpan } from "./rule.ts";

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
 *         base64 and URL encoding. `found` lists the kinds in the order of the rules, live
 *         credentials without a better name last. A text without a credential comes back as it is.
 * Errors: none; the work grows with the length of the text, for every text.
 * Source: the documented patterns of the design workflow's redactor, in their order.
 */
export function redact(text: string, liveSecrets: readonly string[] = []): Redaction {
  return createRedactor(liveSecrets)(text);
}

/** `redact` for many texts: what depends on the live credentials alone is worked out once. */
export function createRedactor(liveSecrets: readonly string[]): Redactor {
  const forms = liveForms(liveSecrets);
  return (text) => {
    const counts = new Map<string, number>();
    let safe = mask(text, liveSpans(text, forms), counts);
    for (const rule of DOCUMENTED_RULES) {
      safe = mask(safe, searchAll(rule, safe), counts);
    }
    return { text: safe as SafeText, found: inRuleOrder(counts) };
  };
}

/**
 * Live credentials come before all rules. A rule's match that touches one goes with it, so that
 * masking the inside of a longer token does not leave its two ends behind.
 */
function liveSpans(text: string, forms: readonly LiveForm[]): LabelledSpan[] {
  const live = findLiveSecrets(text, forms);
  if (live.length === 0) return [];
  const named = DOCUMENTED_RULES.flatMap((rule) => searchAll(rule, text));
  const liveStarts = new Set(live.map((span) => span.start));
  return mergeSpans([...named, ...live]).filter((span) =>
    span.starts.some((start) => liveStarts.has(start)),
  );
}

function mask(text: string, spans: readonly LabelledSpan[], counts: Map<string, number>): string {
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
    .sort((a, b) => rank(a.kind) - rank(b.kind));
}
