import type { MergedWork } from "../../model/merged-work.ts";
import type { RelationDoubt } from "./relation.ts";

const MAX_BODY = 70_000;

/** Branches that Canon made for edits of specs; merging one realizes nothing. */
const OWN_BRANCH = /^(?:canon|specwright)\//;
const REVERT_TITLE =
  /^\s*(?:\[[^\]]{0,60}\]\s*)?(?:[A-Z]\w{0,30}-\d{1,12}[\s:,-]{1,4})?(?:revert|reverts|reverted|reverting|reapply|roll(?:s|ed)? ?back|back out)(?:["“:(!]|\s|$)/iu;
const REVERT_TEXT =
  /^\s*(?:This (?:reverts|commit reverts|PR reverts|pull request reverts)|Reverts? (?:[\w.-]{1,100}\/[\w.-]{1,100})?#\d|Reverts? "|Reverts? commit)/imu;
const REVERT_BRANCH = /^(?:[^/]{1,60}\/)?reverts?[-/]/i;
const BACKPORT =
  /(?<![\p{L}])(?:back-?port(?:s|ed|ing)?|cherry[- ]?pick(?:s|ed|ing)?|forward-?port(?:s|ed)?)(?![\p{L}])/iu;
const CHERRY_PICKED = /\(cherry picked from commit [0-9a-f]{7,64}\)/i;
const BOT =
  /^(?:app\/)?(?:dependabot|renovate|snyk|greenkeeper|pyup|scala-steward|depfu|whitesource|mend)\b/i;
const BOT_BRANCH = /^(?:dependabot|renovate|snyk-(?:fix|upgrade)|greenkeeper|pyup|depfu)[-/]/i;
const PARTIAL_TITLE =
  /(?<![\p{L}\p{N}])(?:part|step|phase)\s?\d|(?<![\p{L}\p{N}./-])\d{1,2}\s?(?:\/|of)\s?\d{1,2}(?![\p{L}\p{N}./-])|(?<![\p{L}])(?:wip|draft|partial(?:ly)?|spike|prototype|skeleton|scaffold(?:ing)?|stubs?|placeholders?|follow[- ]?ups?|clean-?ups?|review comments|typos?|feature flag|tests? (?:only|for)|adds? (?:\p{L}+ ){0,2}tests?|(?:first|initial) (?:step|part|half|cut|slice|version|work))(?![\p{L}])/iu;
const PARTIAL_BRANCH = /^(?:[^/]{1,60}\/)?(?:spike|experiment|poc|prototype|wip|draft)[-/]/i;
const RELEASE_TITLE =
  /^\s*(?:chore\(release\)|release\b|v?\d{1,5}\.\d{1,5}\.\d{1,5}\b|bump version)/i;
const RELEASE_BRANCH = /^(?:release|releases)[-/]/i;
const TEST =
  /(?:^|\/)(?:tests?|__tests__|e2e|fixtures|testdata)\/|[._-](?:test|spec)\.[A-Za-z]{1,5}$|_test\.[A-Za-z]{1,5}$|(?:^|\/)test_[^/]{1,200}$/i;
const DOCUMENTATION =
  /(?:\.(?:md|mdx|markdown|rst|adoc|txt)|(?:^|\/)(?:LICENSE|NOTICE|CHANGELOG|AUTHORS|CODEOWNERS))$/i;

/** Tells whether Canon itself made this, so that it implements no section. */
export function isOwnWork({ branch }: MergedWork): boolean {
  return branch !== null && OWN_BRANCH.test(branch);
}

/** Tells whether a program that updates dependencies made this. */
export function isDependencyUpdate({ author, branch }: MergedWork): boolean {
  return BOT.test(author ?? "") || BOT_BRANCH.test(branch ?? "");
}

/**
 * What speaks against the whole of a piece of work, whatever it names.
 *
 * Shape:  `docs-only`, `tests-only` and `partial` do not count where a word closes the ticket.
 */
export function workDoubts(work: MergedWork): RelationDoubt[] {
  const body = work.body.slice(0, MAX_BODY);
  const title = work.title.slice(0, 1000);
  const branch = work.branch ?? "";
  const doubts: RelationDoubt[] = [];
  if (REVERT_TITLE.test(title) || REVERT_BRANCH.test(branch) || REVERT_TEXT.test(body)) {
    doubts.push("revert");
  }
  const isPicked = [body, ...work.commits.map(({ message }) => message.slice(0, MAX_BODY))].some(
    (text) => CHERRY_PICKED.test(text),
  );
  if (isPicked || BACKPORT.test(title) || BACKPORT.test(branch)) doubts.push("backport");
  if (work.isOnDefaultBranch === false) doubts.push("other-branch");
  if (isDependencyUpdate(work)) doubts.push("dependency-update");
  if (RELEASE_TITLE.test(title) || RELEASE_BRANCH.test(branch)) doubts.push("release");
  if (work.files.every(({ path }) => DOCUMENTATION.test(path))) doubts.push("docs-only");
  else if (work.files.every(({ path }) => DOCUMENTATION.test(path) || TEST.test(path))) {
    doubts.push("tests-only");
  }
  if (PARTIAL_TITLE.test(title) || PARTIAL_BRANCH.test(branch)) doubts.push("partial");
  return doubts;
}
