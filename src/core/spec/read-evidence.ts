import { t } from "../kernel/texts.ts";
import type { EvidenceFile } from "../model/spec.ts";
import type { CommentOddity, ReadComment } from "./canon-comment.ts";
import { isEvidencePath, isEvidenceSource } from "./tokens.ts";

function form(): string {
  return t("Write `<!-- canon:realized-in:PR#12 src/file.ts:10-20 -->`.");
}

const LINES = /^L?(\d{1,9})(?:-L?(\d{1,9}))?$/;

/** Absolute, in somebody's home, on a drive, or upward. */
const LEAVES_WORKSPACE = /^(?:[\\/~]|[A-Za-z]:)|(?:^|[\\/])\.\.(?:[\\/]|$)/;

/**
 * Reads what follows `canon:realized-in:`.
 *
 * Shape:  a source, then any number of files, each with or without `file:` and with or without
 *         lines: `a.ts`, `a.ts:10`, `a.ts:10-20`, `a.ts:L10-L20`. `a.ts:10,30` names two places.
 * Errors: none; a file that cannot be read is left out, and an oddity says so.
 */
export function readEvidence(rest: string): ReadComment {
  const [source = "", ...tokens] = rest.split(/\s+/);
  if (!isEvidenceSource(source)) {
    return unreadable(t("This evidence names neither a pull request nor audit. {0}", form()));
  }
  const oddities: CommentOddity[] = [];
  const files = tokens.flatMap((token) => readFiles(token, oddities));
  if (tokens.length === 0)
    oddities.push(oddity("info", t("This evidence names no file. {0}", form())));
  return { comment: { kind: "evidence", source, files }, oddities };
}

function readFiles(token: string, oddities: CommentOddity[]): EvidenceFile[] {
  const isMarked = token.startsWith("file:");
  const name = isMarked ? token.slice(5) : token;
  const colon = isMarked ? name.indexOf(":") : name.lastIndexOf(":");
  const places = colon < 0 ? [] : readPlaces(name.slice(colon + 1));
  // Without `file:`, a colon that no line follows is part of the name.
  const hasOddLines = isMarked && colon >= 0 && places.length === 0;
  const path = places.length > 0 || hasOddLines ? name.slice(0, colon) : name;
  if (!isEvidencePath(path)) {
    oddities.push(oddity("warning", t("A file of this evidence has no usable name. {0}", form())));
    return [];
  }
  if (hasOddLines) {
    oddities.push(
      oddity("info", t("The lines of a file cannot be read and are left out. {0}", form())),
    );
  }
  if (!hasOddLines && places.length === 0 && /:L?\d[\d,L-]*$/.test(name)) {
    oddities.push(
      oddity(
        "info",
        t("The lines of a file make no range and are taken for a part of its name. {0}", form()),
      ),
    );
  }
  if (LEAVES_WORKSPACE.test(path)) {
    const message = t(
      "A file of this evidence lies outside the workspace, so it is never opened. Name it from the root of the workspace.",
    );
    oddities.push(oddity("warning", message));
  }
  if (places.length === 0) return [{ path, startLine: null, endLine: null }];
  return places.map((place) => ({ path, ...place }));
}

/** Empty when any part is not a line or a range of lines. */
function readPlaces(text: string): { startLine: number; endLine: number }[] {
  const places = text.split(",", 50).map((part) => {
    const match = LINES.exec(part);
    const startLine = Number(match?.[1]);
    return { startLine, endLine: match?.[2] === undefined ? startLine : Number(match[2]) };
  });
  return places.every((place) => place.startLine > 0 && place.endLine >= place.startLine)
    ? places
    : [];
}

function unreadable(message: string): ReadComment {
  return { comment: { kind: "unreadable" }, oddities: [oddity("warning", message)] };
}

function oddity(severity: CommentOddity["severity"], message: string): CommentOddity {
  return { code: "spec/invalid-evidence", severity, message };
}
