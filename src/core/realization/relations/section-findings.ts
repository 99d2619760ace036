import { numberedTitle } from "../../model/numbered-title.ts";
import type { MergedWork } from "../../model/merged-work.ts";
import type { SpecSection } from "../../model/spec.ts";
import type { Finding } from "./findings.ts";
import { mannerOf } from "../wording/manner.ts";
import type { RelationDoubt, RelationReason } from "./relation.ts";
import { hostOf, type RelatedSpec } from "./ticket-index.ts";
import type { WorkLine, WorkTexts } from "../wording/work-texts.ts";

/** A section as a line names it. `path` is null where only a number stands there. */
interface SectionName {
  readonly path: string | null;
  readonly fragment: string | null;
  readonly number: string | null;
  readonly start: number;
  readonly end: number;
}

const PATH = String.raw`(?<![\p{L}\p{N}_.%-])(?:https?:\/\/)?[\p{L}\p{N}_./%-]{1,300}\.md`;
const NUMBER = String.raw`\d{1,4}(?:\.\d{1,4}){0,6}`;
/** What may stand between a path and a number that belong together. */
const PATH_FIRST = String.raw`[\u0060*_)]{0,4},?\s{0,2}[(]?(?:§{1,2}\s?|(?:section|sec\.)\s)`;
const NUMBER_FIRST = String.raw`(?:\]\(|\s{1,2}(?:of|in|from)?\s{0,2}(?:the spec\s)?[(\u0060*_[]{0,4})`;
const NAMES = new RegExp(
  [
    `(?<refPath>${PATH})#(?<fragment>[\\p{L}\\p{N}_.%-]{1,200})`,
    `(?<pathFirst>${PATH})${PATH_FIRST}(?<secondNumber>${NUMBER})(?![\\p{L}\\p{N}_])`,
    `(?:§\\s?|(?<![\\p{L}])(?:section|sec\\.)\\s)(?<firstNumber>${NUMBER})(?![\\p{L}\\p{N}_])${NUMBER_FIRST}(?<secondPath>${PATH})`,
    `§\\s?(?<number>${NUMBER})(?![\\p{L}\\p{N}_])`,
  ].join("|"),
  "giu",
);
const MAX_LINE = 2000;
const MAX_NAMES = 500;

/**
 * What references to sections say: `docs/specs/payments.md#key-gen`, `§3.1` with or without the
 * path of the spec.
 *
 * Shape:  strong with the path of one spec and one section that fits; a number alone is a hint.
 */
export function sectionFindings(
  work: MergedWork,
  { lines }: WorkTexts,
  specs: readonly RelatedSpec[],
): Finding[] {
  const named = lines.flatMap((line) =>
    /§|\.md|section/i.test(line.text)
      ? namesIn(line.text.slice(0, MAX_LINE)).map((name) => ({ name, line }))
      : [],
  );
  return named.slice(0, MAX_NAMES).flatMap(({ name, line }) => findingsOf(name, line, work, specs));
}

function findingsOf(
  name: SectionName,
  line: WorkLine,
  work: MergedWork,
  specs: readonly RelatedSpec[],
): Finding[] {
  const { path } = name;
  const named = path === null ? specs : specs.filter(({ file }) => isPathOf(path, file, work));
  const matches = named.flatMap((spec) =>
    spec.document.sections.flatMap((section) =>
      isNamed(name, section) ? [{ spec, section }] : [],
    ),
  );
  const doubts = doubtsOf(name, line);
  if (matches.length > 1) doubts.push("ambiguous");
  const { where } = line;
  return matches.map(({ spec, section }) => {
    const reason = reasonOf(name, where, path !== null && doubts.length === 0);
    return { spec, section, reason, doubts, closes: null };
  });
}

function reasonOf(
  { path, fragment, number }: SectionName,
  where: WorkLine["where"],
  isSure: boolean,
): RelationReason {
  const named = [path, fragment === null ? `§${number ?? ""}` : `#${fragment}`].join(" ").trim();
  if (!isSure) return { kind: "mentioned-section", named, where };
  return fragment === null
    ? { kind: "number-and-path", number: number ?? "", where }
    : { kind: "section-reference", fragment, where };
}

function doubtsOf({ start, end, path }: SectionName, line: WorkLine): RelationDoubt[] {
  if (line.isTakenBack) return ["negated"];
  const { text, label, isQuoted } = line;
  const at = { line: text, start, end, label, isQuoted, isTitle: line.isTitle };
  const manner = mannerOf({ ...at, closing: "wide" });
  if (manner === "closing" || manner === "plain") return path === null ? ["in-passing"] : [];
  return [manner];
}

function namesIn(text: string): SectionName[] {
  return [...text.matchAll(NAMES)].map((match) => {
    const groups = match.groups ?? {};
    return {
      path: groups["refPath"] ?? groups["pathFirst"] ?? groups["secondPath"] ?? null,
      fragment: groups["fragment"]?.replace(/\.$/, "") ?? null,
      number: groups["secondNumber"] ?? groups["firstNumber"] ?? groups["number"] ?? null,
      ...withTicks(text, match.index, match.index + match[0].length),
    };
  });
}

/** A path is often set as code; that does not make it a quotation. */
function withTicks(text: string, start: number, end: number): Pick<SectionName, "start" | "end"> {
  if (text[start - 1] !== "`") return { start, end };
  return { start: start - 1, end: text[end] === "`" ? end + 1 : end };
}

/**
 * Tells whether a text's path means a spec: from the root of the workspace, of the repository, or
 * in the work's own repository at its host.
 */
function isPathOf(path: string, file: string, work: MergedWork): boolean {
  const address = /^https?:\/\/([^/]*)\/(.*)$/i.exec(path);
  if (address === null) {
    const plain = path.replace(/^(?:\.?\/)+/, "");
    return plain === file || plain.endsWith(`/${file}`);
  }
  const [, host = "", rest = ""] = address;
  const { url, repository } = work;
  if (url === null || repository === null || host.toLowerCase() !== hostOf(url)) return false;
  const isOwn = rest.toLowerCase().startsWith(`${repository.toLowerCase()}/`);
  return isOwn && /^[^/]+\/[^/]+\/(?:-\/)?(?:blob|tree)\//.test(rest) && rest.endsWith(`/${file}`);
}

function isNamed({ fragment, number }: SectionName, section: SpecSection): boolean {
  if (fragment === null) return section.number === number;
  const wanted = fragment.toLowerCase();
  return (
    wanted === section.id.toLowerCase() ||
    [numberedTitle(section), section.title].map(anchorOf).includes(wanted)
  );
}

/** The anchor that GitHub gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}
