import { inFile, type Problem } from "../kernel/problem.ts";
import type { Criterion, Evidence, SpecDocument, SpecSection, TicketLink } from "../model/spec.ts";

/** A ticket link as `canon parse --json` prints it. */
export interface TicketLinkJson {
  readonly system: string;
  readonly key: string;
  readonly url: string | null;
  readonly line: number;
}

export interface CriterionJson {
  readonly text: string;
  readonly checked: boolean;
  readonly line: number;
  readonly evidence: readonly Evidence[];
}

export interface SectionJson {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly depth: number;
  readonly line: number;
  readonly endLine: number;
  readonly parentId: string | null;
  readonly status: string;
  readonly blockedBy: string | null;
  readonly tickets: readonly TicketLinkJson[];
  readonly shadows: readonly TicketLinkJson[];
  readonly evidence: readonly Evidence[];
  readonly criteria: readonly CriterionJson[];
}

export interface SpecJson {
  readonly file: string;
  readonly title: string;
  readonly status: string;
  readonly owner: string | null;
  readonly team: string | null;
  readonly tags: readonly string[];
  readonly ticketProject: string | null;
  readonly reviewStatus: string | null;
  readonly sync: string;
  readonly sections: readonly SectionJson[];
  readonly problems: readonly Problem[];
}

/**
 * One spec as `canon parse --json` prints it.
 *
 * Shape:  keys and their meaning are promised to scripts; a section without a readable status
 *         comment is `draft`.
 * Units:  lines count from 1.
 */
export function specToJson(file: string, document: SpecDocument): SpecJson {
  const { title, frontMatter, sections, problems } = document;
  return {
    file,
    title,
    status: frontMatter.status,
    owner: frontMatter.owner,
    team: frontMatter.team,
    tags: frontMatter.tags,
    ticketProject: frontMatter.ticketProject,
    reviewStatus: frontMatter.reviewStatus,
    sync: frontMatter.sync,
    sections: sections.map((section) => sectionToJson(section, sections)),
    problems: inFile(file, problems),
  };
}

function sectionToJson(section: SpecSection, all: readonly SpecSection[]): SectionJson {
  const parent = section.parentIndex === null ? undefined : all[section.parentIndex];
  return {
    id: section.id,
    number: section.number,
    title: section.title,
    depth: section.depth,
    line: section.line,
    endLine: section.endLine,
    parentId: parent?.id ?? null,
    status: section.status?.state ?? "draft",
    blockedBy: section.status?.blockedBy ?? null,
    tickets: section.tickets.map(linkToJson),
    shadows: section.shadows.map(linkToJson),
    evidence: section.evidence,
    criteria: section.criteria.map(criterionToJson),
  };
}

function linkToJson({ ref, url, line }: TicketLink): TicketLinkJson {
  return { system: ref.system, key: ref.key, url, line };
}

function criterionToJson({ text, checked, line, evidence }: Criterion): CriterionJson {
  return { text, checked, line, evidence };
}
