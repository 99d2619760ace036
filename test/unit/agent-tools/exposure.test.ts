import assert from "node:assert/strict";
import fc from "fast-check";
import { READING_TOOL_NAMES, type ReadingTool } from "../../../src/agent-tools/tool-names.ts";
import { AI_EXPOSURES, type AiExposure } from "../../../src/core/model/ai-exposure.ts";
import { contextFor } from "../../../src/agent-tools/call-tool.ts";
import { questionPrompt } from "../../../src/agent-tools/question-prompt.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { aFile, aWork } from "../../support/a-work.ts";
import { aToolWorkspace, type ToolWorkspace } from "../../support/tool-workspace.ts";

const NAMED = ["path", "id", "title", "heading"] as const;
const TEXTS = ["prose", "criterion", "details", "source", "evidence"] as const;

function word(place: string, index: number): string {
  return `${place}${String(index)}canary`;
}

const pathOf = (index: number): string => `docs/specs/${word("path", index)}.md`;
const keyOf = (index: number): string => `LOCAL-${String(index + 71)}`;

function specOf(index: number, exposure: AiExposure): string {
  const w = (place: string): string => word(place, index);
  return `---
title: ${w("title")}
owner: ${w("owner")}
ai_exposure: ${exposure}
---

## ${w("heading")}
<!-- canon:ticket:local:${keyOf(index)} -->
<!-- canon:system:${w("id")} status:done -->
<!-- canon:realized-in:${w("source")} src/${w("evidence")}.ts:1-2 -->
<!-- canon:nonsense:${w("prose")} -->

Says ${w("prose")} of it.

- [x] ${w("criterion")}
  ${w("details")}

## ${w("heading")} again
<!-- canon:system:${w("id")}-again status:todo -->

More ${w("prose")}.

- [ ] ${w("criterion")} again
`;
}

/** All that a model could ask for, by name and without. */
function questions(count: number): [ReadingTool, object][] {
  const all = Array.from({ length: count }, (_, index): [ReadingTool, object][] => [
    ["canon_getSection", { file: pathOf(index), id: word("id", index) }],
    ["canon_getSection", { file: pathOf(index), id: `${word("heading", index)} again` }],
    ["canon_getSection", { ticket: keyOf(index) }],
    ["canon_findSections", { ticket: keyOf(index) }],
    ["canon_verify", { paths: [pathOf(index)] }],
    ["canon_planSync", { section: `${pathOf(index)}#${word("id", index)}-again`, createTicket: true }], // prettier-ignore
  ]);
  return [
    ...all.flat(),
    ...READING_TOOL_NAMES.filter((name) => name !== "canon_recordRealization").map(
      (name): [ReadingTool, object] => [name, {}],
    ),
    ["canon_syncStatus", { live: true }],
    ["canon_recordRealization", { pullRequest: "412" }],
  ];
}

/** A name that the question itself holds comes back in an answer that knows nothing of it. */
function withoutEcho(answer: string, question: object): string {
  const asked = JSON.stringify(question).match(/\w+canary|LOCAL-\d+/g) ?? [];
  return asked.reduce((text, one) => text.replaceAll(one, ""), answer);
}

async function everything(workspace: ToolWorkspace, count: number): Promise<string[]> {
  const answers: string[] = [];
  for (const [name, question] of questions(count)) {
    const answer = await workspace.says(name, question);
    answers.push(withoutEcho(answer, answer.startsWith("{") ? {} : question));
  }
  return answers;
}

function aWorkspaceOf(all: readonly AiExposure[]): ToolWorkspace {
  const specs = all.map((exposure, index): [string, string] => [
    pathOf(index),
    specOf(index, exposure),
  ]);
  const body = all.map((_, index) => `Closes ${keyOf(index)}`).join("\n");
  const work = aWork({ title: "Work", body, files: [aFile("src/a.ts")] });
  return aToolWorkspace({ files: { ...Object.fromEntries(specs), "src/a.ts": "a\n" }, work });
}

