import * as vscode from "vscode";
import {
  sectionReferences,
  type SectionReference,
} from "../../core/references/section-references.ts";
import { WHOLE_WORKSPACE } from "../../sync/engine.ts";
import { quietRun } from "../host/run.ts";
import { evidenceFile } from "../links/evidence-file.ts";
import { sectionIdAt } from "../rename/section-id-at.ts";
import type { OpenSpec } from "../workspace/open-specs.ts";

/** Longer than any line of code. */
const LINE_END = 100_000;

/** The places that have to do with what stands at a position of a spec: a section, or its address. */
export async function findReferences(
  open: OpenSpec,
  position: vscode.Position,
): Promise<vscode.Location[]> {
  const { session, folder, path } = open;
  const { specs } = await folder.engine.readSpecs(WHOLE_WORKSPACE, quietRun());
  const address = sectionIdAt(open, specs, position)?.named;
  const [file, line] =
    address === undefined || address.file === path
      ? [path, position.line + 1]
      : [address.file, address.section.line];
  const found = sectionReferences(specs, file, line) ?? [];
  const paths = [...new Set(found.map((one) => one.path))];
  const uris = new Map(
    await Promise.all(
      paths.map(async (one) => [one, await evidenceFile(session.folder.uri, one)] as const),
    ),
  );
  return found.flatMap((one) => {
    const uri = uris.get(one.path);
    return uri === undefined ? [] : [new vscode.Location(uri, rangeOf(one))];
  });
}

function rangeOf({ startLine, endLine, columns }: SectionReference): vscode.Range {
  if (startLine === null) return new vscode.Range(0, 0, 0, 0);
  const last = (endLine ?? startLine) - 1;
  return new vscode.Range(startLine - 1, columns?.[0] ?? 0, last, columns?.[1] ?? LINE_END);
}
