import { cutShort } from "../kernel/cut-short.ts";
import type { Problem } from "../kernel/problem.ts";
import { t } from "../kernel/texts.ts";
import { placeText, type ChangeFinding, type Contradiction } from "./findings.ts";

const MOST_QUOTED = 300;

/**
 * A finding as a question to whoever reads the section, or for new behaviour the code.
 *
 * Shape:  a warning, because a language model can be wrong; its words are in the message.
 */
export function findingProblem(finding: ChangeFinding): Problem {
  const { code, why } = finding;
  if (finding.kind === "contradiction") {
    const message = t("{0} may contradict {1}. {2}", placeText(code), quoted(finding), why);
    return problem("compare/contradiction", finding.spec.file, finding.line, message);
  }
  const message = t("No section seems to speak of this: {0}. {1}", finding.title, why);
  return problem("compare/unspecified", code.path, code.startLine, message);
}

/** The same contradiction where the code stands. */
export function codeProblem(finding: Contradiction): Problem {
  const { code, why, section } = finding;
  const message = t(
    'This may contradict "{0}", which says {1}. {2}',
    section.title,
    quoted(finding),
    why,
  );
  return problem("compare/contradiction", code.path, code.startLine, message);
}

function quoted({ statement }: Contradiction): string {
  return `"${cutShort(statement.replace(/\s+/g, " ").trim(), MOST_QUOTED)}"`;
}

function problem(code: string, file: string, line: number | null, message: string): Problem {
  return { code, severity: "warning", file, line, message };
}
