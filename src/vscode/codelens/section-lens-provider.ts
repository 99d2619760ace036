import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { FrontMatter, SpecSection } from "../../core/model/spec.ts";
import { actionLens, statusLens } from "../../core/view/lens-text.ts";
import type { Folders } from "../workspace/folders.ts";
import { liveCopies, liveTicket } from "../workspace/live-ticket.ts";
import type { OpenSpec, OpenSpecs } from "../workspace/open-specs.ts";
import { sectionTarget } from "../commands/section-target.ts";
import { TypedRows } from "./typed-rows.ts";

type LensKind = "status" | "action";

/** A lens that knows its section; its text is filled in when it becomes visible. */
class SectionLens extends vscode.CodeLens {
  readonly open: OpenSpec;
  readonly frontMatter: FrontMatter;
  readonly section: SpecSection;
  readonly sectionIndex: number;
  readonly kind: LensKind;

  constructor(
    range: vscode.Range,
    open: OpenSpec,
    frontMatter: FrontMatter,
    section: SpecSection,
    sectionIndex: number,
    kind: LensKind,
  ) {
    super(range);
    this.open = open;
    this.frontMatter = frontMatter;
    this.section = section;
    this.sectionIndex = sectionIndex;
    this.kind = kind;
  }
}

/**
 * Two lenses above each spec heading: what spec and ticket say, and the action most wanted there.
 *
 * Their number and place follow from the text alone, so nothing jumps when an answer comes in.
 */
export class SectionLensProvider implements vscode.CodeLensProvider<SectionLens>, Disposable {
  readonly onDidChangeCodeLenses: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #specs: OpenSpecs;
  readonly #rows = new TypedRows();
  readonly #disposables: readonly Disposable[];

  constructor(folders: Folders, specs: OpenSpecs) {
    this.#specs = specs;
    this.onDidChangeCodeLenses = this.#changed.event;
    this.#disposables = [
      this.#changed,
      this.#rows,
      folders.onDidChange(() => {
        this.#changed.fire();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("canon.codeLens.enabled")) this.#changed.fire();
      }),
    ];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<SectionLens[]> {
    if (!isEnabled(document)) return [];
    const open = await this.#specs.find(document);
    if (open === undefined) return [];
    const { rows, frontMatter } = this.#rows.of(open);
    return rows.flatMap(({ section, line }, index) => {
      const range = new vscode.Range(line - 1, 0, line - 1, 0);
      return [
        new SectionLens(range, open, frontMatter, section, index, "status"),
        new SectionLens(range, open, frontMatter, section, index, "action"),
      ];
    });
  }

  resolveCodeLens(lens: SectionLens): SectionLens {
    const { open, section, sectionIndex } = lens;
    const args = [sectionTarget(open, { id: section.id, index: sectionIndex })];
    if (lens.kind === "status") {
      const { session, folder, path: file } = open;
      const at = { session, folder, file, frontMatter: lens.frontMatter };
      const { title, tooltip } = statusLens(
        section,
        liveTicket(at, section),
        liveCopies(at, section),
      );
      lens.command = { title, tooltip, command: "canon.sectionActions", arguments: args };
    } else {
      const { title, tooltip } = actionLens(section);
      const command = section.tickets.length > 0 ? "canon.openTicket" : "canon.createTicket";
      lens.command = { title, tooltip, command, arguments: args };
    }
    return lens;
  }
}

function isEnabled(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration("canon", document).get("codeLens.enabled", true);
}
