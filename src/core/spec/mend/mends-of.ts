import { applySplices } from "../../kernel/splice.ts";
import type { SpecDocument, SpecSection } from "../../model/spec.ts";
import { parseSpec } from "../parse-spec.ts";
import { isSame } from "../safe-edit.ts";
import { mendBlock, mendUnclosedComment } from "./mend-blocks.ts";
import {
  mendEvidence,
  mendKey,
  mendStatus,
  mendSystem,
  mendUrl,
  mendWord,
} from "./mend-comment.ts";
import { mendDamage } from "./mend-damage.ts";
import {
  mendBrokenValue,
  mendDuplicateKey,
  mendFieldValue,
  mendMissingTitle,
  mendUnclosedFront,
} from "./mend-front-matter.ts";
import { mendMalformed } from "./mend-malformed.ts";
import { mendOrphan, mendQuoted } from "./mend-place.ts";
import { mendDuplicateId, mendDuplicateStatus } from "./mend-section.ts";
import type { Mend, Mender, Trouble } from "./mend.ts";

/** The codes that can be mended in the spec itself, and who proposes how. */
export const MENDERS: ReadonlyMap<string, Mender> = new Map([
  ["spec/broken-front-matter", mendBrokenValue],
  ["spec/damaged-comment", mendDamage],
  ["spec/duplicate-id", mendDuplicateId],
  ["spec/duplicate-key", mendDuplicateKey],
  ["spec/duplicate-status", mendDuplicateStatus],
  ["spec/front-matter-value", mendFieldValue],
  ["spec/invalid-evidence", mendEvidence],
  ["spec/invalid-key", mendKey],
  ["spec/invalid-url", mendUrl],
  ["spec/malformed-comment", mendMalformed],
  ["spec/missing-title", mendMissingTitle],
  ["spec/orphan-comment", mendOrphan],
  ["spec/quoted-comment", mendQuoted],
  ["spec/unclosed-block", mendBlock],
  ["spec/unclosed-comment", mendUnclosedComment],
  ["spec/unclosed-front-matter", mendUnclosedFront],
  ["spec/unknown-comment", mendWord],
  ["spec/unknown-status", mendStatus],
  ["spec/unknown-system", mendSystem],
]);

/** Below these, text was hidden, and may have troubles of its own that now come to light. */
const HIDES: ReadonlySet<string> = new Set([
  "spec/broken-front-matter",
  "spec/unclosed-block",
  "spec/unclosed-comment",
  "spec/unclosed-front-matter",
]);

/** These comments stood in the text of a section, or hid a part of it. */
const TEXT: ReadonlySet<string> = new Set([
  "spec/damaged-comment",
  "spec/malformed-comment",
  "spec/quoted-comment",
]);

/**
 * The ways to mend something odd in a spec.
 *
 * Shape: each was tried on a copy. The problem is gone after it, no other one has come, and the
 *        headings, words and criteria are what they were.
 */
export function mendsOf(spec: SpecDocument, trouble: Trouble): readonly Mend[] {
  const proposed = MENDERS.get(trouble.code)?.(spec, trouble) ?? [];
  return proposed.filter((mend) => isMended(spec, trouble.code, mend));
}

function isMended(spec: SpecDocument, code: string, { splices }: Mend): boolean {
  if (splices.length === 0) return false;
  const after = parseSpec(applySplices(spec.text, splices));
  const [old, fresh] = [countsOf(spec), countsOf(after)];
  if ((fresh.get(code) ?? 0) >= (old.get(code) ?? 0)) return false;
  if (HIDES.has(code)) return true;
  if (!isSame(after.sections.map(shapeOf), spec.sections.map(shapeOf))) return false;
  if (!TEXT.has(code) && !isSame(after.sections.map(wordsOf), spec.sections.map(wordsOf))) {
    return false;
  }
  return [...fresh].every(([other, count]) => count <= (old.get(other) ?? 0));
}

function shapeOf({ title, number, depth }: SpecSection) {
  return [title, number, depth];
}

function wordsOf({ prose, criteria }: SpecSection) {
  return [prose, criteria.map(({ text, checked }) => [text, checked])];
}

function countsOf({ problems }: SpecDocument): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
