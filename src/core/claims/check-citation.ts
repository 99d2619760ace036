import type { EvidenceFile } from "../model/spec.ts";
import { codeLines } from "./code-lines.ts";
import { reAnchor } from "./re-anchor.ts";

/**
 * A cited file as it stands now.
 *
 * `binary` files are there and have no lines. `otherCase` is how the file is really written.
 */
export type CodeReading =
  | { readonly kind: "found"; readonly text: string }
  | { readonly kind: "binary" | "outside" }
  | { readonly kind: "missing"; readonly otherCase: string | null }
  | { readonly kind: "unreadable"; readonly message: string };

/** Why it is not known what cited lines said when the evidence was recorded. */
export type NoOrigin =
  /** Nobody keeps the history of this workspace, or it cannot be read. */
  | "no-history"
  /** The history that is here begins later. */
  | "cut-history"
  /** The comment is not committed yet. */
  | "not-committed"
  /** The file had no such lines when the comment was committed. */
  | "not-there";

/** The whole text of a cited file as it was when the evidence was recorded. */
export type Origin =
  | { readonly kind: "known"; readonly text: string }
  | { readonly kind: "unknown"; readonly why: NoOrigin };

/** What is known of a cited file. `renamed`: where it went since, by what git says. */
export interface CitedFile {
  readonly now: CodeReading;
  readonly origin: Origin;
  readonly renamed: { readonly path: string; readonly now: CodeReading } | null;
}

/** Why evidence is no longer true as it is written. */
export type StaleReason =
  "missing-file" | "other-case" | "missing-lines" | "changed-lines" | "ambiguous-lines" | "outside";

/**
 * Whether evidence is still true.
 *
 * `moved`: the same lines stand at another place, where `to` finds them. `unchecked`: the file is
 * there and nothing contradicts, but what the lines said then is not known, or they cannot be read.
 */
export type CitationVerdict =
  | { readonly kind: "holds" }
  | { readonly kind: "moved"; readonly to: EvidenceFile }
  | { readonly kind: "stale"; readonly why: StaleReason; readonly otherPath: string | null }
  | { readonly kind: "unchecked"; readonly why: NoOrigin | "unreadable" };

/** Compares what evidence names with the code as it was then and as it stands now. */
export function checkCitation(
  file: EvidenceFile,
  { now, origin, renamed }: CitedFile,
): CitationVerdict {
  switch (now.kind) {
    case "outside":
      return stale("outside");
    case "unreadable":
      return { kind: "unchecked", why: "unreadable" };
    case "binary":
      return file.startLine === null ? HOLDS : stale("missing-lines");
    case "missing":
      if (renamed !== null) return checkRenamed(file, renamed, origin);
      return now.otherCase === null ? stale("missing-file") : stale("other-case", now.otherCase);
    case "found":
      return checkLines(file, file.path, now.text, origin);
  }
}

const HOLDS = { kind: "holds" } as const;

function stale(why: StaleReason, otherPath: string | null = null): CitationVerdict {
  return { kind: "stale", why, otherPath };
}

function checkRenamed(
  file: EvidenceFile,
  { path, now }: NonNullable<CitedFile["renamed"]>,
  origin: Origin,
): CitationVerdict {
  if (file.startLine === null) {
    const isThere = now.kind === "found" || now.kind === "binary";
    return isThere ? { kind: "moved", to: { ...file, path } } : stale("missing-file");
  }
  // The lines of a renamed file are known by what they said, never by their numbers.
  if (now.kind !== "found" || origin.kind !== "known") return stale("missing-file", path);
  return checkLines(file, path, now.text, origin);
}

function checkLines(
  file: EvidenceFile,
  path: string,
  text: string,
  origin: Origin,
): CitationVerdict {
  const isRenamed = path !== file.path;
  if (file.startLine === null) return HOLDS;
  const range = { startLine: file.startLine, endLine: file.endLine ?? file.startLine };
  const lines = codeLines(text);
  const isWithin = range.endLine <= lines.length;
  if (origin.kind === "unknown") {
    return isWithin ? { kind: "unchecked", why: origin.why } : stale("missing-lines");
  }
  const before = codeLines(origin.text);
  if (range.endLine > before.length) {
    return isWithin ? { kind: "unchecked", why: "not-there" } : stale("missing-lines");
  }
  const anchor = reAnchor(before, range, lines);
  switch (anchor.kind) {
    case "same":
      return isRenamed ? { kind: "moved", to: { ...file, path } } : HOLDS;
    case "moved":
      return { kind: "moved", to: { path, ...anchor.range } };
    case "changed":
      return stale("changed-lines", isRenamed ? path : null);
    case "ambiguous":
      return stale("ambiguous-lines", isRenamed ? path : null);
  }
}
