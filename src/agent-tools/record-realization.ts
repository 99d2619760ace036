import { err, ok } from "../core/kernel/result.ts";
import type { Relation } from "../core/realization/relations/relation.ts";
import type { Verdict } from "../core/realization/verdicts/verdict.ts";
import { shelve } from "./plan-sync.ts";
import { refusalText, said } from "./refusal-text.ts";
import { sectionAt, type Answer, type ToolContext } from "./tool-context.ts";
import type { RECORD_REALIZATION } from "./tool-schemas.ts";
import type { InputOf } from "./tool-schema.ts";

const MOST_ROWS = 100;

/** Plans what is to be recorded of a merged pull request. Writes nothing, and asks no model. */
export async function recordRealization(
  context: ToolContext,
  { pullRequest = "", sections = [] }: InputOf<typeof RECORD_REALIZATION>,
): Promise<Answer> {
  const { folder, run, words, specs } = context;
  const alone = folder.whyAlone();
  if (alone !== null) return err(alone);
  const asked = new Set<string>();
  for (const place of sections) {
    const found = sectionAt(specs, place);
    if (!found.ok) return found;
    asked.add(`${found.value.spec.file}#${found.value.section.id}`);
  }
  const work = await folder.findWork(pullRequest, run);
  if (!work.ok)
    return err(`This pull request cannot be read. ${said(work.error.problems, context)}`);
  const options = { asked, model: "none" } as const;
  const draft = await folder.engine.draftRealization(work.value, options, run);
  if (!draft.ok) return err(refusalText(draft.error, context));
  const { relations, verdicts, plan } = draft.value;
  const isKnown = ({ file }: { readonly file: string }): boolean => specs.find(file) !== undefined;
  return ok({
    work: { name: words.line(work.value.source, 80), title: words.line(work.value.title) },
    relations: relations
      .filter(isKnown)
      .slice(0, MOST_ROWS)
      .map((one) => relationJson(one, context)),
    verdicts: verdicts
      .filter(isKnown)
      .slice(0, MOST_ROWS)
      .map((one) => verdictJson(one, context)),
    ...shelve(plan, context),
  });
}

function relationJson({ file, sectionId, strength, reasons }: Relation, { words }: ToolContext) {
  return {
    file,
    sectionId: words.line(sectionId, 200),
    strength,
    reasons: reasons.map(({ kind }) => kind),
  };
}

function verdictJson(one: Verdict, { words, specs }: ToolContext): object {
  const isFull = specs.isFull(one.file);
  const reasons = one.reasons.flatMap((reason) => specs.message(reason) ?? []);
  return {
    file: one.file,
    sectionId: words.line(one.sectionId, 200),
    verdict: one.verdict,
    ...(isFull
      ? {
          criterion: one.criterion === null ? null : words.line(one.criterion),
          reasons: reasons.slice(0, 5).map((reason) => words.line(reason)),
        }
      : {}),
  };
}
