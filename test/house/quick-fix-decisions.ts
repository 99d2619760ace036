/** Codes with a quick fix that is made beside the tables of menders, and where. */
export const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ["compare/contradiction", "compare/change-fixes.ts"],
  ["compare/unspecified", "compare/change-fixes.ts"],
  ["config/status-map-misfit", "doctor/map-findings.ts"],
  ["link/broken", "links/broken-link-actions.ts"],
  ["link/differs", "quick-fixes/drift-fixes.ts"],
  ["link/lost", "quick-fixes/fixes-for.ts"],
  ["spec/duplicate-ticket", "quick-fixes/fixes-for.ts"],
  ["spec/merge-conflict", "quick-fixes/fixes-for.ts"],
  ["spec/several-tickets", "quick-fixes/fixes-for.ts"],
  ["sync/no-connection", "quick-fixes/configuration-fixes.ts"],
  ["sync/no-route", "quick-fixes/configuration-fixes.ts"],
  ["sync/ticket-linked-twice", "quick-fixes/fixes-for.ts"],
  ["sync/unmapped-status", "quick-fixes/configuration-fixes.ts"],
  ["verify/moved-evidence", "verify/verify-fixes.ts"],
  ["verify/stale-evidence", "verify/verify-fixes.ts"],
]);

const AUTHOR = "only the author knows what was meant";
const ANSWER = "it is told as the answer to a command, and marks no place in a text";
const NOTHING = "nothing is wrong that an edit would mend";
const OUTSIDE = "what is to be done lies outside of the files of the workspace";
const PLAN = "it stands in a plan; the review of the plan is where it is decided";

/** Rooms whose problems mark no place in an open text, and why that is so. */
export const NO_FIX_ROOMS: ReadonlyMap<string, string> = new Map([
  ["cli", ANSWER],
  ["conflict", PLAN],
  ["cycle", ANSWER],
  // Said by `canon check` alone; in the editor the section shows it, with actions of its own.
  ["drift", PLAN],
  ["file", OUTSIDE],
  ["git", OUTSIDE],
  ["merge", ANSWER],
  ["personal", OUTSIDE],
  ["plan", ANSWER],
  ["realization", ANSWER],
  ["relation", PLAN],
  ["ticket", PLAN],
  ["triage", ANSWER],
  ["undo", ANSWER],
  ["workflow", PLAN],
]);

/** Codes without a quick fix, and why there is none. */
export const NO_FIX: ReadonlyMap<string, string> = new Map([
  ...reason(AUTHOR, [
    "config/broken-yaml",
    "config/deprecated",
    "config/duplicate-key",
    "config/incomplete-status-map",
    "config/missing-value",
    "config/not-a-mapping",
    "config/wrong-type",
    "spec/front-matter-too-large",
    "spec/orphan-criterion",
    "spec/too-deep",
    "sync/unreadable-link",
    "verify/no-evidence",
    "verify/open-criterion",
    "verify/open-section",
    "verify/unproven-close",
  ]),
  ...reason(ANSWER, [
    "compare/answer-refused",
    "compare/finding-refused",
    "compare/kept-back",
    "compare/no-answer",
    "compare/no-draft",
    "compare/no-model",
    "compare/no-such-finding",
    "compare/not-here",
    "compare/not-shown",
    "compare/too-many-files",
    "link/no-connection",
    "link/not-broken",
    "link/not-dismissed",
    "link/not-forgotten",
    "link/not-linked",
    "link/not-noted",
    "link/ticket-not-found",
    "spec/already-linked",
    "spec/empty-criterion",
    "spec/empty-title",
    "spec/no-safe-place",
    "spec/no-such-criterion",
    "spec/no-such-link",
    "spec/no-such-section",
    "spec/not-edited",
    "spec/not-writable",
    "spec/redacted-text",
    "sync/no-such-spec",
    "sync/unknown-section",
    "verify/unproven",
  ]),
  ...reason(NOTHING, [
    "config/unused-key",
    "spec/more-problems",
    "sync/review-required",
    "sync/shadow-left-alone",
    "verify/unchecked-evidence",
  ]),
  ...reason(OUTSIDE, [
    "config/bad-address",
    "config/foreign-host",
    "config/missing-credential",
    "config/missing-project",
    "config/no-tracker",
    "config/secret",
    "config/too-large",
    "config/tracker-unavailable",
    "config/unreadable",
    "sync/broken-intent",
    "sync/broken-links-file",
    "sync/merge-conflict",
    "sync/orphan-intent",
  ]),
  ...reason(PLAN, [
    "sync/ambiguous-section",
    "sync/not-a-copy",
    "sync/shadow-linked-twice",
    "sync/ticket-without-section",
  ]),
]);

function reason(why: string, codes: readonly string[]): [string, string][] {
  return codes.map((code) => [code, why]);
}
