import * as vscode from "vscode";
import type { EvidenceFile, SpecSection } from "../../core/model/spec.ts";
import { sectionAtLine, type OpenSpec, type OpenSpecs } from "../workspace/open-specs.ts";

/** The cited lines, where the pointer rests on the file that evidence names. */
export class EvidenceHoverProvider implements vscode.HoverProvider {
  readonly #specs: OpenSpecs;

  constructor(specs: OpenSpecs) {
    this.#specs = specs;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const word = document.getWordRangeAtPosition(position, /[^\s<>]+/);
    const text = word === undefined ? "" : document.getText(word);
    if (word === undefined || !/[./]/.test(text)) return undefined;
    const open = await this.#specs.find(document);
    const cited = open === undefined ? [] : citedIn(open, position.line + 1, text);
    if (open === undefined || cited.length === 0 || token.isCancellationRequested) return undefined;
    const { citedLines } = await import("./cited-lines.ts");
    const parts = await Promise.all(cited.map((file) => citedLines(open, file)));
    return new vscode.Hover(parts, word);
  }
}

/** The places that one word of a comment names. */
function citedIn(open: OpenSpec, line: number, word: string): EvidenceFile[] {
  const section: SpecSection | undefined = sectionAtLine(open.spec, line);
  if (section === undefined) return [];
  const all = [...section.evidence, ...section.criteria.flatMap(({ evidence }) => evidence)];
  const path = word.replace(/^file:/, "").replace(/:[L\d,-]*$/, "");
  const named = all.filter((one) => one.line === line).flatMap(({ files }) => files);
  return named.filter(
    (file) =>
      file.path === path && (file.startLine === null || word.includes(String(file.startLine))),
  );
}
