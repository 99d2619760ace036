import type { MergedWork } from "../../../src/core/model/merged-work.ts";
import { commits, files } from "./world.ts";

/**
 * A pull request as teams write them.
 *
 * Shape:  `about` are the ids of the sections that it implements, by a person's reading. `asked`
 *         are those among them that only a person can tell, so that they stay questions.
 */
export interface RelationCase {
  readonly name: string;
  readonly work: Partial<MergedWork>;
  readonly about: readonly string[];
  readonly asked: readonly string[];
}

function work(
  name: string,
  parts: Partial<MergedWork>,
  about: readonly string[] = [],
  asked: readonly string[] = [],
): RelationCase {
  return { name, work: parts, about, asked };
}

const TEMPLATE = `## What

Makes a key from the request.

<!-- Name the ticket, for example: Fixes PAY-143 -->

## Checklist

- [ ] Closes PAY-143
- [x] Tests
`;

export const TRUE_CASES: readonly RelationCase[] = [
  work("closing word in the body", { body: "Makes the key.\n\nCloses PAY-142." }, ["key-gen"]),
  work("closing word in the title", { title: "Fix PAY-142: make a key" }, ["key-gen"]),
  work("closing word with a colon", { body: "Resolves: PAY-142" }, ["key-gen"]),
  work("closing word in capitals", { body: "FIXES PAY-142" }, ["key-gen"]),
  work("closing word in brackets", { title: "Make a key (fixes PAY-142)" }, ["key-gen"]),
  work(
    "closing word and link",
    { body: "Fixes [PAY-142](https://acme.atlassian.net/browse/PAY-142)" },
    ["key-gen"],
  ),
  work("closing word and address", { body: "Fixes https://acme.atlassian.net/browse/PAY-142" }, [
    "key-gen",
  ]),
  work("closing word in a commit", { ...commits("Add a table", "Make a key\n\nfixes PAY-142") }, [
    "key-gen",
  ]),
  work("closing word with a subject", { body: "This PR also closes PAY-142 and adds tests." }, [
    "key-gen",
  ]),
  work("closing word after a comma", { title: "Make a key, closes PAY-142" }, ["key-gen"]),
  work(
    "closing word in bold",
    { body: "**Closes** PAY-142\n**Fixes PAY-143**" },
    ["key-gen", "key-expiry"],
    ["key-gen"],
  ),
  work("smart commit", { ...commits("PAY-142 #done make a key") }, ["key-gen"]),
  work("smart commit with time", { ...commits("PAY-142 #time 2h #resolve") }, ["key-gen"]),
  work("several smart commits", { ...commits("PAY-142 PAY-143 #close keys") }, [
    "key-gen",
    "key-expiry",
  ]),
  work("ticked box", { body: "- [x] Closes PAY-142" }, ["key-gen"]),
  work("list behind one word", { body: "Closes PAY-142, PAY-143 and PAY-14" }, [
    "key-gen",
    "key-expiry",
    "replay",
  ]),
  work("a word in front of each key", { body: "Closes PAY-142 and closes PAY-14." }, [
    "key-gen",
    "replay",
  ]),
  work("a comma and no second word", { title: "Fixes PAY-142, PAY-143" }, [
    "key-gen",
    "key-expiry",
  ]),
  work("a colon and three keys", { body: "Closes: PAY-142, PAY-143 and PAY-14" }, [
    "key-gen",
    "key-expiry",
    "replay",
  ]),
  work(
    "another word for each key",
    { body: "Closes PAY-142, fixes PAY-143, and also resolves PAY-14" },
    ["key-gen", "key-expiry", "replay"],
  ),
  work(
    "a list of links",
    {
      body: "Fixes [PAY-142](https://acme.atlassian.net/browse/PAY-142), [PAY-143](https://acme.atlassian.net/browse/PAY-143)",
    },
    ["key-gen", "key-expiry"],
  ),
  work("a word in front of each number", { body: "Closes #31 and closes #3" }, [
    "login",
    "sign-out",
  ]),
  work("a word in front of each work item", { body: "Fixes AB#71 and fixes AB#72" }, [
    "invoices",
    "dunning",
  ]),
  work("a list of Linear's keys", { body: "Fixes ENG-7, ENG-8" }, ["ranking", "synonyms"]),
  work("two words for two tickets", { body: "Closes PAY-142\nCloses PAY-143" }, [
    "key-gen",
    "key-expiry",
  ]),
  work("key at the start of the title", { title: "PAY-142: make a key" }, ["key-gen"]),
  work("key in square brackets", { title: "[PAY-142] Make a key after a retry" }, ["key-gen"]),
  work("key at the end of the title", { title: "Keep the key until it expires (PAY-143)" }, [
    "key-expiry",
  ]),
  work("key as the scope of a conventional title", { title: "feat(PAY-142): make a key" }, [
    "key-gen",
  ]),
  work("key behind a conventional title", { title: "feat: PAY-142 make a key" }, ["key-gen"]),
  work("key in the branch alone", { branch: "feature/PAY-142-make-a-key" }, ["key-gen"]),
  work("key in lower case in the branch", { branch: "ada/pay-142-make-a-key" }, ["key-gen"]),
  work("key in branch and title", { title: "PAY-142 Make a key", branch: "PAY-142" }, ["key-gen"]),
  work("key in a line of its own", { body: "Makes the key from the request.\n\nTicket: PAY-142" }, [
    "key-gen",
  ]),
  work("key below a heading", { body: "## Ticket\n\nPAY-142\n\n## Changes\n\n- the table" }, [
    "key-gen",
  ]),
  work(
    "key in the sentence that says what is done",
    { body: "Implements the key generation for PAY-142." },
    ["key-gen"],
  ),
  work("key in all commits", { ...commits("PAY-142 Add a table", "PAY-142 Make a key") }, [
    "key-gen",
  ]),
  work(
    "key beside names of standards",
    { title: "PAY-142: hash keys with SHA-256, read UTF-8 (RFC-9110)" },
    ["key-gen"],
  ),
  work("bare address of the ticket", { body: "https://acme.atlassian.net/browse/PAY-142" }, [
    "key-gen",
  ]),
  work("path and fragment", { body: "Implements docs/specs/payments.md#key-gen." }, ["key-gen"]),
  work(
    "path and anchor of the heading",
    { body: "Implements docs/specs/payments.md#21-key-generation" },
    ["key-gen"],
  ),
  work(
    "address of the section",
    { body: "Implements https://github.com/acme/shop/blob/main/docs/specs/payments.md#audit" },
    ["audit"],
  ),
  work("number and path", { body: "Implements §2.5 of docs/specs/payments.md." }, ["audit"]),
  work("path and number", { title: "Audit log (docs/specs/payments.md §2.5)" }, ["audit"]),
  work("path and number behind a label", { body: "Spec: `docs/specs/payments.md`, section 2.5" }, [
    "audit",
  ]),
  work(
    "two sections of one spec",
    { body: "Spec: docs/specs/payments.md §2.5\nSpec: docs/specs/payments.md §2.2" },
    ["audit", "key-expiry"],
  ),
  work("Linear, closing word", { body: "Completes ENG-7" }, ["ranking"]),
  work("Linear, lower case", { body: "fixes eng-7" }, ["ranking"]),
  work("Linear, branch", { branch: "ada/eng-8-synonyms" }, ["synonyms"]),
  work("copy of the ticket in another tracker", { body: "Closes #88" }, ["synonyms"]),
  work("GitHub, number", { body: "Closes #31" }, ["login"]),
  work("GitHub, repository and number", { body: "Fixes acme/shop#31" }, ["login"]),
  work("GitHub, address", { body: "Resolves https://github.com/acme/shop/issues/31" }, ["login"]),
  work("GitHub, own number in the title", { title: "Log in with a passkey (#31) (#412)" }, [
    "login",
  ]),
  work("GitHub, GH and number", { body: "Fixes GH-31" }, ["login"]),
  work("GitHub, branch", { branch: "issue-31-login" }, ["login"]),
  work("Boards, closing word", { body: "Fixes AB#71" }, ["invoices"]),
  work("Boards, the only one", { title: "Print invoices AB#71" }, ["invoices"]),
  work("local ticket", { title: "TOOL-5: read tables" }, ["importer"]),
  work("documentation with a closing word", { body: "Closes PAY-142", ...files("docs/keys.md") }, [
    "key-gen",
  ]),
  work(
    "template left as it was, and a key",
    { title: "PAY-142 Make a key", body: TEMPLATE },
    ["key-gen"],
    ["key-gen"],
  ),
  work("template with comment only", { body: "<!-- Fixes PAY-143 -->\nCloses PAY-142" }, [
    "key-gen",
  ]),
  work("closing word beside a follow-up", { body: "Closes PAY-142. Follow-up: PAY-143." }, [
    "key-gen",
  ]),
  work("first of two pull requests", { title: "PAY-142: the table of keys" }, ["key-gen"]),
  work(
    "second of two pull requests",
    { title: "Read keys from the table", body: "Closes PAY-142" },
    ["key-gen"],
  ),
  work(
    "closing word at the end, below any heading",
    { body: "## What\n\nKeys.\n\n## Tests\n\nUnit tests.\n\nCloses PAY-142" },
    ["key-gen"],
  ),
  work("closing word below a context", { body: "## Context\n\nCloses PAY-142" }, ["key-gen"]),
  work("closing word beside one that is not", { body: "Fixes PAY-142, not PAY-143" }, ["key-gen"]),
  work("what was made of a ticket", { body: "This adds the table of keys from PAY-142." }, [
    "key-gen",
  ]),
  work("hyphen of another kind", { body: "Closes PAY\u2011142" }, ["key-gen"]),
  work(
    "two references in one sentence",
    { body: "Implements docs/specs/payments.md#key-gen and docs/specs/payments.md#key-expiry." },
    ["key-gen", "key-expiry"],
  ),
  work("link with a number as its text", { body: "Implements [§2.5](docs/specs/payments.md)" }, [
    "audit",
  ]),
  work("last part, with a closing word", { title: "Keys, part 2", body: "Closes PAY-142" }, [
    "key-gen",
  ]),
];

