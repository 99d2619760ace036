import { t, textsBy } from "../kernel/texts.ts";
import type { Redactor } from "../redact/redact.ts";
import type { GivenUp } from "./text-merge.ts";

const LONGEST_VALUE = 160;

/** Says in one sentence which side won, and what the other one had said. */
export function givenUpNote(given: GivenUp, redact: Redactor): string {
  const { field, winner, isFirst = false } = given;
  const value = shortened(redact(given.value).text);
  const why = isFirst
    ? neverAgreed(field)
    : winner === "spec"
      ? changedInTicket(field)
      : changedOnBoth(field);
  const what = value === "" ? t("an empty one") : `"${value}"`;
  return winner === "spec"
    ? t("{0} The spec's wins; the ticket's is given up: {1}.", why, what)
    : t("{0} The ticket's wins; the spec's is given up: {1}.", why, what);
}

/** Names the criteria of a ticket that the first sync of a link leaves out of it. */
export function givenUpCriteriaNote(texts: readonly string[], redact: Redactor): string {
  const shown = texts.map((text) => `"${shortened(redact(text).text)}"`);
  return t(
    "Spec and ticket had never agreed on criteria. The spec's are kept; these of the ticket are given up: {0}.",
    shown.join(", "),
  );
}

const neverAgreed = textsBy<GivenUp["field"]>({
  text: "Spec and ticket had never agreed on a text.",
  title: "Spec and ticket had never agreed on a title.",
});

const changedInTicket = textsBy<GivenUp["field"]>({
  text: "The text had changed in the ticket.",
  title: "The title had changed in the ticket.",
});

const changedOnBoth = textsBy<GivenUp["field"]>({
  text: "Both sides had changed the text.",
  title: "Both sides had changed the title.",
});

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const letters = Array.from(line);
  return letters.length <= LONGEST_VALUE ? line : `${letters.slice(0, LONGEST_VALUE).join("")}…`;
}
