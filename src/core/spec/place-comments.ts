import { t } from "../kernel/texts.ts";
import { readComment, isCanonComment } from "./read-comment.ts";
import type { PlacedComment } from "./canon-comment.ts";
import type { CommentZone } from "./outline.ts";
import { scanComments, type FoundComment } from "./scan-comments.ts";
import { specProblem, type SpecProblem } from "./spec-problem.ts";
import { endOf, lineAt, startOf, type TextLines } from "./text-lines.ts";

/** The Canon comments of a text, in order, and what is odd about them. */
export interface PlacedComments {
  readonly comments: readonly PlacedComment[];
  readonly problems: readonly SpecProblem[];
}

/** Finds and reads the Canon comments in the zones that may hold some. */
export function placeComments(lines: TextLines, zones: readonly CommentZone[]): PlacedComments {
  const comments: PlacedComment[] = [];
  const problems: SpecProblem[] = [];
  for (const zone of zones) {
    const kind = zone.kind === "html" ? "html" : "inline";
    const [from, to] = [startOf(lines, zone.first), endOf(lines, zone.end - 1)];
    for (const found of scanComments(lines.text, from, to, kind)) {
      if (!isCanonComment(found.body)) continue;
      const line = lineAt(lines, found.start);
      const refusal = whyUnread(zone, found);
      if (refusal !== null) problems.push(specProblem(...refusal, line, refusalText(refusal[0])));
      else comments.push(place(lines, zone, found, line, problems));
    }
  }
  return { comments, problems };
}

type Refusal = readonly ["spec/quoted-comment" | "spec/malformed-comment", "info" | "warning"];

function whyUnread(zone: CommentZone, found: FoundComment): Refusal | null {
  if (zone.kind === "quote") return ["spec/quoted-comment", "info"];
  return found.isClosed ? null : ["spec/malformed-comment", "warning"];
}

function refusalText(code: Refusal[0]): string {
  return code === "spec/quoted-comment"
    ? t(
        "A Canon comment inside a quote is taken as part of the quote and ignored. Move it out of the quote if it is meant for this section.",
      )
    : t("This Canon comment has no end, so it is ignored. Close it with `-->` on the same line.");
}

function place(
  lines: TextLines,
  zone: CommentZone,
  found: FoundComment,
  line: number,
  problems: SpecProblem[],
): PlacedComment {
  const { comment, oddities } = readComment(found.body);
  for (const { code, severity, message } of oddities) {
    problems.push(specProblem(code, severity, line, message));
  }
  const lastLine = lineAt(lines, found.end);
  const before = lines.text.slice(startOf(lines, line), found.start);
  const after = lines.text.slice(found.end, endOf(lines, lastLine));
  const isAlone = before.trim() === "" && after.trim() === "";
  const isOwnBlock = isAlone && zone.kind === "html" && zone.end === zone.first + 1;
  return {
    start: found.start,
    end: found.end,
    line,
    lastLine,
    body: found.body,
    value: comment,
    isSolo: isOwnBlock && zone.isTopLevel,
    isHarmless: isOwnBlock || (zone.kind === "inline" && /[\p{L}\p{N}]/u.test(before)),
  };
}
