import type * as vscode from "vscode";
import type { LinkProblems } from "../problems/link-problems.ts";
import { codeOf } from "../problems/problem-code.ts";
import type { OpenSpecs } from "../workspace/open-specs.ts";
import type { SpecIndex } from "../workspace/spec-index.ts";

/** Problems of specs and of their links; which of them have a fix is known where fixes are made. */
const OWN = /^(?:spec|link|sync)\//;

/** What can be done about what is odd in a spec, where it stands. What it needs is loaded when one is shown. */
export class LinkQuickFixes implements vscode.CodeActionProvider {
  readonly #specs: OpenSpecs;
  readonly #problems: LinkProblems;
  readonly #index: SpecIndex;

  constructor(specs: OpenSpecs, problems: LinkProblems, index: SpecIndex) {
    this.#specs = specs;
    this.#problems = problems;
    this.#index = index;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const own = diagnostics.filter((diagnostic) => OWN.test(codeOf(diagnostic)));
    const open = own.length === 0 ? undefined : await this.#specs.find(document);
    if (open === undefined) return [];
    const { fixesFor } = await import("./fixes-for.ts");
    const fixes = own.map((diagnostic) => {
      const line = diagnostic.range.start.line + 1;
      const tickets = this.#problems.ticketsAt(document.uri, line);
      return fixesFor(open, diagnostic, tickets, this.#index);
    });
    return (await Promise.all(fixes)).flat();
  }
}
