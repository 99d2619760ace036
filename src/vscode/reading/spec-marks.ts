import * as vscode from "vscode";
import type { SpecSection } from "../../core/model/spec.ts";
import { SPEC_STATES, type SpecState } from "../../core/model/status.ts";
import { isBroken, isDismissed } from "../../core/plan/references.ts";
import { ticketId } from "../../core/model/ticket-ref.ts";
import { KeptBySection } from "../../core/view/kept-by-section.ts";
import {
  SECTION_TROUBLES,
  sectionMarks,
  type SectionTrouble,
} from "../../core/view/section-marks.ts";
import type { Disposable } from "../host/disposable.ts";
import { TYPING_PAUSE_MS } from "../host/typing-pause.ts";
import type { Folders } from "../workspace/folders.ts";
import type { OpenSpec, OpenSpecs } from "../workspace/open-specs.ts";
import { SpecDrift, type Drifted } from "./spec-drift.ts";

const SETTLE_MS = 250;

type Mark = SpecState | SectionTrouble | "comment";

/**
 * What the editor draws beside and over the text of specs: the status of each section in the margin,
 * conflicts, broken links and drift in the margin and the ruler, and Canon comments that are dimmed.
 *
 * It is drawn from the parse that the other parts use, and from what is known of tickets already.
 */
export class SpecMarks implements Disposable {
  readonly #specs: OpenSpecs;
  readonly #drift = new SpecDrift();
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
    const lookAgain = (): void => {
      this.#drift.lookAgain();
      this.#soon();
    };
    this.#disposables = [
      ...this.#types.values(),
      vscode.window.onDidChangeVisibleTextEditors(soon),
      folders.onDidChange(lookAgain),
      vscode.workspace.onDidSaveTextDocument(({ languageId }) => {
        if (languageId === "markdown") lookAgain();
      }),
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
    this.#show(editor, open);
    if (open === undefined || !isWanted(document)) return;
    if (await this.#drift.look(open)) this.#soon();
  }

  #show(editor: vscode.TextEditor, open: OpenSpec | undefined): void {
    const marks =
      open === undefined
        ? new Map<Mark, vscode.Range[]>()
        : marksOf(open, this.#drift.of(open.document));
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

function isWanted(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration("canon", document).get<boolean>("marks.enabled", true);
}

function marksOf(open: OpenSpec, drifted: Drifted): Map<Mark, vscode.Range[]> {
  const { document, spec } = open;
  const settings = vscode.workspace.getConfiguration("canon", document);
  const marks = new Map<Mark, vscode.Range[]>();
  if (isWanted(document)) {
    const { session, folder, path } = open;
    const basis = [session, folder.config, path, spec.frontMatter, session.live.basis, drifted];
    const found = sectionMarks(spec, (section) =>
      TROUBLES.of(section, basis, () => troubleOf(open, section, drifted)),
    );
    for (const [state, lines] of found.byState) marks.set(state, lines.map(atLine));
    for (const [trouble, lines] of found.byTrouble) marks.set(trouble, lines.map(atLine));
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

const TROUBLES = new KeptBySection<SectionTrouble | null>();

/** Only what was read before; nobody is asked. */
function troubleOf(
  { session, folder, path, spec }: OpenSpec,
  section: SpecSection,
  drifted: Drifted,
): SectionTrouble | null {
  const [link] = section.tickets;
  if (link === undefined) return null;
  const { health } = session.live.notes(link.ref);
  if (isBroken(health)) return isDismissed(health) ? null : "broken";
  const reading = session.live.get(link.ref);
  if (reading?.kind !== "found") return reading?.kind === "missing" ? "broken" : null;
  const found = drifted.get(ticketId(link.ref));
  if (found !== undefined) return found;
  const place = { file: path, frontMatter: spec.frontMatter };
  const agrees = folder.agrees(folder.config.config, place, section, reading.ticket);
  return agrees === false ? "drift" : null;
}

function decorationTypes(extension: vscode.Uri): Map<Mark, vscode.TextEditorDecorationType> {
  const icon = (name: string): vscode.Uri =>
    vscode.Uri.joinPath(extension, "media", "marks", `${name}.svg`);
  const inMargin = (name: Mark): vscode.DecorationRenderOptions => ({
    light: { gutterIconPath: icon(`${name}-light`) },
    dark: { gutterIconPath: icon(`${name}-dark`) },
    gutterIconSize: "contain",
  });
  const inRuler = (color: string): vscode.DecorationRenderOptions => ({
    overviewRulerColor: new vscode.ThemeColor(color),
    // Problems stand in the right lane, changes of git in the left one.
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  });
  const create = vscode.window.createTextEditorDecorationType;
  const types = new Map<Mark, vscode.TextEditorDecorationType>();
  for (const state of SPEC_STATES) types.set(state, create(inMargin(state)));
  for (const trouble of SECTION_TROUBLES) {
    types.set(trouble, create({ ...inMargin(trouble), ...inRuler(RULER_COLORS[trouble]) }));
  }
  const rangeBehavior = vscode.DecorationRangeBehavior.ClosedClosed;
  const color = new vscode.ThemeColor("canon.dimmedCommentForeground");
  return types.set("comment", create({ color, rangeBehavior }));
}

const RULER_COLORS: Readonly<Record<SectionTrouble, string>> = {
  conflict: "canon.needsPersonForeground",
  broken: "canon.needsPersonForeground",
  drift: "canon.driftForeground",
};
