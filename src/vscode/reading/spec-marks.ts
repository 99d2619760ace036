import * as vscode from "vscode";
import type { SpecSection } from "../../core/model/spec.ts";
import { SPEC_STATES, type SpecState } from "../../core/model/status.ts";
import { isBroken, isDismissed } from "../../core/plan/references.ts";
import { sectionMarks, type SectionTrouble } from "../../core/view/section-marks.ts";
import type { Disposable } from "../host/disposable.ts";
import { TYPING_PAUSE_MS } from "../host/typing-pause.ts";
import type { Folders } from "../workspace/folders.ts";
import type { OpenSpec, OpenSpecs } from "../workspace/open-specs.ts";

const SETTLE_MS = 250;

type Mark = SpecState | "troubled" | "comment";

/**
 * What the editor draws beside and over the text of specs: the status of each section in the margin,
 * a mark in the ruler for what needs a person, and Canon comments that are dimmed.
 *
 * It is drawn from the parse that the other parts use, and from what is known of tickets already.
 */
export class SpecMarks implements Disposable {
  readonly #specs: OpenSpecs;
  readonly #types: ReadonlyMap<Mark, vscode.TextEditorDecorationType>;
  /** What each editor shows, so that nothing is drawn twice. */
  readonly #drawn = new WeakMap<vscode.TextEditor, Map<Mark, string>>();
  readonly #disposables: readonly Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(extension: vscode.Uri, folders: Folders, specs: OpenSpecs) {
    this.#specs = specs;
    this.#types = decorationTypes(extension);
    const soon = (): void => {
      this.#soon();
    };
    this.#disposables = [
      ...this.#types.values(),
      vscode.window.onDidChangeVisibleTextEditors(soon),
      folders.onDidChange(soon),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.languageId !== "markdown" || contentChanges.length === 0) return;
        // Marks move with the text by themselves; what they say may wait.
        this.#soon(TYPING_PAUSE_MS);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("canon.marks") || event.affectsConfiguration(DISPLAY))
          soon();
      }),
    ];
    soon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #soon(waitMs = SETTLE_MS): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const editor of vscode.window.visibleTextEditors) void this.#draw(editor);
    }, waitMs);
  }

  async #draw(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    if (document.languageId !== "markdown") return;
    const { version } = document;
    const open = await this.#specs.find(document);
    if (document.version !== version || document.isClosed) return;
    const marks = open === undefined ? new Map<Mark, vscode.Range[]>() : marksOf(open);
    const drawn = this.#drawn.get(editor) ?? new Map<Mark, string>();
    this.#drawn.set(editor, drawn);
    for (const [mark, type] of this.#types) {
      const ranges = marks.get(mark) ?? [];
      const key = ranges
        .map(({ start, end }) => `${start.line}:${start.character}-${end.line}:${end.character}`)
        .join();
      if ((drawn.get(mark) ?? "") === key) continue;
      drawn.set(mark, key);
      editor.setDecorations(type, ranges);
    }
  }
}

const DISPLAY = "canon.comments.display";

function marksOf(open: OpenSpec): Map<Mark, vscode.Range[]> {
  const { document, spec } = open;
  const settings = vscode.workspace.getConfiguration("canon", document);
  const marks = new Map<Mark, vscode.Range[]>();
  if (settings.get<boolean>("marks.enabled", true)) {
    const { byState, troubled } = sectionMarks(spec, (section) => troubleOf(open, section));
    for (const [state, lines] of byState) marks.set(state, lines.map(atLine));
    marks.set("troubled", troubled.map(atLine));
  }
  if (settings.get<string>("comments.display", "show") === "dim") {
    const places = spec.comments.map(
      ({ line, column, lastLine, endColumn }) =>
        new vscode.Range(line - 1, column, lastLine - 1, endColumn),
    );
    marks.set("comment", places);
  }
  return marks;
}

function atLine(line: number): vscode.Range {
  return new vscode.Range(line - 1, 0, line - 1, 0);
}

/** Only what was read before; nobody is asked. */
function troubleOf(
  { session, folder, path, spec }: OpenSpec,
  section: SpecSection,
): SectionTrouble | null {
  const [link] = section.tickets;
  if (link === undefined) return null;
  const { health } = session.live.notes(link.ref);
  if (isBroken(health)) return isDismissed(health) ? null : "broken";
  const reading = session.live.get(link.ref);
  if (reading?.kind !== "found") return reading?.kind === "missing" ? "broken" : null;
  const place = { file: path, frontMatter: spec.frontMatter };
  const agrees = folder.agrees(folder.config.config, place, section, reading.ticket);
  return agrees === false ? "differs" : null;
}

function decorationTypes(extension: vscode.Uri): Map<Mark, vscode.TextEditorDecorationType> {
  const icon = (name: string): vscode.Uri =>
    vscode.Uri.joinPath(extension, "media", "marks", `${name}.svg`);
  const types = SPEC_STATES.map((state): [Mark, vscode.TextEditorDecorationType] => [
    state,
    vscode.window.createTextEditorDecorationType({
      light: { gutterIconPath: icon(`${state}-light`) },
      dark: { gutterIconPath: icon(`${state}-dark`) },
      gutterIconSize: "contain",
    }),
  ]);
  const troubled = vscode.window.createTextEditorDecorationType({
    overviewRulerColor: new vscode.ThemeColor("canon.needsPersonForeground"),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  });
  const comment = vscode.window.createTextEditorDecorationType({
    color: new vscode.ThemeColor("canon.dimmedCommentForeground"),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  return new Map<Mark, vscode.TextEditorDecorationType>([
    ...types,
    ["troubled", troubled],
    ["comment", comment],
  ]);
}
