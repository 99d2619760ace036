import { hashText } from "../kernel/hash.ts";
import { textsBy } from "../kernel/texts.ts";
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
  | { readonly kind: "refused"; readonly why: (file: string) => string; readonly remedy: string };

export function standingOf(file: FileStanding, noted: NotedFile | undefined): Standing {
  const { text, committed, staged, obstacle } = file;
  if (obstacle === "ignored") return { kind: "ignored" };
  if (obstacle !== null) return refused(obstacle);
  if (file.isUnsaved) return refused("unsaved");
  const isOwn = (one: string | null): boolean =>
    one !== null && noted !== undefined && isOwnText(one, committed, noted);
  if (staged !== committed && !isOwn(staged)) {
    return refused("staged");
  }
  if (text === null) {
    return committed === null ? { kind: "clean" } : refused("gone");
  }
  if (committed !== null && asStored(text, committed) === committed) return { kind: "clean" };
  if (isOwn(text)) return { kind: "own" };
  return committed === null ? refused("new") : refused("changed");
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

type Refusal =
  | Exclude<FileStanding["obstacle"], "ignored" | null>
  | "unsaved"
  | "staged"
  | "gone"
  | "new"
  | "changed";

const whyOf = textsBy<Refusal>({
  filtered: "{0} passes a filter of git on its way into a commit.",
  "not-regular": "{0} is no regular file in git.",
  unmerged: "{0} has a merge that nobody has decided.",
  unsaved: "{0} has changes that are not saved.",
  staged: "{0} has staged changes.",
  gone: "{0} is gone.",
  new: "{0} is not committed yet.",
  changed: "{0} has changes that are not committed.",
});

const remedyOf = textsBy<Refusal>({
  filtered: "Record it without a commit.",
  "not-regular": "Record it without a commit.",
  unmerged: "Decide it.",
  unsaved: "Save it.",
  staged: "Commit them, or take them back.",
  gone: "Restore it.",
  new: "Commit it first, or let git ignore it.",
  changed: "Commit them, or take them back.",
});

function refused(refusal: Refusal): Standing {
  return { kind: "refused", why: (file) => whyOf(refusal, file), remedy: remedyOf(refusal) };
}
