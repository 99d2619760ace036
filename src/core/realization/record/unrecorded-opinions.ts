import type { Problem } from "../../kernel/problem.ts";
import { t } from "../../kernel/texts.ts";
import type { MergedWork } from "../../model/merged-work.ts";
import { workNameInside } from "../relations/relation-words.ts";
import type { Verdict } from "../verdicts/verdict.ts";

/**
 * What a language model sees as realized and a plan leaves out, since nobody has looked at it.
 *
 * Shape:  one note for each spec that has such criteria. Both lists are in the same order.
 */
export function unrecordedOpinions(
  work: MergedWork,
  told: readonly Verdict[],
  counted: readonly Verdict[],
): Problem[] {
  const raised = told.filter(
    ({ criterion, verdict, origin }, index) =>
      criterion !== null &&
      origin === "model" &&
      verdict === "realized" &&
      counted[index]?.verdict !== "realized",
  );
  return [...new Set(raised.map(({ file }) => file))].map((file) => {
    const own = raised.filter((one) => one.file === file);
    const { model = "unnamed" } = own[0] ?? {};
    const by = workNameInside(work);
    return {
      code: "realization/model-not-recorded",
      severity: "info",
      file,
      line: null,
      message:
        own.length === 1
          ? t(
              'The language model "{0}" sees a criterion of this spec as realized by {1}. Its opinion alone ticks nothing. Look at the lines that it cites, then run this again with --accept-model, or tick it by hand.',
              model,
              by,
            )
          : t(
              'The language model "{0}" sees {1} criteria of this spec as realized by {2}. Its opinion alone ticks nothing. Look at the lines that it cites, then run this again with --accept-model, or tick them by hand.',
              model,
              own.length,
              by,
            ),
    };
  });
}
