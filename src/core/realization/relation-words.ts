import { assertNever } from "../kernel/assert-never.ts";
import type { MergedWork } from "../model/merged-work.ts";
import type { Relation, RelationDoubt, RelationReason } from "./relation.ts";

/** A piece of work as a sentence names it: "Pull request 412", or "Commit 1f2e3d4c". */
export function workName({ number, mergedCommit }: MergedWork): string {
  return number === null ? `Commit ${mergedCommit.slice(0, 8)}` : `Pull request ${String(number)}`;
}

/** Why a piece of work belongs to a section, in words, the weightiest first. */
export function reasonsText({ reasons }: Relation): string {
  return joined(reasons.slice(0, 3).map(reasonText));
}

/** What makes it doubtful, in words; empty where nothing does. */
export function doubtsText({ doubts }: Relation): string {
  return joined(doubts.slice(0, 3).map((doubt) => DOUBTS[doubt]));
}

/** The question that a relation asks which is not certain enough to be written down. */
export function relationQuestion(work: MergedWork, relation: Relation): string {
  const doubts = doubtsText(relation);
  const but = doubts === "" ? "that alone is not certain enough" : doubts;
  return `${workName(work)} may have realized this section: ${reasonsText(relation)}; but ${but}. Nothing was recorded. If it did, run it again with --section and the name of this section.`;
}

function reasonText(reason: RelationReason): string {
  switch (reason.kind) {
    case "closing-word":
      return `it closes ${reason.ticket} (in the ${PLACES[reason.where]})`;
    case "only-ticket":
      return `${reason.ticket} is the only ticket it names (in the ${PLACES[reason.where]})`;
    case "number-and-path":
      return `it names §${reason.number} and the spec's path`;
    case "section-reference":
      return `it names this section by its address`;
    case "mentioned-ticket":
      return `it mentions ${reason.ticket} (in the ${PLACES[reason.where]})`;
    case "mentioned-section":
      return `it mentions ${reason.named}`;
    case "evidence-path":
      return `it changed ${reason.path}, which is evidence here already`;
    case "changed-spec":
      return "it changed this section";
    case "same-area":
      return `it changed ${reason.path}, in the area of this spec`;
    case "alike-title":
      return "its title is like that of the section";
    case "asked":
      return "you said so";
    default:
      return assertNever(reason);
  }
}

const PLACES: Readonly<Record<"title" | "body" | "branch" | "commit", string>> = {
  title: "title",
  body: "description",
  branch: "branch name",
  commit: "commits",
};

const DOUBTS: Readonly<Record<RelationDoubt, string>> = {
  revert: "it takes other work back",
  backport: "the same work was merged elsewhere before",
  "other-branch": "it did not go into the default branch",
  "dependency-update": "it only updates dependencies",
  "docs-only": "it changed nothing but documentation",
  "tests-only": "it changed nothing but tests",
  release: "it puts out a version, and names what others did",
  partial: "it says that it is a part of the work only",
  negated: "it says that this is not meant",
  quoted: "the name stands in a quotation or a template",
  "in-passing": "it is named in passing",
  ambiguous: "other sections go by the same name",
  "secondary-ticket": "the ticket is not the section's first one",
  "other-tickets": "it names other tickets as well",
  incomplete: "not all of it could be read",
};

function joined(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join("")
    : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}
