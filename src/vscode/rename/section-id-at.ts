import type * as vscode from "vscode";
import type { NamedSection } from "../../core/references/rename-id.ts";
import type { SpecReading } from "../../core/plan/snapshot.ts";
import { statusIds } from "../../core/spec/status-ids.ts";
import { sectionAtLine, type OpenSpec } from "../workspace/open-specs.ts";

/** An id of a section where somebody points at it. Columns count from 0. */
export interface IdAt {
  readonly named: NamedSection;
  readonly columns: readonly [start: number, end: number];
}

/** `FILE#ID` in a text; what stands in the address of a Markdown link is the editor's own. */
const ADDRESS = /(?<!\]\()(?<![\p{L}\p{N}_/.-])([^\s#<>()[\]`"']+\.md)#([^\s#<>()[\]`"',;]+)/dgu;

/** The id in the status comment at a position, or in an address of a section. */
export function sectionIdAt(
  open: OpenSpec,
  specs: readonly SpecReading[],
  { line, character }: vscode.Position,
): IdAt | undefined {
  const { spec, path } = open;
  const section = sectionAtLine(spec, line + 1);
  const own = section === undefined ? [] : statusIds(spec, section);
  const place = own.find((one) => one.line === line + 1 && isWithin(one.columns, character));
  if (section !== undefined && place !== undefined) {
    return { named: { file: path, document: spec, section }, columns: place.columns };
  }
  for (const match of open.document.lineAt(line).text.matchAll(ADDRESS)) {
    const [, file = "", written = ""] = match;
    const columns = match.indices?.[2];
    if (columns === undefined || !isWithin([match.index, columns[1]], character)) continue;
    const document = file === path ? spec : specs.find((one) => one.file === file)?.document;
    // A dot may end the sentence.
    const target = document?.sections.find(({ id }) => id === written || `${id}.` === written);
    if (document === undefined || target === undefined) continue;
    const end = columns[0] + target.id.length;
    return { named: { file, document, section: target }, columns: [columns[0], end] };
  }
  return undefined;
}

function isWithin([start, end]: readonly [number, number], character: number): boolean {
  return character >= start && character <= end;
}
