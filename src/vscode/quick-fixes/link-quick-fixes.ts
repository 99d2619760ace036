import type * as vscode from "vscode";
import type { LinkProblems } from "../problems/link-problems.ts";
import type { OpenSpecs } from "../workspace/open-specs.ts";

/** The problems that have a fix here. */
const FIXABLE: ReadonlySet<unknown> = new Set([
  "link/lost",
  "spec/duplicate-ticket",
  "spec/merge-conflict",
  "spec/several-tickets",
  "sync/ticket-linked-twice",
]);

/** What can be done about links, where they stand. What it needs is loaded when one is shown. */
export class LinkQuickFixes implements vscode.CodeActionProvider {
  readonly #specs: OpenSpecs;
  readonly #problems: LinkProblems;

  constructor(specs: OpenSpecs, problems: LinkProblems) {
    this.#specs = specs;
    this.#problems = problems;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const own = diagnostics.filter(({ code, source }) => source === "Canon" && FIXABLE.has(code));
    const open = own.length === 0 ? undefined : await this.#specs.find(document);
    if (open === undefined) return [];
    const { fixesFor } = await import("./fixes-for.ts");
    const fixes = own.map((diagnostic) => {
      const line = diagnostic.range.start.line + 1;
      return fixesFor(open, diagnostic, this.#problems.ticketsAt(document.uri, line));
    });
    return (await Promise.all(fixes)).flat();
  }
}
