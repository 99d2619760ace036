import type { Redactor } from "../redact/redact.ts";
import type { GivenUp } from "./text-merge.ts";

const LONGEST_VALUE = 160;

/** Says in one sentence which side won, and what the other one had said. */
export function givenUpNote(given: GivenUp, redact: Redactor): string {
  const { field, winner, isFirst = false } = given;
  const [kept, lost] = winner === "spec" ? ["spec's", "ticket's"] : ["ticket's", "spec's"];
  const value = shortened(redact(given.value).text);
  const why = isFirst
    ? `Spec and ticket had never agreed on a ${field}.`
    : winner === "spec"
      ? `The ${field} had changed in the ticket.`
      : `Both sides had changed the ${field}.`;
  const what = value === "" ? "an empty one" : `"${value}"`;
  return `${why} The ${kept} wins; the ${lost} is given up: ${what}.`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const letters = Array.from(line);
  return letters.length <= LONGEST_VALUE ? line : `${letters.slice(0, LONGEST_VALUE).join("")}…`;
}
