import * as vscode from "vscode";
import { numberedTitle } from "../../core/model/numbered-title.ts";
import type { SpecStatus } from "../../core/model/status.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { specStatusLabel } from "../../core/view/status-words.ts";
import type { Run } from "../../sync/engine.ts";
import type { App } from "../app.ts";
import { mayWrite } from "../commands/may-write.ts";
import { chooseStatus, setSectionStatus } from "../commands/set-status.ts";
import { showProblem } from "../commands/show-refusal.ts";
import { withRun } from "../host/run.ts";
import { selectedSections, type SelectedSection } from "./selected-rows.ts";

interface SectionEntry extends vscode.QuickPickItem {
  readonly selected: SelectedSection;
}

/** Writes one status into all selected sections, after a look at what changes where. */
export async function setSelectedStatus(
  app: App,
  clicked: unknown,
  selected: unknown,
): Promise<void> {
  const all = await selectedSections(app, clicked, selected);
  const sections = all.flatMap((one) => one.sections);
  const [first] = sections;
  if (first === undefined) return;
  if (sections.length === 1) {
    const { session, spec, section } = first;
    const uri = session.uriOf(spec.file).toString();
    await setSectionStatus(app, { uri, sectionId: section.id, sectionIndex: section.index });
    return;
  }
  for (const { session } of all) if (!(await mayWrite(session))) return;
  const status = await chooseStatus(commonStatus(sections));
  const approved = status === undefined ? undefined : await review(sections, status);
  if (status === undefined || approved === undefined || approved.length === 0) return;
  await withRun(vscode.l10n.t("Canon: setting the status"), (run) => write(approved, status, run));
}

/** Undefined when the person turned it down. */
async function review(
  sections: readonly SelectedSection[],
  status: SpecStatus,
): Promise<readonly SelectedSection[] | undefined> {
  const to = specStatusLabel(status);
  const entries = sections.map((selected): SectionEntry => {
    const from = specStatusLabel(selected.section.status);
    return {
      label: plainLine(numberedTitle(selected.section)),
      description: plainLine(from === to ? to : `${from} → ${to}`),
      detail: plainLine(selected.spec.file),
      picked: true,
      selected,
    };
  });
  const picked = await vscode.window.showQuickPick(entries, {
    title: vscode.l10n.t("Canon: set the status of {0} sections", sections.length),
    placeHolder: vscode.l10n.t(
      "Uncheck what is to stay. The specs change now; their tickets follow with the next sync.",
    ),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ selected }) => selected);
}

/** One after the other: each edit looks at the file as the one before has left it. */
async function write(
  sections: readonly SelectedSection[],
  status: SpecStatus,
  run: Run,
): Promise<void> {
  let done = 0;
  for (const { session, spec, section } of sections) {
    if (run.signal.aborted) break;
    const { engine } = await session.load();
    const result = await engine.setStatus(spec.file, section.id, status, run);
    if (!result.ok) {
      showProblem(result.error);
      break;
    }
    done += 1;
  }
  const text = vscode.l10n.t(
    "Canon: set the status of {0} of {1} sections.",
    done,
    sections.length,
  );
  vscode.window.setStatusBarMessage(text, 5000);
}

/** The status that all of them have; null where they differ. */
function commonStatus(sections: readonly SelectedSection[]): SpecStatus | null {
  const all = new Set(sections.map(({ section }) => specStatusLabel(section.status)));
  return all.size === 1 ? (sections[0]?.section.status ?? null) : null;
}
