import * as vscode from "vscode";
import type { SpecSection } from "../../core/model/spec.ts";
import { actionLens, statusLens, type LiveTicket } from "../../core/view/lens-text.ts";
import type { Folders } from "../workspace/folders.ts";
import type { OpenSpec, OpenSpecs } from "../workspace/open-specs.ts";
import { sectionTarget } from "../commands/section-target.ts";

/** A lens that knows its section; its text is filled in when it becomes visible. */
class SectionLens extends vscode.CodeLens {
  readonly open: OpenSpec;
  readonly section: SpecSection;
  readonly kind: "status" | "action";

  constructor(open: OpenSpec, section: SpecSection, range: vscode.Range, kind: SectionLens["kind"]) {
    super(range);
    this.open = open;
    this.section = section;
    this.kind = kind;
  }
}

/**
 * Two lenses above each spec heading: what spec and ticket say, and the action most wanted there.
 *
 * Their number and place follow from the text alone, so nothing jumps when an answer comes in.
 */
export class SectionLensProvider implements vscode.CodeLensProvider<SectionLens>, vscode.Disposable {
  readonly onDidChangeCodeLenses: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #specs: OpenSpecs;
  readonly #disposables: readonly vscode.Disposable[];

  constructor(folders: Folders, specs: OpenSpecs) {
    this.#specs = specs;
    this.onDidChangeCodeLenses = this.#changed.event;
    this.#disposables = [
      this.#changed,
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
    return open.spec.sections.flatMap((section) => {
      const lineIndex = section.line - 1;
      const range = new vscode.Range(lineIndex, 0, lineIndex, 0);
      return [
        new SectionLens(open, section, range, "status"),
        new SectionLens(open, section, range, "action"),
      ];
    });
  }

  resolveCodeLens(lens: SectionLens): SectionLens {
    const { open, section } = lens;
    const args = [sectionTarget(open, section)];
    if (lens.kind === "status") {
      const { title, tooltip } = statusLens(section, liveTicket(open, section));
      lens.command = { title, tooltip, command: "canon.sectionActions", arguments: args };
    } else {
      const { title, tooltip } = actionLens(section);
      const command = section.tickets.length > 0 ? "canon.openTicket" : "canon.createTicket";
      lens.command = { title, tooltip, command, arguments: args };
    }
    return lens;
  }
}

/** What is known of a section's primary ticket, without asking anybody. */
export function liveTicket(open: OpenSpec, section: SpecSection): LiveTicket | undefined {
  const link = section.tickets[0];
  const reading = link === undefined ? undefined : open.session.live.get(link.ref);
  if (reading === undefined) return undefined;
  if (reading.kind !== "found") return { reading, agrees: null };
  const { folder, path: file, spec: document } = open;
  const place = { file, document, sectionIndex: section.index };
  return { reading, agrees: folder.agrees(folder.config.config, place, reading.ticket) };
}

function isEnabled(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration("canon", document).get("codeLens.enabled", true);
}
