import assert from "node:assert/strict";
import { join } from "node:path";
import { DIGEST_PAGE_TEXTS } from "../../src/core/view/page-texts.ts";
import { collectTexts } from "../run/collect-texts.ts";
import { project } from "../run/run-command.ts";
import { looseTexts } from "./shown-texts.ts";
import { linesMadeEarly, textsMadeEarly } from "./texts-made-late.ts";

const ROOMS = ["adapters", "core", "design-cycle", "ports", "preview", "sync", "webview"];

/** Files and folders whose literals nobody is to translate, with the reason. */
const FOR_OTHERS: Readonly<Record<string, string>> = {
  "adapters/azure-devops/comments.ts": "sent to a ticket",
  "adapters/azure-devops/html-block.ts": "sent to a ticket",
  "adapters/azure-devops/pull-requests.ts": "sent to a ticket",
  "adapters/azure-devops/queries.ts": "a query language",
  "adapters/azure-devops/states.ts": "names of states in trackers",
  "adapters/azure-devops/tracker.ts": "the name of a product",
  "adapters/canon-proxy/mapping.ts": "names of states in trackers",
  "adapters/catalog.ts": "a bug of ours",
  "adapters/credentials/environment.ts": "the name of a product",
  "adapters/git/ask-git.ts": "words of git that are compared",
  "adapters/git/merge-message.ts": "words of git hosts that are compared",
  "adapters/git/store-claims.ts": "the form of a commit of git",
  "adapters/git/write-commit.ts": "the log of git",
  "adapters/github/api.ts": "a bug of ours",
  "adapters/github/comments.ts": "sent to a ticket",
  "adapters/github/find-by-marker.ts": "a query language",
  "adapters/github/issue-fields.ts": "a query language",
  "adapters/github/number-query.ts": "a query language",
  "adapters/github/workflow.ts": "a query language",
  "adapters/http/authorize.ts": "sent in a header",
  "adapters/http/request-path.ts": "bugs of ours",
  "adapters/jira/cloud/changed-since.ts": "a query language",
  "adapters/jira/cloud/find-by-marker.ts": "a query language",
  "adapters/jira/cloud/jira-cloud.ts": "a bug of ours",
  "adapters/jira/cloud/pull-request-link.ts": "sent to a ticket",
  "adapters/jira/data-center/changed-since.ts": "a query language",
  "adapters/jira/data-center/newest-key.ts": "a query language",
  "adapters/jira/data-center/remote-links.ts": "sent to a ticket",
  "adapters/jira/data-center/search-issues.ts": "a query language",
  "adapters/jira/data-center/wiki/code-blocks.ts": "names of languages",
  "adapters/jira/keys.ts": "a query language",
  "adapters/linear/documents.ts": "a query language",
  "adapters/linear/failures.ts": "words of Linear that are compared",
  "adapters/local/change-ticket-file.ts": "written into a ticket file",
  "adapters/local/sequence.ts": "written into a file",
  "adapters/local/ticket-file.ts": "written into a ticket file",
  "adapters/mcp/address-session.ts": "ends a stream, and is caught",
  "adapters/mcp/program-session.ts": "the log",
  "adapters/mcp/program-transport.ts": "ends a stream, and is caught",
  "adapters/mcp/wire.ts": "what is wrong with an answer, and is caught",
  "core/check/": "the command line's check, and English",
  "core/compare/compare-prompt.ts": "language models read English",
  "core/compare/diff-lines.ts": "a part of a prompt",
  "core/compare/review-comment.ts": "sent to a pull request",
  "core/config/agent-command.ts": "the command line's own file, and English",
  "core/config/built-in-states.ts": "names of states in trackers",
  "core/config/config-shape.ts": "the schema, one file for all languages",
  "core/config/ide-shape.ts": "the schema, one file for all languages",
  "core/config/mend-config.ts": "written into a file",
  "core/config/personal-config.ts": "the command line's own file, and English",
  "core/config/specs-shape.ts": "the schema, one file for all languages",
  "core/config/starter-config.ts": "written into a file",
  "core/config/suggest-status-map.ts": "names of types in trackers",
  "core/config/write-status-map.ts": "written into a file",
  "core/kernel/": "bugs of ours, and forms",
  "core/model/managed-block.ts": "sent to a ticket",
  "core/plan/compare-sides.ts": "compared with what a ticket holds",
  "core/plan/edit-of.ts": "a bug of ours",
  "core/plan/plan-lost.ts": "a command",
  "core/plan/serialize.ts": "a plan in a file is the command line's",
  "core/plan/shadow-side.ts": "sent to a ticket",
  "core/plan/sides.ts": "sent to a ticket",
  "core/plan/word-overlap.ts": "words that are compared",
  "core/progress/": "the command line's words and markup; the editor has words of its own",
  "core/realization/opinions/data-blocks.ts": "language models read English",
  "core/realization/opinions/model-prompt.ts": "language models read English",
  "core/realization/opinions/shown-code.ts": "a part of a prompt",
  "core/realization/record/evidence-comment.ts": "sent to a ticket",
  "core/realization/relations/section-findings.ts": "words that are compared",
  "core/realization/verdicts/work-files.ts": "written into a spec",
  "core/realization/wording/find-names.ts": "words that are compared",
  "core/realization/wording/manner-words.ts": "words that are compared",
  "core/redact/": "words that are compared",
  "core/spec/build-spec.ts": "the title of a spec without one, which tickets get as well",
  "core/spec/foreign-prose.ts": "written into a spec",
  "core/spec/mend/": "Canon comments",
  "core/spec/new-spec.ts": "written into a spec",
  "core/spec/rewrite-evidence.ts": "written into a spec",
  "core/spec/write-": "written into a spec",
  "core/view/explain-code.ts": "a frame around the English page of the docs",
  "core/view/page-texts.ts": "names texts that go through a translation where they are used",
  "core/view/pull-request-text.ts": "sent to a git host",
  "core/view/recorded-rows.ts": "compared with what a record says",
  "core/view/status-words.ts": "the tracker's own names",
  "design-cycle/cycle-config.ts": "names of states in trackers",
  "design-cycle/cycle-health.ts": "names of checks and settings",
  "design-cycle/edit-links.ts": "written into a file",
  "design-cycle/summary.ts": "sent to a ticket",
  "preview/": "markup",
  "sync/ignore-file.ts": "written into a file",
  "sync/undo-created.ts": "sent to a ticket",
  "webview/": "classes and places of the page",
};

