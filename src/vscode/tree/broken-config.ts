import * as vscode from "vscode";
import type { Problem } from "../../core/kernel/problem.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { AttentionNode } from "./attention.ts";
import type { RowsSource } from "./folder-rows.ts";

/** The configurations that cannot be read, so that nothing is synced. Asks no tracker. */
export function brokenConfig(): RowsSource {
  return {
    title: {
      id: "broken-config",
      label: vscode.l10n.t("Broken configuration"),
      icon: "error",
      tooltip: vscode.l10n.t("Nothing is synced until the configuration can be read again."),
    },
    rowsOf: async (session) => {
      const { broken, file, problems } = (await session.load()).config;
      const problem = problems.find(({ severity }) => severity === "error");
      return broken && file !== null ? [rowOf(session, file, problem)] : [];
    },
  };
}

function rowOf(session: FolderSession, file: string, problem: Problem | undefined): AttentionNode {
  const message = problem?.message ?? vscode.l10n.t("It cannot be read.");
  return {
    id: session.folder.uri.toString(),
    label: file,
    description: message,
    tooltip: message,
    icon: "file-code",
    place: { uri: session.uriOf(file).toString(), line: problem?.line ?? 1 },
  };
}
