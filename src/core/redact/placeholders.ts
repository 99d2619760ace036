import { DOCUMENTED_RULES } from "./documented-rules.ts";
import type { LabelledSpan } from "./rule.ts";

const FORM = /\[REDACTED:([a-z0-9_]{2,40})\]/g;

/** Labels that only Canon gives; the eleven documented ones come from their rules. */
const OWN_LABELS =
  "credential private_key webhook url_password authorization cookie password token secret".split(
    " ",
  );

/** Tells whether a credential was masked in a text, or somebody wrote it as if. */
export function holdsMask(text: string): boolean {
  return text.includes("[REDACTED:");
}

/** The places of earlier masks. A text that only looks like one is none. */
export function findPlaceholders(
  text: string,
  isLabel: (label: string) => boolean,
): LabelledSpan[] {
  if (!holdsMask(text)) return [];
  return [...text.matchAll(FORM)]
    .map(({ 0: whole, 1: label = "", index }) => ({
      start: index,
      end: index + whole.length,
      label,
    }))
    .filter(({ label }) => isLabel(label));
}

export function isGeneralLabel(label: string): boolean {
  return OWN_LABELS.includes(label) || DOCUMENTED_RULES.some((rule) => rule.label === label);
}