export const DOUBTFUL_CASES: readonly RelationCase[] = [
  work("workaround", { body: "Workaround for PAY-142" }, ["key-gen"], ["key-gen"]),
  work("possible fix", { body: "Possible fix for PAY-142" }, ["key-gen"], ["key-gen"]),
  work("skeleton", { body: "Skeleton for PAY-142" }, ["key-gen"], ["key-gen"]),
  work("spike in the branch", { branch: "spike/PAY-142" }, ["key-gen"], ["key-gen"]),
  work("flag only", { title: "PAY-142: feature flag only" }, ["key-gen"], ["key-gen"]),
  work("closes it, sort of", { body: "Closes PAY-142 – sort of" }, ["key-gen"], ["key-gen"]),
  work(
    "closes it eventually",
    { body: "Should close PAY-142 eventually" },
    ["key-gen"],
    ["key-gen"],
  ),
  work("part of a ticket", { body: "Part of PAY-142" }, ["key-gen"], ["key-gen"]),
  work("title with a part's number", { title: "PAY-142: keys, part 1" }, ["key-gen"], ["key-gen"]),
  work("title with one of three", { title: "[1/3] PAY-142 keys" }, ["key-gen"], ["key-gen"]),
  work("partially fixes", { body: "Partially fixes PAY-142" }, ["key-gen"], ["key-gen"]),
  work("fixes a part of", { body: "Fixes part of PAY-142" }, ["key-gen"], ["key-gen"]),
  work("work in progress", { title: "WIP: PAY-142" }, ["key-gen"], ["key-gen"]),
  work("first step", { body: "First step towards PAY-142." }, ["key-gen"], ["key-gen"]),
  work(
    "two keys without a word",
    { title: "PAY-142, PAY-143: keys" },
    ["key-gen", "key-expiry"],
    ["key-gen", "key-expiry"],
  ),
  work(
    "key and a key of another project",
    { title: "PAY-142: make a key", body: "Needs OPS-7." },
    ["key-gen"],
    ["key-gen"],
  ),
  work("number alone", { body: "Implements §2.5." }, ["audit"], ["audit"]),
  work(
    "renamed file that is evidence",
    {
      title: "Move the code of refunds",
      files: [
        {
          path: "src/refunds/pay.ts",
          previousPath: "src/payments/refunds.ts",
          change: "renamed",
          lines: null,
        },
      ],
    },
    [],
    [],
  ),
  work("sections that share a ticket", { body: "Closes PAY-160" }, ["exports"], ["exports"]),
  work("second ticket of a section", { body: "Closes PAY-151" }),
  work("only the title is alike", { title: "Key generation" }, ["key-gen"], ["key-gen"]),
  work(
    "commits cut short",
    { title: "PAY-142: make a key", isComplete: false },
    ["key-gen"],
    ["key-gen"],
  ),
  work("backport", { title: "[backport 1.x] PAY-142: make a key" }),
  work("cherry-pick", {
    title: "PAY-142: make a key",
    ...commits("PAY-142: make a key\n\n(cherry picked from commit 1f2e3d4c5b6a)"),
  }),
  work("merged into a release branch", {
    body: "Closes PAY-142",
    base: "release/1.x",
    isOnDefaultBranch: false,
  }),
  work(
    "merged into another topic",
    { title: "PAY-142: make a key", base: "topic/keys", isOnDefaultBranch: false },
    ["key-gen"],
    ["key-gen"],
  ),
];

