import { placeText, type ChangeFinding } from "../../core/compare/findings.ts";
import { plural } from "../../core/view/spec-counts.ts";
import type { Comparison } from "../../sync/comparison.ts";
import { headingText } from "./format-spec.ts";
import type { Theme } from "./theme.ts";

/** What a comparison of a change with the specs found, and what to do with it. */
export function formatComparison(comparison: Comparison, theme: Theme): string[] {
  const { change, files, sections, model, findings, outOfScope, flagged, isWhole } = comparison;
  const decided = [
    ...(outOfScope === 0 ? [] : [`${String(outOfScope)} out of scope`]),
    ...(flagged === 0 ? [] : [`${String(flagged)} flagged before`]),
  ];
  const found = findings.length === 0 ? "Nothing was found" : plural(findings.length, "finding");
  const besides = decided.length === 0 ? "" : ` (${decided.join(", ")})`;
  const part = isWhole ? "" : " Not everything was compared.";
  const compared = `Compared ${change}, ${plural(files, "file")}, with ${plural(sections, "section")}`;
  const who = files === 0 ? "." : `, as the language model "${model}" sees it.`;
  return [
    theme.clean(compared + who),
    "",
    ...findings.flatMap((one) => [...findingLines(one, theme), ""]),
    theme.bold(`${found}${besides}.${part}`),
    ...(findings.length === 0
      ? []
      : [theme.dim("A model can be wrong. `canon review ignore NAME` puts a finding aside.")]),
  ];
}

function findingLines(finding: ChangeFinding, theme: Theme): string[] {
  const { clean, bold, dim, warn } = theme;
  const code = clean(placeText(finding.code));
  const end = dim(`  ${clean(finding.name)}`);
  if (finding.kind === "unspecified") {
    const title = `${warn("No section speaks of")} ${bold(clean(finding.title))}`;
    return [title, `  ${code}: ${clean(finding.why)}`, end];
  }
  const { spec, line, section, statement, replacement, why } = finding;
  const at = `${clean(spec.file)}:${String(line)} ${headingText(section, theme).trim()}`;
  return [
    `${bold(at)} ${warn("may be contradicted")}`,
    `  "${clean(statement)}"`,
    `  ${code}: ${clean(why)}`,
    ...(replacement === null ? [] : [dim(`  Draft: ${clean(replacement)}`)]),
    end,
  ];
}

/** The same for scripts. */
export function comparisonToJson(comparison: Comparison): object {
  const { change, source, model, files, sections, findings } = comparison;
  const { isWhole, outOfScope, flagged, problems } = comparison;
  return {
    ...{ change, source, model, files, sections, isWhole, outOfScope, flagged },
    contradictions: findings.flatMap((one) =>
      one.kind === "contradiction"
        ? [
            {
              ...{ name: one.name, file: one.spec.file, sectionId: one.section.id },
              ...{ title: one.section.title, line: one.line, statement: one.statement },
              ...{ code: one.code, why: one.why, replacement: one.replacement },
            },
          ]
        : [],
    ),
    unspecified: findings.flatMap((one) =>
      one.kind === "unspecified"
        ? [{ name: one.name, code: one.code, title: one.title, text: one.text, why: one.why }]
        : [],
    ),
    problems,
  };
}