const exposures = fc.array(fc.constantFrom(...AI_EXPOSURES), { minLength: 1, maxLength: 4 });

suite("what the tools keep back", () => {
  test("texts of metadata, and all of what is not exposed", async () => {
    await fc.assert(
      fc.asyncProperty(exposures, async (all) => {
        const answers = await everything(aWorkspaceOf(all), all.length);
        const told = answers.join("\n");
        for (const [index, exposure] of all.entries()) {
          const places = exposure === "none" ? [...NAMED, ...TEXTS, "owner"] : TEXTS;
          if (exposure === "full") continue;
          for (const place of places) {
            assert.ok(!told.includes(word(place, index)), `${place} of ${exposure}: ${told}`);
          }
          if (exposure === "none") assert.ok(!told.includes(`${keyOf(index)}"`), keyOf(index));
        }
        // The test would also pass with tools that say nothing.
        for (const [index, exposure] of all.entries()) {
          if (exposure !== "none") assert.ok(told.includes(word("heading", index)));
          if (exposure === "full") assert.ok(told.includes(word("prose", index)));
        }
      }),
      { numRuns: 25 },
    );
  });

  test("texts of metadata, and all of what is not exposed, in a question of the chat as well", async () => {
    await fc.assert(
      fc.asyncProperty(exposures, async (all) => {
        const { host, folder } = aWorkspaceOf(all);
        const context = await contextFor(host, folder, UNATTENDED);
        const asked = all.flatMap((_, index) =>
          [...NAMED, ...TEXTS].map((one) => word(one, index)),
        );
        const { prompt, sections } = questionPrompt(context, "what is again");
        assert.ok(prompt !== null);
        assert.equal(
          sections.length > 0,
          all.some((one) => one !== "none"),
        );
        const { sections: found } = questionPrompt(context, asked.join(" "));
        assert.ok(found.every(({ spec }) => context.specs.find(spec.file) !== undefined));
        for (const [index, exposure] of all.entries()) {
          if (exposure === "full") continue;
          for (const place of exposure === "none" ? [...NAMED, ...TEXTS] : TEXTS) {
            assert.ok(!prompt.includes(word(place, index)), `${place} of ${exposure}`);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  test("whether a spec is hidden or was never there cannot be told, by answers or counts", async () => {
    await fc.assert(
      fc.asyncProperty(exposures, async (all) => {
        const hidden = aWorkspaceOf([...all, "none"]);
        const absent = aWorkspaceOf([...all, "none"]);
        absent.store.files.delete(pathOf(all.length));
        const [one, other] = [
          await everything(hidden, all.length + 1),
          await everything(absent, all.length + 1),
        ];
        const withoutIds = (answers: string[]) =>
          answers.map((text) => text.replace(/"planId":"\w+"/, ""));
        assert.deepEqual(withoutIds(one), withoutIds(other));
      }),
      { numRuns: 15 },
    );
  });

  test("a search finds nothing in a text that is not shown", async () => {
    const workspace = aWorkspaceOf(["metadata", "full"]);
    for (const place of ["prose", "criterion", "details", "owner"]) {
      const { total } = await workspace.asks("canon_findSections", { text: word(place, 0) });
      assert.equal(total, 0, place);
    }
    assert.equal((await workspace.asks("canon_findSections", { owner: word("owner", 0) }))["total"], 0); // prettier-ignore
    assert.equal((await workspace.asks("canon_findSections", { text: word("prose", 1) }))["total"], 2); // prettier-ignore
  });

  test("a configuration that cannot be read shows only specs that say so themselves", async () => {
    const workspace = aWorkspaceOf(["full"]);
    workspace.store.files.set("docs/specs/silent.md", "## Quiet\n\nQuiet words.\n");
    workspace.store.files.set("CANON.yaml", "ide: [\n");
    const { sections } = await workspace.asks("canon_findSections");
    assert.ok(!JSON.stringify(sections).includes("Quiet"));
    assert.equal((sections as unknown[]).length, 2);
  });
});
