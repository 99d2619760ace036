import { t } from "../../core/kernel/texts.ts";
import type { FileProblem } from "../../ports/file-store.ts";

/**
 * Says why a path may not be used; undefined when it may.
 *
 * This looks at the letters only. Links are resolved afterwards, where the file is opened.
 * `windows` adds what only Windows gives a meaning to: streams, devices, trailing dots.
 */
export function refusePath(path: string, windows: boolean): FileProblem | undefined {
  const segments = path.split("/");
  const leaves =
    path.startsWith("/") ||
    segments[0] === "~" ||
    /^[A-Za-z]:/.test(path) ||
    segments.includes("..") ||
    path.includes("\\");
  if (leaves) return outsideWorkspace(path);
  return segments.some((segment) => isUnusable(segment, windows)) ? unusable(path) : undefined;
}

/** The problem of a path that ends outside the workspace, or passes a link that does. */
export function outsideWorkspace(path: string): FileProblem {
  const shown = printable(path);
  return {
    code: "file/outside-workspace",
    severity: "error",
    file: shown,
    line: null,
    message: t(
      '"{0}" leads out of the workspace folder, so it was not touched. Use a path inside the folder, written with forward slashes.',
      shown,
    ),
  };
}

function unusable(path: string): FileProblem {
  const shown = printable(path);
  return {
    code: "file/unreadable",
    severity: "error",
    file: shown,
    line: null,
    message: t(
      '"{0}" is not a file name that Canon can use, so it was not touched. Rename the file.',
      shown,
    ),
  };
}

function isUnusable(segment: string, windows: boolean): boolean {
  if (segment === "" || segment === "." || /\p{Cc}/u.test(segment)) return true;
  if (!windows) return false;
  return (
    /[:*?"<>|]/.test(segment) ||
    /[. ]$/.test(segment) ||
    /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(segment)
  );
}

/** Paths come from files that anybody may have written; a message shows them on one line. */
function printable(path: string): string {
  return path.replace(/[\p{Cc}\p{Cf}]/gu, "?").slice(0, 300);
}
