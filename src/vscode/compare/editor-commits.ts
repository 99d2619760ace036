import * as vscode from "vscode";
import { findProgram } from "../../adapters/files/find-program.ts";
import { createCommitListing } from "../../adapters/git/commit-listing.ts";
import { err } from "../../core/kernel/result.ts";
import type { CommitListing } from "../../ports/commit-files.ts";

/**
 * Which files a folder had at a commit.
 *
 * Nothing runs in Restricted Mode. The program comes from the PATH, never from the folder.
 */
export function editorCommits(folder: vscode.Uri): CommitListing {
  return {
    filesAt(revision, signal) {
      if (folder.scheme !== "file") return Promise.resolve(err(NO_DISK));
      const { env } = process;
      const program = vscode.workspace.isTrusted
        ? findProgram("git", env["PATH"] ?? env["Path"], folder.fsPath)
        : undefined;
      if (program === undefined) return Promise.resolve(err(NO_GIT));
      const place = { program, folder: folder.fsPath, env };
      return createCommitListing(place).filesAt(revision, signal);
    },
  };
}

const NO_GIT = {
  code: "git/no-program",
  severity: "error",
  line: null,
  message: vscode.l10n.t(
    "git could not be started, so nobody can tell what was changed. Nothing was compared. Install git, and trust this workspace.",
  ),
} as const;

const NO_DISK = {
  code: "git/no-program",
  severity: "error",
  line: null,
  message: vscode.l10n.t(
    "This folder is not on a disk, so git cannot be asked what was changed. Nothing was compared. Open a clone of the repository.",
  ),
} as const;
