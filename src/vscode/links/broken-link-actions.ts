import * as vscode from "vscode";
import type { CommandId } from "../commands/command-ids.ts";
import { sectionTarget } from "../commands/section-target.ts";
import { codeOf } from "../problems/problem-code.ts";
import { sectionAtLine, type OpenSpecs } from "../workspace/open-specs.ts";
import { BROKEN_LINK } from "./broken-link-problems.ts";

const WAYS: readonly (readonly [title: string, command: CommandId])[] = [
  [vscode.l10n.t("Link another ticket"), "canon.linkTicket"],
  [vscode.l10n.t("Dismiss the broken link"), "canon.dismissLink"],
  [vscode.l10n.t("Unlink the section; its ticket stays as it is"), "canon.unlinkTicket"],
];

/** What can be done about a broken link, where it stands. */
export class BrokenLinkActions implements vscode.CodeActionProvider {
  readonly #specs: OpenSpecs;

  constructor(specs: OpenSpecs) {
    this.#specs = specs;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const broken = diagnostics.filter((one) => codeOf(one) === BROKEN_LINK);
    const open = broken.length === 0 ? undefined : await this.#specs.find(document);
    if (open === undefined) return [];
    return broken.flatMap((diagnostic) => {
      const section = sectionAtLine(open.spec, diagnostic.range.start.line + 1);
      if (section === undefined) return [];
      const target = sectionTarget(open, section);
      return WAYS.map(([title, command]) => {
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.diagnostics = [diagnostic];
        action.command = { title, command, arguments: [target] };
        return action;
      });
    });
  }
}
