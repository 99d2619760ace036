import { ok } from "../kernel/result.ts";
import { t } from "../kernel/texts.ts";
import type { SpecDocument } from "../model/spec.ts";
import { formatSpecStatus, type SpecStatus } from "../model/status.ts";
import type { StatusComment } from "./canon-comment.ts";
import { editTarget, refuse, type SpecEdit } from "./edit-target.ts";
import { insertBelowHeading } from "./insert-lines.ts";
import { isPlainToken } from "./tokens.ts";

const BEFORE_STATE = /^\s*(?:canon|specwright):(?:system|section):\S+\s+status:/;

/**
 * Sets the status of a section.
 *
 * Shape:  only the word of the state is replaced; without a status comment, one is inserted. No
 *         splices when the section has that status already.
 * Errors: a spec that cannot be written, a section that is gone, a key no comment can hold.
 */
export function setStatus(
  document: SpecDocument,
  sectionIndex: number,
  status: SpecStatus,
): SpecEdit {
  const target = editTarget(document, sectionIndex);
  if (!target.ok) return target;
  const { section, place } = target.value;
  const { state, blockedBy } = status;
  if (blockedBy !== null && !isPlainToken(blockedBy)) {
    return refuse(
      "spec/invalid-key",
      section.line,
      t(
        'The key that blocks section "{0}" cannot stand in a comment, so its status was not changed. Name a key without blanks.',
        section.title,
      ),
    );
  }
  const current = section.status;
  const wanted = state === "blocked" ? formatSpecStatus(status) : state;
  if (current !== null && current.state === state) {
    if (state !== "blocked" || current.blockedBy === blockedBy) return ok([]);
  }
  if (place.status !== null) return ok([replaceState(place.status, wanted)]);
  const comment = `<!-- canon:system:${section.id} status:${wanted} -->`;
  return ok([insertBelowHeading(target.value, "status", comment)]);
}

function replaceState(
  comment: StatusComment,
  text: string,
): {
  start: number;
  end: number;
  text: string;
} {
  const before = BEFORE_STATE.exec(comment.body)?.[0].length ?? 0;
  const bodyStart = comment.start + "<!--".length;
  return {
    start: bodyStart + before,
    end: bodyStart + comment.body.trimEnd().length,
    text,
  };
}
