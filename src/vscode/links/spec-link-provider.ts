import * as vscode from "vscode";
import type { EvidenceFile, SpecSection } from "../../core/model/spec.ts";
import { KeptBySection } from "../../core/view/kept-by-section.ts";
import type { OpenSpec, OpenSpecs } from "../workspace/open-specs.ts";
import { untilTypingPauses } from "../host/typing-pause.ts";
import { evidenceFile } from "./evidence-file.ts";
import { ticketPlace } from "./ticket-place.ts";

/** A spec that names more files than this gets links for the first ones. */
const MAX_FILES = 1000;

type FoundFiles = Map<string, vscode.Uri>;

/** Links on ticket keys and on the files that evidence names. */
export class SpecLinkProvider implements vscode.DocumentLinkProvider {
  readonly #specs: OpenSpecs;
  readonly #tickets = new KeptBySection<vscode.DocumentLink[]>();
  /** The files that were there when a version of a document on disk was looked at. */
  readonly #files = new WeakMap<vscode.TextDocument, FoundFiles>();

  constructor(specs: OpenSpecs) {
    this.#specs = specs;
  }

  async provideDocumentLinks(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentLink[]> {
    await untilTypingPauses(document, token);
    const open = await this.#specs.find(document);
    if (open === undefined || token.isCancellationRequested) return [];
    const basis = [open.session, open.session.live.basis];
    const tickets = open.spec.sections.flatMap((section) =>
      this.#tickets.of(section, basis, () => ticketLinks(open, section)),
    );
    return [...tickets, ...(await evidenceLinks(open, this.#found(document)))];
  }

  /** While somebody types, files that were there are not looked for with every pause. */
  #found(document: vscode.TextDocument): FoundFiles {
    const known = document.isDirty ? this.#files.get(document) : undefined;
    const found: FoundFiles = known ?? new Map<string, vscode.Uri>();
    this.#files.set(document, found);
    return found;
  }
}

function ticketLinks(open: OpenSpec, section: SpecSection): vscode.DocumentLink[] {
  return [...section.tickets, ...section.shadows].flatMap((link) => {
    const range = findInLine(open.document, link.line, link.ref.key);
    const target = ticketPlace(open.session, link);
    if (range === undefined || target === undefined) return [];
    const shown = new vscode.DocumentLink(range, target);
    const { system, key } = link.ref;
    shown.tooltip =
      target.scheme === "file"
        ? vscode.l10n.t("Open {0} ticket {1}", system, key)
        : vscode.l10n.t("Open {0} ticket {1} on {2}", system, key, target.authority);
    return [shown];
  });
}

async function evidenceLinks(open: OpenSpec, found: FoundFiles): Promise<vscode.DocumentLink[]> {
  const named = open.spec.sections
    .flatMap((section) => [
      ...section.evidence,
      ...section.criteria.flatMap((criterion) => criterion.evidence),
    ])
    .flatMap(({ line, files }) => files.map((file) => ({ line, file })))
    .slice(0, MAX_FILES);
  const paths = [...new Set(named.map(({ file }) => file.path))];
  const look = async (path: string): Promise<void> => {
    const uri = await evidenceFile(open.session.folder.uri, path);
    if (uri !== undefined) found.set(path, uri);
  };
  await Promise.all(paths.filter((path) => !found.has(path)).map(look));
  return named.flatMap(({ line, file }) => {
    const uri = found.get(file.path);
    const range = findInLine(open.document, line, file.path);
    if (uri === undefined || range === undefined) return [];
    const link = new vscode.DocumentLink(range, uri.with({ fragment: lineFragment(file) }));
    link.tooltip = vscode.l10n.t("Open the file that shows it");
    return [link];
  });
}

function lineFragment({ startLine, endLine }: EvidenceFile): string {
  if (startLine === null) return "";
  return endLine === null ? `L${startLine}` : `L${startLine}-L${endLine}`;
}

function findInLine(
  document: vscode.TextDocument,
  lineNumber: number,
  text: string,
): vscode.Range | undefined {
  if (lineNumber > document.lineCount) return undefined;
  const line = document.lineAt(lineNumber - 1);
  // The comment's own words stand before it, so the last place is the right one.
  const start = line.text.lastIndexOf(text);
  if (start < 0) return undefined;
  return new vscode.Range(lineNumber - 1, start, lineNumber - 1, start + text.length);
}
