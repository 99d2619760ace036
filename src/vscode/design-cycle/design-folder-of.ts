import type * as vscode from "vscode";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import { isDesignFile } from "./design-file.ts";

/** The folder whose design workflow a document belongs to; undefined for every other document. */
export function designFolderOf(
  folders: Folders,
  { uri }: vscode.TextDocument,
): FolderSession | undefined {
  const session = folders.of(uri);
  const path = session?.pathOf(uri);
  return path !== undefined && isDesignFile(path) ? session : undefined;
}
