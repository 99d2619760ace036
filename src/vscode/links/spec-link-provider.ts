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

/** A file that evidence names, and the line of that evidence, from 1. */
interface NamedFile {
  readonly line: number;
  readonly file: EvidenceFile;
}

/** Links on ticket keys and on the files that evidence names. */
export class SpecLinkProvider implements vscode.DocumentLinkProvider {
  readonly #specs: OpenSpecs;
  readonly #tickets = new KeptBySection<vscode.DocumentLink[]>();
  readonly #named = new KeptBySection<NamedFile[]>();
  readonly #links = new WeakMap<NamedFile, { uri: vscode.Uri; link: vscode.DocumentLink }>();
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
    const files = open.spec.sections
      .flatMap((section) => this.#named.of(section, [], () => namedFiles(section)))
      .slice(0, MAX_FILES);
    return [...tickets, ...(await this.#evidenceLinks(open, files))];
  }

  async #evidenceLinks(
    open: OpenSpec,
    files: readonly NamedFile[],
  ): Promise<vscode.DocumentLink[]> {
    const { document } = open;
    const { version } = document;
    const found = this.#found(document);
    await lookFor(open, files, found);
    // The editor has asked again by now, and what is kept has to fit the text.
    if (document.version !== version) return [];
    return files.flatMap((named) => {
      const uri = found.get(named.file.path);
      if (uri === undefined) return [];
      const known = this.#links.get(named);
      const link = known?.uri === uri ? known.link : evidenceLink(open, named, uri);
      if (link !== undefined) this.#links.set(named, { uri, link });
      return link ?? [];
    });
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

function namedFiles({ evidence, criteria }: SpecSection): NamedFile[] {
  return [...evidence, ...criteria.flatMap((criterion) => criterion.evidence)].flatMap(
    ({ line, files }) => files.map((file) => ({ line, file })),
  );
}

async function lookFor(
  { session }: OpenSpec,
  files: readonly NamedFile[],
  found: FoundFiles,
): Promise<void> {
  const paths = new Set(files.map(({ file }) => file.path).filter((path) => !found.has(path)));
  const look = async (path: string): Promise<void> => {
    const uri = await evidenceFile(session.folder.uri, path);
    if (uri !== undefined) found.set(path, uri);
  };
  await Promise.all([...paths].map(look));
}

function evidenceLink(
  { document }: OpenSpec,
  { line, file }: NamedFile,
  uri: vscode.Uri,
): vscode.DocumentLink | undefined {
  const range = findInLine(document, line, file.path);
  if (range === undefined) return undefined;
  const link = new vscode.DocumentLink(range, uri.with({ fragment: lineFragment(file) }));
  link.tooltip = vscode.l10n.t("Open the file that shows it");
  return link;
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
