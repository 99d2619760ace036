import * as vscode from "vscode";
import { plainLine } from "../../core/view/plain-text.ts";
import { WHOLE_WORKSPACE, type Run } from "../../sync/engine.ts";
import type { App } from "../app.ts";
import { cycleLines } from "../design-cycle/cycle-doctor.ts";
import { withRun } from "../host/run.ts";
import type { FolderSession, LoadedFolder } from "../workspace/folder-session.ts";
import { DoctorReport } from "./doctor-report.ts";
import { inspectSystem } from "./inspect-system.ts";
import { mapFinding } from "./map-finding.ts";
import type { MapFinding } from "./map-findings.ts";
import { line, problemLines } from "./report-lines.ts";

/** Explains what works and what does not, folder by folder, with the way to mend it. */
export async function showDoctor(app: App): Promise<void> {
  const report = await withRun(vscode.l10n.t("Canon: Doctor"), (run) => inspect(app, run));
  if (report === undefined) {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Canon: cancelled, nothing was changed."),
      5000,
    );
    return;
  }
  app.mapFindings.showButtons(report.buttons);
  await app.planDocuments.showText("doctor.txt", report.text);
}

async function inspect(app: App, run: Run): Promise<DoctorReport | undefined> {
  const report = new DoctorReport();
  const sessions = app.folders.all();
  report.add(line(vscode.workspace.isTrusted ? "ok" : "warn", trustText()));
  if (sessions.length === 0)
    report.add(line("warn", vscode.l10n.t("No folder is open. Open one to begin.")));
  for (const session of sessions) {
    report.add("", plainLine(session.folder.name));
    await inspectFolder(app, session, run, report);
  }
  return run.signal.aborted ? undefined : report;
}

async function inspectFolder(
  app: App,
  session: FolderSession,
  run: Run,
  report: DoctorReport,
): Promise<void> {
  const { config, engine } = await session.load();
  const isReadOnly = vscode.workspace.fs.isWritableFileSystem(session.folder.uri.scheme) === false;
  report.add(configLine(config.file, config.broken));
  if (isReadOnly)
    report.add(line("warn", vscode.l10n.t("The folder is read-only: Canon cannot change specs.")));
  report.add(...problemLines(config.problems));
  run.progress.report(0, config.config.systems.size + 1, vscode.l10n.t("reading specs"));
  const { specs, problems } = await engine.readSpecs(WHOLE_WORKSPACE, run);
  const sections = specs.flatMap((spec) => spec.document.sections);
  const linked = sections.filter((section) => section.tickets.length > 0).length;
  report.add(
    line(
      specs.length === 0 ? "warn" : "ok",
      vscode.l10n.t(
        "Specs: {0}, sections: {1}, linked: {2}, under {3}",
        specs.length,
        sections.length,
        linked,
        config.config.docPaths.join(", "),
      ),
    ),
    ...problemLines(problems),
  );
  if (!config.broken) await inspectSystems(app, session, run, report);
  report.add(...(await cycleLines(app, session, run.signal)));
}

async function inspectSystems(
  app: App,
  session: FolderSession,
  run: Run,
  report: DoctorReport,
): Promise<void> {
  const folder = await session.load();
  const { credentials } = await app.accounts();
  const systems = [...folder.config.config.systems.values()];
  if (systems.length === 0) report.add(line("warn", NO_TRACKER));
  const findings: MapFinding[] = [];
  for (const [index, system] of systems.entries()) {
    const { name, project } = system;
    run.progress.report(
      index + 1,
      systems.length + 1,
      vscode.l10n.t("asking {0}", plainLine(name, 40)),
    );
    const place = vscode.l10n.t(
      'Tracker "{0}": {1}, {2}',
      name,
      system.system,
      project ?? vscode.l10n.t("no project named"),
    );
    const { lines, mapAt, workflow } = await inspectSystem(system, folder, credentials, run.signal);
    report.add("", plainLine(place, 200), ...lines);
    const finding = workflow === null ? undefined : await mapFinding(system, workflow, folder);
    if (finding === undefined) continue;
    findings.push(finding);
    if (mapAt === null || !(await isEditable(finding, folder))) continue;
    report.addButton(mapAt - lines.length, {
      folder: session.folder.uri.toString(),
      system: name,
    });
  }
  await app.mapFindings.set(session, findings);
}

async function isEditable({ edits }: MapFinding, { config, files }: LoadedFolder) {
  const reading = config.file === null ? undefined : await files.read(config.file);
  return reading?.kind === "found" && edits(reading.text) !== null;
}

const NO_TRACKER = vscode.l10n.t(
  "No tracker is configured. The embedded one needs two lines in CANON.yaml: `sync:` and `  system: local`.",
);

function configLine(file: string | null, isBroken: boolean): string {
  if (file === null)
    return line("warn", vscode.l10n.t("There is no CANON.yaml: the defaults hold."));
  return isBroken
    ? line("fail", vscode.l10n.t("{0} has errors, so nothing is synced.", file))
    : line("ok", vscode.l10n.t("{0} is in order.", file));
}

function trustText(): string {
  return vscode.workspace.isTrusted
    ? vscode.l10n.t("The folder is trusted.")
    : vscode.l10n.t(
        "The window is in Restricted Mode: nothing is sent or written until you trust the folder.",
      );
}
