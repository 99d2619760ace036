import {
  doubtsText,
  reasonsText,
  workName,
} from "../../core/realization/relations/relation-words.ts";
import type { Verdict } from "../../core/realization/verdicts/verdict.ts";
import type { RealizationDraft } from "../../sync/engine.ts";
import { shorten } from "./plain-text.ts";
import type { Theme } from "./theme.ts";

const WORDS: Readonly<Record<Verdict["verdict"], string>> = {
  realized: "✔ realized",
  partially_realized: "~ in part",
  conflicting: "✖ conflicting",
  not_addressed: "- not addressed",
};

/** What merged work belongs to and what it did there, with the reasons, as lines for a person. */
export function formatRealization(
  { work, relations, verdicts }: RealizationDraft,
  theme: Theme,
): string[] {
  const lines = [theme.bold(theme.clean(`${workName(work)}: ${shorten(work.title, 100)}`))];
  for (const relation of relations) {
    const { file, sectionIndex, sectionId, strength } = relation;
    if (strength === "weak") continue;
    lines.push(`  ${theme.clean(`${file}#${sectionId}`)}  ${theme.clean(reasonsText(relation))}`);
    const doubts = doubtsText(relation);
    if (doubts !== "") lines.push(theme.dim(`      ${theme.clean(doubts)}`));
    for (const one of verdicts) {
      if (one.file !== file || one.sectionIndex !== sectionIndex) continue;
      const what = one.criterion === null ? "the section" : `"${shorten(one.criterion, 60)}"`;
      const by = one.model === undefined ? "" : ` (by a language model: ${theme.clean(one.model)})`;
      const why = one.reasons.join(" ");
      lines.push(`      ${WORDS[one.verdict]}${by}: ${theme.clean(what)}. ${theme.clean(why)}`);
    }
  }
  return [...lines, ""];
}
