import * as vscode from "vscode";
import type { Problem } from "../../core/kernel/problem.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { plural } from "../../core/view/spec-counts.ts";
import { WHOLE_WORKSPACE } from "../../sync/engine.ts";
import type { App } from "../app.ts";
import { withRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

type Verdict = "ok" | "warn" | "fail";

/** Explains what works and what does not, folder by folder, with the way to mend it. */
export async function showDoctor(app: App): Promise<void> {
  const lines = [line(vscode.workspace.isTrusted ? "ok" : "warn", trustText())];
  const sessions = app.folders.all();
  if (sessions.length === 0) lines.push(line("warn", "No folder is open. Open one to begin."));
  for (const session of sessions) {
    lines.push("", plainLine(session.folder.name), ...(await folderLines(session)));
  }
  await app.planDocuments.showText("doctor.txt", `${lines.join("\n")}\n`);
}

async function folderLines(session: FolderSession): Promise<string[]> {
  const { config, engine } = await session.load();
  const isReadOnly = vscode.workspace.fs.isWritableFileSystem(session.folder.uri.scheme) === false;
  const lines = [configLine(config.file, config.broken)];
  if (isReadOnly) lines.push(line("warn", "The folder is read-only: Canon cannot change specs."));
  lines.push(...problemLines(config.problems));
  for (const system of config.config.systems.values()) {
    lines.push(
      line(
        "ok",
        `Tracker "${system.name}": ${system.system}, ${system.project ?? "no project named"}`,
      ),
    );
  }
  if (config.config.systems.size === 0) {
    lines.push(
      line(
        "warn",
        "No tracker is configured. The embedded one needs two lines in CANON.yaml: `sync:` and `  system: local`.",
      ),
    );
  }
  const { specs, problems } = await withRun("Canon: reading specs", (run) =>
    engine.readSpecs(WHOLE_WORKSPACE, run),
  );
  const sections = specs.flatMap((spec) => spec.document.sections);
  const linked = sections.filter((section) => section.tickets.length > 0).length;
  lines.push(
    line(
      specs.length === 0 ? "warn" : "ok",
      `${plural(specs.length, "spec")} with ${plural(sections.length, "section")}, ${linked} linked, under ${config.config.docPaths.join(", ")}`,
    ),
    ...problemLines(problems),
  );
  return lines;
}

function configLine(file: string | null, isBroken: boolean): string {
  if (file === null) return line("warn", "There is no CANON.yaml: the defaults hold.");
  return isBroken
    ? line("fail", `${file} has errors, so nothing is synced.`)
    : line("ok", `${file} is in order.`);
}

function problemLines(problems: readonly Problem[]): string[] {
  return problems.map((problem) => {
    const at = problem.line === null ? "" : `:${problem.line}`;
    const where = problem.file === undefined ? "" : `${problem.file}${at}: `;
    const verdict = problem.severity === "error" ? "fail" : "warn";
    return line(verdict, `${where}${problem.message} (${problem.code})`);
  });
}

function trustText(): string {
  return vscode.workspace.isTrusted
    ? "The folder is trusted."
    : "The window is in Restricted Mode: nothing is sent or written until you trust the folder.";
}

function line(verdict: Verdict, text: string): string {
  return `${verdict.padEnd(4)}  ${plainLine(text, 500)}`;
}
