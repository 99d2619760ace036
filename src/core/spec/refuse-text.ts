import type { SpecSection } from "../model/spec.ts";

import { refuse } from "./edit-target.ts";

/** Why such a text cannot stand in a spec; null when it can. `done` is what was not done to it. */
export function refuseText(
  section: SpecSection,
  text: string,
  done: "added" | "changed",
): ReturnType<typeof refuse> | null {
  if (text === "") {
    return refuse(
      "spec/empty-criterion",
      section.line,
      `The criterion for section "${section.title}" has no text, so it was not ${done}. Give it a text.`,
    );
  }
  if (text.includes("[REDACTED:")) {
    return refuse(
      "spec/redacted-text",
      section.line,
      `The criterion for section "${section.title}" holds a redacted secret, so it was not ${done}. Remove the secret in the ticket.`,
    );
  }
  return null;
}
