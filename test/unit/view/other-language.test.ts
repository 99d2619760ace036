import assert from "node:assert/strict";
import { textsForPage, readTexts, DIGEST_PAGE_TEXTS } from "../../../src/core/view/page-texts.ts";
import { conflictQuestion } from "../../../src/core/view/conflict-choices.ts";
import type { DigestPage } from "../../../src/core/view/digest-protocol.ts";
import { recordedRows } from "../../../src/core/view/recorded-rows.ts";
import { doneSentence } from "../../../src/core/view/report-text.ts";
import { evidenceComment } from "../../../src/core/realization/record/evidence-comment.ts";
import { createRedactor } from "../../../src/core/redact/redact.ts";
import { digestPage, notePage } from "../../../src/design-cycle/digest-page.ts";
import { aHeldItem } from "../../support/a-plan.ts";
import { aSection } from "../../support/a-section.ts";
import { aWork } from "../../support/a-work.ts";
import { inPseudo, unmarked } from "../../support/pseudo-language.ts";

const COUNTS = { created: 1, updated: 2, transitioned: 0, specEdits: 3, held: 0, failed: 0 };

suite("what is shown in another language", () => {
  const check = async (texts: () => readonly string[]): Promise<void> => {
    const shown = await inPseudo(texts);
    assert.ok(shown.length > 0);
    assert.deepEqual(
      shown.filter((text) => unmarked(text) !== ""),
      [],
    );
  };

  test("the summary of a run is whole", () => check(() => [doneSentence(COUNTS) ?? ""]));

  test("the question of a conflict is whole", () =>
    check(() => {
      const question = conflictQuestion(aHeldItem({ reason: "conflict/title", base: "Retry" }));
      return [question?.prompt ?? "", ...(question?.entries ?? []).map(({ label }) => label)];
    }));

  test("a sync in the history is whole, and what its record says stays as it was", () =>
    check(() => {
      const item = {
        ...{ id: "1", direction: "reverse", file: "a.md", sectionId: "1", section: "1 A" },
        ...{ from: "todo", to: "done", note: null, error: null, outcome: "done" },
      };
      const rows = recordedRows(
        [
          { ...item, kind: "set-status", ticket: null, reason: "tracker/moved" },
          { ...item, kind: "transition-ticket", ticket: "local:LOCAL-1", reason: "spec/moved" },
          {
            ...item,
            kind: "update-ticket",
            ticket: "local:LOCAL-1",
            to: "title",
            reason: "spec/moved",
          },
        ],
        new Set(),
      );
      return rows.flatMap(({ label, reason }) => [label, reason]);
    }));

  test("the pages of the digest without tickets are whole", () =>
    check(() => {
      const why = ["loading", "no-file", "restricted", "failed"] as const;
      const nothing = { cycle: null, systems: [], problems: [] };
      const look = { redact: createRedactor([]), disabled: new Set<never>() };
      const places = { hostOf: () => null, lastSeen: () => undefined };
      const pages: DigestPage[] = [
        ...why.map(notePage),
        digestPage(nothing, { ...look, ...places, hasState: false }),
      ];
      return pages.map(({ note }) => note?.text ?? "");
    }));

  test("the page of the digest gets a translation for each text of its own", async () => {
    const texts = await inPseudo(() => readTexts(textsForPage(DIGEST_PAGE_TEXTS)));
    assert.equal(texts["Show all"], "⟦Show all⟧");
    assert.deepEqual(Object.keys(texts), [...DIGEST_PAGE_TEXTS]);
    assert.deepEqual(readTexts(textsForPage(DIGEST_PAGE_TEXTS)), {});
    assert.deepEqual(readTexts(undefined), {});
    assert.deepEqual(readTexts('["New"]'), {});
    assert.deepEqual(readTexts('{"New":1}'), {});
  });

  test("what a ticket is told stays English", async () => {
    const comment = (): string =>
      evidenceComment(aWork(), { file: "a.md", section: aSection() }, [], true);
    assert.equal(await inPseudo(comment), comment());
  });
});
