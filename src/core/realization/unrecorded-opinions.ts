import type { Problem } from "../kernel/problem.ts";
import type { MergedWork } from "../model/merged-work.ts";
import { workName } from "./relation-words.ts";
import type { Verdict } from "./verdict.ts";

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
    const [count, them] =
      own.length === 1 ? ["a criterion", "it"] : [`${String(own.length)} criteria`, "them"];
    return {
      code: "realization/model-not-recorded",
      severity: "info",
      file,
      line: null,
      message: `The language model "${model}" sees ${count} of this spec as realized by ${workName(work).toLowerCase()}. Its opinion alone ticks nothing. Look at the lines that it cites, then run this again with --accept-model, or tick ${them} by hand.`,
    };
  });
}
