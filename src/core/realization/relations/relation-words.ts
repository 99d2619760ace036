import { assertNever } from "../../kernel/assert-never.ts";
import { t, textsBy } from "../../kernel/texts.ts";
import type { MergedWork } from "../../model/merged-work.ts";
import type { Relation, RelationDoubt, RelationReason } from "./relation.ts";

/** A piece of work as a sentence names it: "Pull request 412", or "Commit 1f2e3d4c". */
export function workName({ number, mergedCommit }: MergedWork): string {
  return number === null
    ? t("Commit {0}", mergedCommit.slice(0, 8))
    : t("Pull request {0}", String(number));
}

/** The same inside of a sentence. */
export function workNameInside({ number, mergedCommit }: MergedWork): string {
  return number === null
    ? t("commit {0}", mergedCommit.slice(0, 8))
    : t("pull request {0}", String(number));
}

/** Why a piece of work belongs to a section, in words, the weightiest first. */
export function reasonsText({ reasons }: Relation): string {
  return joined(reasons.slice(0, 3).map(reasonText));
}

/** What makes it doubtful, in words; empty where nothing does. */
export function doubtsText({ doubts }: Relation): string {
  return joined(doubts.slice(0, 3).map((doubt) => doubtWords(doubt)));
}

/** The question that a relation asks which is not certain enough to be written down. */
export function relationQuestion(work: MergedWork, relation: Relation): string {
  const doubts = doubtsText(relation);
  const but = doubts === "" ? t("that alone is not certain enough") : doubts;
  return t(
    "{0} may have realized this section: {1}; but {2}. Nothing was recorded. If it did, run it again with --section and the name of this section.",
    workName(work),
    reasonsText(relation),
    but,
  );
}

function reasonText(reason: RelationReason): string {
  switch (reason.kind) {
    case "closing-word":
      return t("it closes {0} (in the {1})", reason.ticket, place(reason.where));
    case "only-ticket":
      return t("{0} is the only ticket it names (in the {1})", reason.ticket, place(reason.where));
    case "number-and-path":
      return t("it names §{0} and the spec's path", reason.number);
    case "section-reference":
      return t("it names this section by its address");
    case "mentioned-ticket":
      return t("it mentions {0} (in the {1})", reason.ticket, place(reason.where));
    case "mentioned-section":
      return t("it mentions {0}", reason.named);
    case "evidence-path":
      return t("it changed {0}, which is evidence here already", reason.path);
    case "changed-spec":
      return t("it changed this section");
    case "same-area":
      return t("it changed {0}, in the area of this spec", reason.path);
    case "alike-title":
      return t("its title is like that of the section");
    case "asked":
      return t("you said so");
    default:
      return assertNever(reason);
  }
}

const place = textsBy({
  title: "title",
  body: "description",
  branch: "branch name",
  commit: "commits",
});

const doubtWords = textsBy<RelationDoubt>({
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
});

function joined(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join("")
    : t("{0} and {1}", parts.slice(0, -1).join(", "), parts.at(-1) ?? "");
}
