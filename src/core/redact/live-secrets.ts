import { DOCUMENTED_RULES } from "./documented-rules.ts";
import { findPlaceholders } from "./placeholders.ts";
import { encodeBase64, percentEncode, utf8Bytes } from "./encodings.ts";
import { mergeSpans, type LabelledSpan, type Span } from "./rule.ts";

/** Shorter ones would mask ordinary words, and no tracker issues them. */
const MINIMUM_LENGTH = 8;

/**
 * One way in which a credential in use may be written.
 *
 * `sharesLeft` and `sharesRight`: the next character there holds some bits of the credential,
 * beside bits of what stands next to it. `label` is that of the rule which knows the form of the
 * credential, else `credential`.
 */
export interface LiveForm {
  readonly text: string;
  readonly label: string;
  readonly isBase64: boolean;
  readonly sharesLeft: boolean;
  readonly sharesRight: boolean;
}

/**
 * The forms to look for: as it is, URL-encoded, and in base64 at any alignment, which covers
 * `user:token` as Basic authentication sends it.
 */
export function liveForms(secrets: readonly string[]): LiveForm[] {
  return [...new Set(secrets)]
    .filter((secret) => secret.length >= MINIMUM_LENGTH)
    .flatMap((secret) => {
      const label = labelOf(secret);
      return [...plainForms(secret, label), ...base64Forms(secret, label)];
    });
}

/**
 * Finds credentials in use by exact match.
 *
 * Shape:  spans in order, none overlapping. Placeholders of an earlier run are left alone.
 */
export function findLiveSecrets(
  text: string,
  forms: readonly LiveForm[],
  isLabel: (label: string) => boolean,
): LabelledSpan[] {
  const spans = forms.flatMap((form) =>
    occurrences(text, form.text).map((span) => ({ ...widen(text, span, form), label: form.label })),
  );
  if (spans.length === 0) return [];
  spans.sort((a, b) => a.start - b.start);
  const masked = findPlaceholders(text, isLabel);
  return mergeSpans(withoutOverlaps(spans, masked));
}

function labelOf(secret: string): string {
  const rule = DOCUMENTED_RULES.find((candidate) => {
    const match = candidate.find(secret, 0);
    return match !== null && match.start === 0 && match.end === secret.length;
  });
  return rule?.label ?? "credential";
}

function plainForms(secret: string, label: string): LiveForm[] {
  const escaped = percentEncode(secret);
  const lower = escaped.replace(/%[0-9A-F]{2}/g, (pair) => pair.toLowerCase());
  const rest = { label, isBase64: false, sharesLeft: false, sharesRight: false };
  return [...new Set([secret, escaped, lower])].map((text) => ({ text, ...rest }));
}

/** The characters that depend on the credential alone, for each alignment and alphabet. */
function base64Forms(secret: string, label: string): LiveForm[] {
  const bytes = utf8Bytes(secret);
  return [0, 1, 2].flatMap((padding) => {
    const encoded = encodeBase64([...new Array<number>(padding).fill(0), ...bytes]);
    const bits = (padding + bytes.length) * 8;
    const text = encoded.slice(Math.ceil((padding * 8) / 6), Math.floor(bits / 6));
    const urlSafe = text.replaceAll("+", "-").replaceAll("/", "_");
    const rest = { label, isBase64: true, sharesLeft: padding > 0, sharesRight: bits % 6 !== 0 };
    return [...new Set([text, urlSafe])].map((form) => ({ text: form, ...rest }));
  });
}

/** Every occurrence, overlapping ones joined. */
function occurrences(text: string, form: string): Span[] {
  const spans: { start: number; end: number }[] = [];
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    const last = spans.at(-1);
    if (last !== undefined && at < last.end) last.end = at + form.length;
    else spans.push({ start: at, end: at + form.length });
  }
  return spans;
}

/** Takes in the shared characters on either side of base64, and its padding. */
function widen(text: string, span: Span, form: LiveForm): Span {
  if (!form.isBase64) return span;
  const left = form.sharesLeft && /[A-Za-z0-9+/_-]/.test(text.charAt(span.start - 1)) ? 1 : 0;
  const tail = form.sharesRight ? /^[A-Za-z0-9+/_-]={0,2}/ : /^={0,2}/;
  const right = tail.exec(text.slice(span.end, span.end + 3))?.[0].length ?? 0;
  return { start: span.start - left, end: span.end + right };
}

/** Both lists are sorted and `taken` is free of overlaps, so that one walk is enough. */
function withoutOverlaps<T extends Span>(spans: readonly T[], taken: readonly Span[]): T[] {
  let next = 0;
  return spans.filter((span) => {
    while (next < taken.length && (taken[next]?.end ?? 0) <= span.start) next += 1;
    return (taken[next]?.start ?? Infinity) >= span.end;
  });
}