export const MISLEADING_CASES: readonly RelationCase[] = [
  work("no fix", { body: "No fix for PAY-142 here." }),
  work("no longer fixes", { body: "No longer closes PAY-142" }),
  work("almost fixes", { body: "This almost fixes PAY-142" }),
  work("one of two", { body: "Fixes PAY-142 or PAY-143" }, [], []),
  work("range", { body: "Fixes PAY-142..PAY-150" }),
  work("one of three", { body: "Closes PAY-142, PAY-143 or PAY-14" }),
  work("one of two, with a comma", { body: "Closes PAY-142, or PAY-143" }),
  work("one or both", { body: "Closes PAY-142 and/or PAY-143" }),
  work("a list on a condition", { body: "Closes PAY-142 and PAY-143 once the flag is on." }),
  work("a list that is denied", { body: "Does not close PAY-142 and closes PAY-143 later" }),
  work("a list of another pull request", { body: "PR #398 fixes PAY-142 and closes PAY-143." }),
  work("a list in passing", { body: "Follow-up to PAY-142 and PAY-143" }),
  work("a list and what comes later", { body: "Closes OPS-7, PAY-143 comes later" }),
  work("a list and what is left", { body: "Closes OPS-7 and PAY-143 left open" }),
  work("a list and tests of the second", { body: "Closes OPS-7 and PAY-143's tests" }),
  work("a list and a question", { body: "Closes OPS-7, PAY-143?" }),
  work("a list and a part", { body: "Closes OPS-7 and closes part of PAY-143" }),
  work("a list and a condition on the second", {
    body: "Closes OPS-7 and closes PAY-143 once merged",
  }),
  work("a second number without a word", { body: "Fixes #398 and #31" }),
  work("a second work item without a word", { body: "Fixes AB#5 and AB#71" }),
  work("range in words", { body: "Fixes PAY-142 to PAY-150" }),
  work("thanks", { body: "Thanks to Bob for PAY-142" }),
  work("example below a label", { body: "Example:\nFixes PAY-142" }),
  work("tests only", {
    title: "PAY-142: more cases",
    ...files("test/keys.test.ts", "src/__tests__/a.ts"),
  }),
  work("tests by their title", { title: "Add tests for PAY-142" }),
  work("typo", { title: "Fix typo (PAY-142)" }),
  work("what is taken away", { title: "Disable PAY-142" }),
  work("revert behind the key", { title: "PAY-142: revert the keys" }),
  work("release by its title", { title: "chore(release): 1.2.3 PAY-142" }),
  work("release by its branch", { branch: "release/PAY-142" }),
  work("two keys in a branch", { branch: "pay-142-and-pay-143" }),
  work("second key in a commit", { title: "PAY-142: keys", ...commits("Merge branch 'PAY-143'") }),
  work("letters that look alike", { body: "Closes \u1451AY-142" }),
  work("struck out in HTML", { body: "<del>Fixes PAY-142</del>" }),
  work("section to be reworded", { body: "Reword docs/specs/payments.md §2.2" }),
  work("nothing named", { title: "Tidy the build", body: "No ticket." }),
  work("see also", { body: "Tidies the build.\n\nSee also PAY-142." }),
  work("see, with a closing word elsewhere", {
    body: "Fixes a flaky test. See PAY-142 for where it came from.",
  }),
  work("follow-up to", { title: "Follow-up to PAY-142: tidy" }),
  work("follow-up in brackets", { title: "Tidy (follow-up to PAY-142)" }),
  work("label above a list", { body: "Closes OPS-7\n\nRelated:\n- PAY-142\n- PAY-143" }),
  work("heading above a list", { body: "## Related tickets\n\n- PAY-142\n" }),
  work("heading that denies", { body: "## Out of scope\n\nCloses PAY-143" }),
  work("follow-ups below a label", { body: "Follow-ups:\n- Fixes PAY-143" }),
  work("blocked by", { body: "Blocked by PAY-142" }),
  work("depends on", { title: "Retries (depends on PAY-142)" }),
  work("prepares", { title: "Prepare the tables for PAY-142" }),
  work("groundwork", { body: "Groundwork for PAY-142." }),
  work("needed for", { body: "The index is needed for PAY-142." }),
  work("regression", { title: "Fix a regression from PAY-142" }),
  work("regression behind the key", { title: "Fix PAY-142 regression" }),
  work("introduced by", { body: "The bug was introduced in PAY-142." }),
  work("key as an example", {
    body: "Write the key of your ticket, e.g. PAY-142, into the title.",
  }),
  work("does not fix", { body: "This does not fix PAY-142." }),
  work("does not fix, with an aside", { body: "This does not, by itself, fix PAY-142." }),
  work("doesn't close", { body: "Doesn't close PAY-142 yet." }),
  work("is not fixed", { body: "PAY-142 is not fixed by this." }),
  work("will be fixed", { body: "A later change will fix PAY-142." }),
  work("will follow", { body: "PAY-142 will follow next week." }),
  work("stays open", { body: "PAY-142 stays open." }),
  work("to fix, later", { body: "TODO: fix PAY-142" }),
  work("another pull request fixes it", { body: "PR #398 fixes PAY-142." }),
  work("fixed in another one", { body: "Fixed PAY-142 in #398, this removes the flag." }),
  work("question", { body: "Does this close PAY-142?" }),
  work("condition behind", { body: "Closes PAY-142 once the flag is on." }),
  work("revert by title", { title: 'Revert "PAY-142: make a key"', body: "Reverts acme/shop#398" }),
  work("revert by body", {
    title: "Take the keys out",
    body: "This reverts commit 1f2e3d4c5b6a.\n\nFixes PAY-142",
  }),
  work("revert by branch", { title: "PAY-142: make a key", branch: "revert-398-keys" }),
  work("conventional revert", { title: "revert: feat(PAY-142): make a key" }),
  work("revert of a revert", { title: 'Reapply "PAY-142: make a key"' }),
  work("commit taken back in the same work", {
    title: "Tidy the tables",
    ...commits(
      "Make a key\n\nFixes PAY-142",
      'Revert "Make a key"\n\nThis takes back the fix of PAY-142.',
    ),
  }),
  work("documentation only", {
    title: "PAY-142: describe the keys",
    ...files("docs/keys.md", "README.md"),
  }),
  work("the spec only", { title: "PAY-142: say more of keys", ...files("docs/specs/payments.md") }),
  work("nothing changed", { title: "PAY-142: empty", files: [] }),
  work("quotation", { body: "> Fixes PAY-142\n\nThat was wrong." }),
  work("code block", { body: "Format of a message:\n\n```\nFixes PAY-142\n```\n" }),
  work("code in a line", { body: "Write `Fixes PAY-142` into the message." }),
  work("quotation marks", { body: 'The change "Fixes PAY-142" broke the build.' }),
  work("struck out", { body: "~~Fixes PAY-142~~" }),
  work("unticked box", { body: "- [ ] Fixes PAY-142" }),
  work("comment of a template", { body: "<!-- Fixes PAY-142 -->" }),
  work("open comment of a template", { body: "<!-- Fixes PAY-142\n" }),
  work("template with another key", { title: "OPS-7: rotate", body: TEMPLATE }),
  work("longer number", { title: "PAY-1421: something else" }),
  work("shorter number", { title: "PAY-1: something else" }),
  work("prefix glued on", { title: "XPAY-142: something else" }),
  work("prefix with a dash", { title: "OLD-PAY-142: something else" }),
  work("word glued on", { title: "PAY-142b: something else" }),
  work("version", { title: "Use PAY-142.7 of the library" }),
  work("lower case in a text", { title: "Autopay pay-142 layout" }),
  work("apple pay in a branch", { branch: "feature/apple-pay-142" }),
  work("key of another project", { title: "OPS-142: rotate" }),
  work("tracker of another company", { body: "Fixes https://other.atlassian.net/browse/PAY-142" }),
  work("linked to another company", {
    body: "Fixes [PAY-142](https://other.atlassian.net/browse/PAY-142)",
  }),
  work("key in an address", { body: "Log: https://ci.example.com/PAY-142/17" }),
  work("key in a file's name", { body: "Moves notes/PAY-142.md." }),
  work("merge of another branch", {
    title: "Rotate keys",
    ...commits("Merge branch 'feature/PAY-142-keys' into rotate"),
  }),
  work("release of many", { title: "Release 1.4: PAY-142 PAY-143 PAY-14" }),
  work("squash with many keys", { title: "Keys (PAY-142, PAY-143, PAY-14, PAY-150)" }),
  work("closing word far away", {
    body: "Fixes the layout of the table that shows PAY-142 and PAY-143.",
  }),
  work("closing word in the line before", {
    body: "Fixes\n\nthe layout. PAY-142 and PAY-143 show it.",
  }),
  work("dependency update with foreign notes", {
    author: "dependabot[bot]",
    branch: "dependabot/npm_and_yarn/left-pad-1.3.0",
    title: "Bump left-pad from 1.2.0 to 1.3.0",
    body: "Release notes\n\n- Fixes #31\n- Closes PAY-142\n",
  }),
  work("dependency update by its branch", { branch: "renovate/left-pad-1.x", body: "Fixes #31" }),
  work("issue of another repository", { body: "Fixes other/shop#31" }),
  work("issue of another host", { body: "Fixes https://git.example.com/acme/shop/issues/31" }),
  work("counting word", { body: "Our #3 priority is speed." }),
  work("number in a list of a title", { title: "Top #3 pages load faster" }),
  work("longer number of GitHub", { body: "Fixes #310" }),
  work("number in a branch", { branch: "3-way-merge" }),
  work("its own number", { title: "Tidy (#31)", number: 31, source: "PR#31" }),
  work("second number behind one word", { body: "Closes #398, #31" }),
  work("longer number of Boards", { body: "Fixes AB#712" }),
  work("number of a standard", { body: "Follows §2.1 of RFC 9110." }),
  work("number of another spec", { body: "Implements §9.9 of docs/specs/payments.md." }),
  work("path of another spec", { body: "Implements docs/specs/other.md#key-gen" }),
  work(
    "path that only ends alike",
    { body: "Implements old-docs/specs/payments.md#key-gen" },
    [],
    [],
  ),
  work("section of another repository", {
    body: "Implements https://github.com/other/shop/blob/main/docs/specs/payments.md#key-gen",
  }),
  work("section in passing", {
    body: "Unlike docs/specs/payments.md#key-gen, this is not stored.",
  }),
  work("section as a source", { body: "See docs/specs/payments.md §2.2." }),
  work("section that is contradicted", { body: "Does not touch docs/specs/payments.md §2.2." }),
  work("file that is evidence already", { title: "Tidy", ...files("src/payments/refunds.ts") }),
  work("made by Canon", { branch: "canon/sync-0123456789ab", body: "Closes PAY-142" }),
];
