import { t } from "../kernel/texts.ts";
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
      done === "added"
        ? t(
            'The criterion for section "{0}" has no text, so it was not added. Give it a text.',
            section.title,
          )
        : t(
            'The criterion for section "{0}" has no text, so it was not changed. Give it a text.',
            section.title,
          ),
    );
  }
  if (text.includes("[REDACTED:")) {
    return refuse(
      "spec/redacted-text",
      section.line,
      done === "added"
        ? t(
            'The criterion for section "{0}" holds a redacted secret, so it was not added. Remove the secret in the ticket.',
            section.title,
          )
        : t(
            'The criterion for section "{0}" holds a redacted secret, so it was not changed. Remove the secret in the ticket.',
            section.title,
          ),
    );
  }
  return null;
}
