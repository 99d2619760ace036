import { findAssignments } from "./context/assignments.ts";
import { findPairs } from "./context/pairs.ts";
import { findSentences } from "./context/sentences.ts";
import { findTableSecrets } from "./context/tables.ts";
import { findHeaderSecrets } from "./envelopes/headers.ts";
import { findPrivateKeys } from "./envelopes/private-keys.ts";
import { findUrlPasswords, findWebhooks } from "./envelopes/urls.ts";
import type { LabelledSpan } from "./rule.ts";
import { CLOUD_SHAPES } from "./tokens/clouds.ts";
import { CODE_HOST_SHAPES } from "./tokens/code-hosts.ts";
import { findInfixTokens, INFIX_LABELS } from "./tokens/infix-shapes.ts";
import { SERVICE_SHAPES } from "./tokens/services.ts";
import { ShapeIndex } from "./tokens/token-shape.ts";

const SHAPES = [...CODE_HOST_SHAPES, ...CLOUD_SHAPES, ...SERVICE_SHAPES];
const INDEX = new ShapeIndex(SHAPES);
const LABELS = new Set([...SHAPES.map(({ label }) => label), ...INFIX_LABELS]);

/** Tells whether a label is that of a vendor's token. */
export function isTokenLabel(label: string): boolean {
  return LABELS.has(label);
}

/** Credentials that are known by their own form, wherever they stand. */
export function findTokens(text: string): LabelledSpan[] {
  return [
    ...findPrivateKeys(text),
    ...INDEX.find(text),
    ...findInfixTokens(text),
    ...findWebhooks(text),
  ];
}

/** Credentials that are known by what stands around them. */
export function findByContext(text: string): LabelledSpan[] {
  return [
    ...findUrlPasswords(text),
    ...findHeaderSecrets(text),
    ...findAssignments(text),
    ...findPairs(text),
    ...findSentences(text),
    ...findTableSecrets(text),
  ];
}
