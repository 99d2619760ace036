import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { FrontMatter, SpecSection } from "../../core/model/spec.ts";
import { actionLens, statusLens, type LiveTicket } from "../../core/view/lens-text.ts";
import type { Folders } from "../workspace/folders.ts";
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
      const { title, tooltip } = statusLens(section, liveTicket(lens), liveCopies(lens));
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
function liveTicket({ open, section, frontMatter }: SectionLens): LiveTicket | undefined {
  const link = section.tickets[0];
  const reading = link === undefined ? undefined : open.session.live.get(link.ref);
  if (link === undefined || reading === undefined) return undefined;
  const notes = open.session.live.notes(link.ref);
  if (reading.kind !== "found") return { reading, agrees: null, ...notes };
  const { folder, path: file } = open;
  const place = { file, frontMatter };
  return { reading, agrees: folder.agrees(folder.config.config, place, section, reading.ticket) };
}

/** What is known of the copies that the section's route still keeps. */
function liveCopies({ open, section, frontMatter }: SectionLens): LiveTicket[] {
  const { folder, path: file, session } = open;
  return folder.copies(folder.config.config, { file, frontMatter }, section).flatMap((copy) => {
    const reading = session.live.get(copy.ref);
    if (reading === undefined) return [];
    const agrees = reading.kind === "found" ? copy.agrees(reading.ticket) : null;
    return [{ reading, agrees }];
  });
}

function isEnabled(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration("canon", document).get("codeLens.enabled", true);
}
