import { numberedTitle } from "../../core/model/numbered-title.ts";
import * as vscode from "vscode";
import type { SpecSection } from "../../core/model/spec.ts";
import type { SpecReading } from "../../core/plan/snapshot.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { WHOLE_WORKSPACE } from "../../sync/engine.ts";
import type { SectionPlace } from "../../sync/triage-report.ts";
import { quietRun } from "../host/run.ts";
import { choose, type Choice } from "../host/steps.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

interface Entry {
  readonly spec: SpecReading;
  readonly section: SpecSection;
}

/** Asks for a section without a ticket. */
export async function chooseSection(
  session: FolderSession,
  title: string,
): Promise<Entry | undefined> {
  const specs = await readSpecs(session);
  const choices = specs.flatMap((spec) => {
    const open = namedSections(spec).filter(({ tickets }) => tickets.length === 0);
    return open.length === 0
      ? []
      : [separator(spec), ...open.map((section) => choiceOf({ spec, section }))];
  });
  const answer = await choose<Entry>(
    { title, step: 3, total: null },
    vscode.l10n.t("Which section is the ticket about?"),
    choices,
  );
  return typeof answer === "object" ? answer.value : undefined;
}

/** Asks behind which section a new one is to stand, or at the end of which spec. */
export async function choosePlace(
  session: FolderSession,
  title: string,
): Promise<SectionPlace | undefined> {
  const specs = await readSpecs(session);
  const choices = specs.flatMap((spec): (Choice<SectionPlace> | vscode.QuickPickItem)[] => [
    separator(spec),
    ...namedSections(spec).map((section) => ({
      ...choiceOf({ spec, section }),
      value: { file: spec.file, sectionId: section.id },
    })),
    {
      label: `$(arrow-down) ${vscode.l10n.t("At the end")}`,
      description: plainLine(spec.document.title, 80),
      value: { file: spec.file, sectionId: null },
    },
  ]);
  const answer = await choose<SectionPlace>(
    { title, step: 3, total: null },
    vscode.l10n.t("Behind which section?"),
    choices,
  );
  return typeof answer === "object" ? answer.value : undefined;
}

async function readSpecs(session: FolderSession): Promise<SpecReading[]> {
  const { engine } = await session.load();
  const { specs } = await engine.readSpecs(WHOLE_WORKSPACE, quietRun());
  return specs.filter(({ document }) => document.writable && document.frontMatter.sync !== "false");
}

/** A section that shares its id with another one cannot be named. */
function namedSections({ document: { sections } }: SpecReading): SpecSection[] {
  return sections.filter(({ id }) => sections.filter((other) => other.id === id).length === 1);
}

function separator({ file }: SpecReading): vscode.QuickPickItem {
  return { label: plainLine(file, 120), kind: vscode.QuickPickItemKind.Separator };
}

function choiceOf(value: Entry): Choice<Entry> {
  const { section } = value;
  const indent = " ".repeat(Math.max(0, section.depth - 2) * 3);
  const name = plainLine(numberedTitle(section), 100);
  return { label: indent + name, value };
}
