import type { CanonConfig } from "../../config/config.ts";
import type { MergedWork } from "../../model/merged-work.ts";
import type { Finding } from "./findings.ts";
import { hintFindings, sameArea } from "./hint-findings.ts";
import type { Relation, RelationDoubt, RelationReason } from "./relation.ts";
import { sectionFindings } from "./section-findings.ts";
import { indexTickets, type RelatedSpec } from "./ticket-index.ts";
import { ticketMentions } from "./ticket-mentions.ts";
import { ticketFindings } from "./ticket-relations.ts";
import { isDependencyUpdate, isOwnWork, workDoubts } from "./work-doubts.ts";
import { workTexts } from "../wording/work-texts.ts";

/** The weightiest first. */
const WEIGHT: readonly RelationReason["kind"][] = [
  "closing-word",
  "only-ticket",
  "number-and-path",
  "section-reference",
  "mentioned-ticket",
  "mentioned-section",
  "evidence-path",
  "changed-spec",
  "alike-title",
  "same-area",
];
const STRONG: ReadonlySet<RelationReason["kind"]> = new Set(WEIGHT.slice(0, 4));
/** What a closing word outweighs: it says that the work is what the ticket asks for, and all of it. */
const OUTWEIGHED: ReadonlySet<RelationDoubt> = new Set(["docs-only", "tests-only", "partial"]);
const MOST_WEAK = 50;

/**
 * Which sections a piece of merged work belongs to.
 *
 * Shape:  one relation for each section, the strong ones first, then by the weight of their
 *         reasons, file and place; the same for the same input. At most 50 weak ones. Empty for
 *         what Canon itself made.
 * Errors: none; all texts of the work are taken as data, of bounded length.
 * Units:  time grows with the length of the texts and the number of sections, and not faster.
 */
export function relateWork(
  work: MergedWork,
  specs: readonly RelatedSpec[],
  config: CanonConfig,
): Relation[] {
  if (isOwnWork(work)) return [];
  const index = indexTickets(config, specs);
  const texts = workTexts(work, isDependencyUpdate(work));
  const { mentions, isWhole } = ticketMentions(work, texts, index);
  const findings = [
    ...ticketFindings(mentions, index, isWhole && texts.isWhole),
    ...sectionFindings(work, texts, specs),
    ...hintFindings(work, specs),
  ];
  const doubts = workDoubts(work);
  const relations = [...bySection(findings).values()].map((group) =>
    relationOf(group, doubts, sameArea(work, group[0].spec, config)),
  );
  relations.sort(compare);
  const strong = relations.filter(({ strength }) => strength === "strong");
  return [...strong, ...relations.slice(strong.length, strong.length + MOST_WEAK)];
}

type Group = [Finding, ...Finding[]];

function bySection(findings: readonly Finding[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const place = `${String(finding.section.index)} ${finding.spec.file}`;
    const group = groups.get(place);
    if (group === undefined) groups.set(place, [finding]);
    else group.push(finding);
  }
  return groups;
}

function relationOf(
  group: Group,
  ofWork: readonly RelationDoubt[],
  area: RelationReason | null,
): Relation {
  const [{ spec, section }] = group;
  const sure = group.filter(({ reason, doubts }) => isSure(reason, doubts, ofWork));
  const isDenied = group.some(({ doubts }) => doubts.includes("negated"));
  const isStrong = sure.length > 0 && !isDenied;
  const closes = sure.flatMap((finding) => finding.closes ?? [])[0] ?? null;
  const reasons = [...group.map(({ reason }) => reason), ...(area === null ? [] : [area])];
  return {
    file: spec.file,
    sectionIndex: section.index,
    sectionId: section.id,
    strength: isStrong ? "strong" : "weak",
    reasons: distinct(reasons).sort((a, b) => weightOf(a) - weightOf(b)),
    doubts: isStrong ? [] : distinct([...ofWork, ...group.flatMap(({ doubts }) => doubts)]),
    closes: isStrong ? closes : null,
  };
}

function isSure(
  reason: RelationReason,
  doubts: readonly RelationDoubt[],
  ofWork: readonly RelationDoubt[],
): boolean {
  if (!STRONG.has(reason.kind) || doubts.length > 0) return false;
  return reason.kind === "closing-word"
    ? ofWork.every((doubt) => OUTWEIGHED.has(doubt))
    : ofWork.length === 0;
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function compare(a: Relation, b: Relation): number {
  return (
    Number(a.strength === "weak") - Number(b.strength === "weak") ||
    weightOf(a.reasons[0]) - weightOf(b.reasons[0]) ||
    (a.file < b.file ? -1 : a.file > b.file ? 1 : a.sectionIndex - b.sectionIndex)
  );
}

function weightOf(reason: RelationReason | undefined): number {
  return reason === undefined ? WEIGHT.length : WEIGHT.indexOf(reason.kind);
}