const loose = ROOMS.flatMap((room) =>
  looseTexts(join(project, "src", room)).map(({ file, text }) => ({
    place: `${room}/${file.replaceAll("\\", "/")}`,
    text,
  })),
).filter(({ text }) => /[A-Za-z]{2,}[,.:;]? [A-Za-z§]|§ [a-z]{2,}/.test(text));

function reasonOf(place: string): string | undefined {
  return Object.keys(FOR_OTHERS).find((start) => place.startsWith(start));
}

suite("what the engine says to a person", () => {
  test("goes through a translation, but for what is sent, stored or for others", () => {
    assert.deepEqual(
      loose.filter(({ place }) => reasonOf(place) === undefined),
      [],
    );
  });

  test("has no exception that nothing needs", () => {
    const used = new Set(loose.map(({ place }) => reasonOf(place)));
    assert.deepEqual(
      Object.keys(FOR_OTHERS).filter((start) => !used.has(start)),
      [],
    );
  });

  test("is made when it is shown, never while a module loads", () => {
    assert.deepEqual(textsMadeEarly(join(project, "src")), []);
    const code = `
      const early = t("One");
      const list = [{ text: counted(2, "a", "b") }];
      const late = () => t("Two");
      function later() { return t("Three"); }
      class Row { static first = t("Four"); own = t("Five"); text() { return t("Six"); } }
    `;
    assert.deepEqual(linesMadeEarly(code), [2, 3, 6]);
  });

  test("is known to the page of the digest, which gets its own texts and no others", () => {
    const own = collectTexts(join(project, "src/webview")).texts;
    const shared = [
      ...collectTexts(join(project, "src/core/view")).texts.filter((text) =>
        /ago$|^just now$|^at an unknown time$/.test(text),
      ),
      ...["Link Ticket…", "Manage Workspace Trust", "Open STATE.md", "Open config.json"],
      ...["Set Credentials…", "Show Log", "Try Again"],
    ];
    assert.deepEqual([...DIGEST_PAGE_TEXTS], [...new Set([...own, ...shared])].sort());
  });
});
