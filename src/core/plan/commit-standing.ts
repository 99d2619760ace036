import { hashText } from "../kernel/hash.ts";
import type { NotedFile } from "./commit-note.ts";

/** What is known of a file that is to be committed. */
export interface FileStanding {
  /** As the folder has it; null where there is no such file. */
  readonly text: string | null;
  readonly isUnsaved: boolean;
  readonly committed: string | null;
  readonly staged: string | null;
  readonly obstacle: "filtered" | "ignored" | "not-regular" | "unmerged" | null;
}

/**
 * Whether a commit of the file would hold nothing but what Canon wrote.
 *
 * `clean`: it is as the newest commit has it. `own`: every change since is Canon's, by its note.
 */
export type Standing =
  | { readonly kind: "clean" | "own" | "ignored" }
  | { readonly kind: "refused"; readonly why: string; readonly remedy: string };

export function standingOf(file: FileStanding, noted: NotedFile | undefined): Standing {
  const { text, committed, staged, obstacle } = file;
  if (obstacle === "ignored") return { kind: "ignored" };
  if (obstacle !== null) return OBSTACLES[obstacle];
  if (file.isUnsaved) return refused("has changes that are not saved", "Save it");
  const isOwn = (one: string | null): boolean =>
    one !== null && noted !== undefined && isOwnText(one, committed, noted);
  if (staged !== committed && !isOwn(staged)) {
    return refused("has staged changes", "Commit them, or take them back");
  }
  if (text === null) {
    return committed === null ? { kind: "clean" } : refused("is gone", "Restore it");
  }
  if (committed !== null && asStored(text, committed) === committed) return { kind: "clean" };
  if (isOwn(text)) return { kind: "own" };
  return committed === null
    ? refused("is not committed yet", "Commit it first, or let git ignore it")
    : refused("has changes that are not committed", "Commit them, or take them back");
}

/** Whether Canon wrote this text on top of the one that is committed. */
export function isOwnText(text: string, committed: string | null, noted: NotedFile): boolean {
  const base = committed === null ? null : hashText(committed);
  if (base !== noted.base) return false;
  const hashes = new Set(noted.wrote);
  return hashes.has(hashText(text)) || hashes.has(hashText(text.replace(/\r?\n/g, "\r\n")));
}

/** The text as it is stored in git: where that has LF only, so has this. */
export function asStored(text: string, committed: string | null): string {
  return committed === null || committed.includes("\r\n") ? text : text.replaceAll("\r\n", "\n");
}

const WITHOUT = "Record it without a commit";
const OBSTACLES = {
  filtered: refused("passes a filter of git on its way into a commit", WITHOUT),
  "not-regular": refused("is no regular file in git", WITHOUT),
  unmerged: refused("has a merge that nobody has decided", "Decide it"),
};

function refused(why: string, remedy: string): Standing {
  return { kind: "refused", why, remedy };
}
