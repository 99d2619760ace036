import { err, ok } from "../core/kernel/result.ts";
import { isFinding } from "../core/view/claim-counts.ts";
import type { VerifiedSection } from "../sync/verify-report.ts";
import { pageOf } from "./page-of.ts";
import { refusalText } from "./refusal-text.ts";
import { sectionFacts } from "./section-json.ts";
import { scopeOf, type Answer, type ToolContext } from "./tool-context.ts";
import type { VERIFY } from "./tool-schemas.ts";
import type { InputOf } from "./tool-schema.ts";

const MOST_FINDINGS = 30;

/** Checks what sections claim against the code. Asks no tracker and changes nothing. */
export async function verifyClaims(
  context: ToolContext,
  { paths, section, ...page }: InputOf<typeof VERIFY>,
): Promise<Answer> {
  const meant = scopeOf(context, paths, section);
  if (!meant.ok) return meant;
  const { scope, specs } = meant.value;
  if (specs.length === 0) return ok({ checked: 0, total: 0, sections: [], nextOffset: null });
  const verified = await context.folder.engine.verify(scope, context.run);
  if (!verified.ok) return err(refusalText(verified.error, context));
  const { sections } = verified.value;
  const known = sections.filter(({ file }) => context.specs.find(file) !== undefined);
  const found = known.filter(({ problems }) => problems.some(isFinding));
  const { shown, nextOffset } = pageOf(found, page);
  return ok({
    checked: known.length,
    total: found.length,
    sections: shown.flatMap((one) => findingsJson(one, context)),
    nextOffset,
  });
}

/** What speaks against a section; of metadata only how much. */
function findingsJson({ file, section, problems }: VerifiedSection, context: ToolContext) {
  const { specs, words } = context;
  const spec = specs.find(file);
  if (spec === undefined) return [];
  const findings = problems.filter(isFinding);
  const facts = sectionFacts({ spec, section }, words);
  if (spec.exposure !== "full") return [{ ...facts, findingCount: findings.length }];
  return [
    {
      ...facts,
      findingCount: findings.length,
      findings: findings.slice(0, MOST_FINDINGS).map(({ code, line, message }) => ({
        code,
        line,
        message: words.line(specs.message(message) ?? "", 600),
      })),
    },
  ];
}
