import assert from "node:assert/strict";
import fc from "fast-check";
import { AI_EXPOSURES, type AiExposure } from "../../../src/core/model/ai-exposure.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { aChangedWorkspace, anAnswer, compared } from "../../support/changed-workspace.ts";
import { createFixedClock } from "../../support/fixed-clock.ts";
import { createMemoryFileStore } from "../../support/memory-file-store.ts";
import { ToldModel } from "../../support/told-model.ts";
import { LOCAL_CONFIG, onStore } from "../../support/workspace.ts";
import { aFile, aWork } from "../../support/a-work.ts";

const KEYS = "src/payments/keys.ts";
const CODE = "export const ttl = 24;\nexport function showKey(): number {\n  return ttl;\n}\n";

/** Where a text stands in a spec, so that a test can tell which of them a model has seen. */
const PLACES = ["title", "heading", "prose", "criterion", "details"] as const;

const pathOf = (index: number): string => `docs/specs/path${String(index)}canary.md`;

function word(index: number, place: string): string {
  return `${place}${String(index)}canary`;
}

function specOf(index: number, exposure: AiExposure): string {
  const { title, heading, prose, criterion, details } = Object.fromEntries(
    PLACES.map((place) => [place, word(index, place)]),
  );
  return `---\ntitle: ${title ?? ""}\nai_exposure: ${exposure}\n---\n
## ${heading ?? ""}
<!-- canon:ticket:local:LOCAL-${String(index + 1)} -->
<!-- canon:system:id${String(index)}canary status:todo -->

Says ${prose ?? ""} of \`showKey\`.

- [ ] ${criterion ?? ""} for \`showKey\`
  ${details ?? ""}
`;
}

const exposures = fc.array(fc.constantFrom(...AI_EXPOSURES), { minLength: 1, maxLength: 4 });

/** No text of what is kept back, and of a spec that is not to be known nothing at all. */
function expectKeptBack(prompt: string, all: readonly AiExposure[]): void {
  for (const [index, exposure] of all.entries()) {
    if (exposure === "full") continue;
    for (const place of ["prose", "criterion", "details"]) {
      assert.ok(!prompt.includes(word(index, place)), `${place} of a spec with ${exposure}`);
    }
    if (exposure === "metadata") continue;
    for (const place of ["title", "heading", "path", "id"]) {
      assert.ok(!prompt.includes(word(index, place)), `${place} of a spec with ${exposure}`);
    }
  }
}

suite("what the prompts of Canon keep back", () => {
  test("of a change that is compared", async () => {
    await fc.assert(
      fc.asyncProperty(exposures, async (all) => {
        const workspace = aChangedWorkspace(specOf(9, "full"));
        for (const [index, exposure] of all.entries()) {
          workspace.store.files.set(pathOf(index), specOf(index, exposure));
        }
        const { comparison, model } = await compared(workspace, anAnswer([]));
        assert.equal(model.prompts.length, 1);
        const [prompt = ""] = model.prompts;
        expectKeptBack(prompt, all);
        for (const [index, exposure] of all.entries()) {
          assert.equal(prompt.includes(word(index, "prose")), exposure === "full");
          assert.equal(prompt.includes(word(index, "heading")), exposure !== "none");
        }
        const isSaid = comparison.problems.some(({ code }) => code === "compare/kept-back");
        assert.equal(
          isSaid,
          all.some((one) => one !== "full"),
        );
      }),
      { numRuns: 40 },
    );
  });

  test("of merged work, the names of changed specs included", async () => {
    await fc.assert(
      fc.asyncProperty(exposures, async (all) => {
        const specs = all.map((exposure, index): [string, string] => [
          pathOf(index),
          specOf(index, exposure),
        ]);
        const model = new ToldModel(JSON.stringify({ verdicts: [] }));
        const store = createMemoryFileStore({
          "CANON.yaml": LOCAL_CONFIG,
          [KEYS]: CODE,
          ...Object.fromEntries(specs),
        });
        const languageModel = (): Promise<ToldModel> => Promise.resolve(model);
        const { engine } = onStore(store, createFixedClock(), { languageModel });
        const keys = all.map((_, index) => `closes LOCAL-${String(index + 1)}`);
        const changed = all.map((_, index) => aFile(pathOf(index)));
        const gone = aFile("docs/specs/gonecanary.md", { change: "removed" });
        const work = aWork({ body: keys.join("\n"), files: [aFile(KEYS), ...changed, gone] });
        const options = { asked: new Set<string>(), model: "tells" } as const;
        const drafted = await engine.draftRealization(work, options, UNATTENDED);
        assert.ok(drafted.ok, JSON.stringify(drafted));
        assert.equal(model.prompts.length, all.includes("full") ? 1 : 0);
        for (const prompt of model.prompts) {
          expectKeptBack(prompt, all);
          assert.ok(!prompt.includes("gonecanary"));
          assert.ok(prompt.includes(word(all.indexOf("full"), "prose")));
        }
        const isSaid = drafted.value.plan.problems.some(
          ({ code }) => code === "realization/model-exposure",
        );
        assert.equal(
          isSaid,
          all.some((one) => one !== "full"),
        );
      }),
      { numRuns: 40 },
    );
  });
});
