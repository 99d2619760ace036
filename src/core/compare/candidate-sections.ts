import type { CanonConfig } from "../config/config.ts";
import type { MergedWork } from "../model/merged-work.ts";
import type { SpecSection } from "../model/spec.ts";
import type { SpecReading } from "../plan/snapshot.ts";
import { WordIndex, wordsOf, type Words } from "../plan/word-overlap.ts";
import { quotedNames } from "../realization/verdicts/code-names.ts";
import { relateWork } from "../realization/relations/relate-work.ts";
import type { RelationReason } from "../realization/relations/relation.ts";
import { touchedText, type ComparedFile } from "./compared-file.ts";

/** A section that a change may speak against, and how likely that is. */
export interface Candidate {
  readonly spec: SpecReading;
  readonly section: SpecSection;
  readonly weight: number;
}

/** What speaks for a section, most of all that somebody said so. */
const STRONG = 100;
const REASONS: Readonly<Partial<Record<RelationReason["kind"], number>>> = {
  "evidence-path": 70,
  "mentioned-section": 60,
  "mentioned-ticket": 60,
  "changed-spec": 40,
  "alike-title": 30,
  "same-area": 5,
};
const FIRST_NAME = 50;
const FURTHER_NAME = 5;
const MOST_NAMES = 6;
const MOST_ALIKE = 40;
const LEAST_ALIKE = 0.05;

/**
 * The sections that a change may touch, the likeliest first.
 *
 * Shape:  only sections that say something and still hold: not those that are deprecated or on
 *         their way out. `files` are those of `work` that are to be compared.
 */
export function candidateSections(
  work: MergedWork,
  files: readonly ComparedFile[],
  specs: readonly SpecReading[],
  config: CanonConfig,
): Candidate[] {
  const related = new Map(
    relateWork(work, specs, config).map((one) => {
      const reasons = one.reasons.map(({ kind }) => REASONS[kind] ?? 0);
      const weight = one.strength === "strong" ? STRONG : Math.max(0, ...reasons);
      return [placeOf(one.file, one.sectionIndex), weight];
    }),
  );
  const paths = new Set(files.flatMap(({ path, previousPath }) => [path, previousPath ?? path]));
  const named = namesIn(files);
  const entries = specs.flatMap((spec) =>
    spec.document.sections.filter(holds).map((section) => ({ spec, section })),
  );
  const index = new WordIndex(
    entries.map(({ section }) => wordsOf(section.title, textOf(section))),
  );
  const alike = index.scores(wordsOfChange(work, files));
  return entries
    .map(({ spec, section }, at) => {
      const score = alike.get(at) ?? 0;
      const weight =
        (related.get(placeOf(spec.file, section.index)) ?? 0) +
        (isShownBy(section, paths) ? (REASONS["evidence-path"] ?? 0) : 0) +
        weightOfNames(section, named) +
        (score < LEAST_ALIKE ? 0 : score * MOST_ALIKE);
      return { spec, section, weight };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || inOrder(a, b));
}

/** All that a section says itself. */
export function textOf({ prose, criteria }: SpecSection): string {
  const boxes = criteria.map(({ text, details }) =>
    details === "" ? text : `${text}\n${details}`,
  );
  return [prose, ...boxes].filter((part) => part !== "").join("\n");
}

function holds(section: SpecSection): boolean {
  return (
    textOf(section) !== "" && section.status?.state !== "deprecated" && section.delta !== "removed"
  );
}

function isShownBy({ evidence, criteria }: SpecSection, paths: ReadonlySet<string>): boolean {
  return [...evidence, ...criteria.flatMap((one) => one.evidence)].some(({ files }) =>
    files.some(({ path }) => paths.has(path)),
  );
}

const WORD = /[\p{L}\p{N}_$]+(?:[.-][\p{L}\p{N}_$]+){0,8}/gu;
const MOST_TEXT = 400_000;

/** The names and strings that stand on touched lines, whole and in their parts. */
function namesIn(files: readonly ComparedFile[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [word] of allTouched(files).matchAll(WORD)) {
    names.add(word);
    for (const part of word.split(/[.-]/)) names.add(part);
  }
  return names;
}

function weightOfNames(section: SpecSection, named: ReadonlySet<string>): number {
  const quoted = new Set(textOf(section).split("\n").flatMap(quotedNames));
  const found = [...quoted].filter((name) => named.has(name.replace(/\(.*\)$/, ""))).length;
  return found === 0 ? 0 : FIRST_NAME + FURTHER_NAME * Math.min(found - 1, MOST_NAMES);
}

/** Words as people write them: `createApiKey` is three. */
function wordsOfChange({ title, body }: MergedWork, files: readonly ComparedFile[]): Words {
  const paths = files.map(({ path }) => path).join(" ");
  const text = [body.slice(0, 5000), paths, allTouched(files)].join("\n");
  const parts = text.replace(/(?<=[a-z\d])(?=[A-Z])|_/g, " ");
  return wordsOf(title.slice(0, 300), parts);
}

function allTouched(files: readonly ComparedFile[]): string {
  return files.map(touchedText).join("\n").slice(0, MOST_TEXT);
}

function placeOf(file: string, index: number): string {
  return `${String(index)} ${file}`;
}

function inOrder(a: Candidate, b: Candidate): number {
  if (a.spec.file !== b.spec.file) return a.spec.file < b.spec.file ? -1 : 1;
  return a.section.index - b.section.index;
}
