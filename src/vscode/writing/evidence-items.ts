import * as vscode from "vscode";
import { isEvidencePath } from "../../core/spec/tokens.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import type { OpenSpec } from "../workspace/open-specs.ts";
import type { CommentPlace } from "./comment-place.ts";
import { offerItem } from "./offer-item.ts";

const MAX_FILES = 500;

/** Files that hold no code of the project, beside those that the person's settings hide. */
const HIDDEN = "**/{.git,.canon,node_modules}/**";

/** Files of the folder whose path, or whose name, begins with what was typed. */
export async function pathItems(
  place: CommentPlace,
  token: vscode.CancellationToken,
): Promise<vscode.CompletionList> {
  const { open, part } = place;
  const isOnDisk = open.session.folder.uri.scheme === "file";
  const found = isOnDisk ? await search(open, part.typed, token) : await list(open, part.typed);
  const paths = found.filter(isEvidencePath);
  const kind = vscode.CompletionItemKind.File;
  const items = paths.sort().map((text, order) => offerItem(place, { kind, text, order }));
  return new vscode.CompletionList(items, found.length >= MAX_FILES);
}

async function search(
  { session }: OpenSpec,
  typed: string,
  token: vscode.CancellationToken,
): Promise<string[]> {
  const pattern = new vscode.RelativePattern(session.folder, globFor(typed));
  const found = await vscode.workspace.findFiles(pattern, HIDDEN, MAX_FILES, token);
  return found.flatMap((uri) => session.pathOf(uri) ?? []);
}

/** The editor searches no folder that lies on no disk. */
async function list({ folder }: OpenSpec, typed: string): Promise<string[]> {
  const { files } = await folder.files.list(["**"], new AbortController().signal);
  const isMeant = (path: string): boolean =>
    path.startsWith(typed) || (!typed.includes("/") && path.includes(`/${typed}`));
  return files.filter(isMeant).slice(0, MAX_FILES);
}

/** Marks of a pattern that stand in a path stand for themselves. */
function globFor(typed: string): string {
  if (typed === "") return "**/*";
  const start = typed.replace(/[[\]{}*?,]/g, "?");
  const inside = typed.includes("/") ? "" : `,**/${start}*`;
  return `{${start}*,${start}*/**${inside}}`;
}

/** The lines of a file that are selected in an editor, and those of its symbols. */
export async function lineItems(
  place: CommentPlace,
  path: string,
): Promise<vscode.CompletionItem[]> {
  if (!isEvidencePath(path) || /(?:^|\/)\.\.(?:\/|$)/.test(path)) return [];
  const uri = place.open.session.uriOf(path);
  const ranges = [...selectedLines(uri), ...(place.isInvoked ? await symbolLines(uri) : [])];
  const distinct = new Map(ranges.map((one) => [one.text, one]));
  const kind = vscode.CompletionItemKind.Reference;
  return [...distinct.values()].map((one, order) => {
    const { text, description } = one;
    return offerItem(place, {
      kind,
      text,
      order,
      description,
      filterText: `${text} ${description}`,
    });
  });
}

interface NamedLines {
  readonly text: string;
  readonly description: string;
}

function selectedLines(uri: vscode.Uri): NamedLines[] {
  const description = vscode.l10n.t("Selected in the editor");
  return vscode.window.visibleTextEditors
    .filter(({ document }) => document.uri.toString() === uri.toString())
    .flatMap(({ selections }) => selections)
    .filter(({ isEmpty }) => !isEmpty)
    .map((selection) => ({ text: linesOf(selection), description }));
}

async function symbolLines(uri: vscode.Uri): Promise<NamedLines[]> {
  try {
    const symbols = await vscode.commands.executeCommand<
      readonly vscode.DocumentSymbol[] | undefined
    >("vscode.executeDocumentSymbolProvider", uri);
    return (symbols ?? [])
      .flatMap((symbol) => [symbol, ...symbol.children])
      .map(({ name, range }) => ({ text: linesOf(range), description: plainLine(name) }));
  } catch {
    // A file that is not there yet has no symbols.
    return [];
  }
}

function linesOf({ start, end }: vscode.Range): string {
  const last = end.character === 0 && end.line > start.line ? end.line : end.line + 1;
  return last === start.line + 1 ? String(last) : `${start.line + 1}-${last}`;
}
