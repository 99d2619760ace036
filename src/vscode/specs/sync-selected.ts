import * as vscode from "vscode";
import type { Scope } from "../../sync/engine.ts";
import type { App } from "../app.ts";
import { syncWithReview } from "../commands/sync.ts";
import { selectedSections, type SelectedSection } from "./selected-rows.ts";

/** Syncs the selected sections: one plan and one review for each folder of the window. */
export async function syncSelected(app: App, clicked: unknown, selected: unknown): Promise<void> {
  for (const { session, sections } of await selectedSections(app, clicked, selected)) {
    await syncWithReview(app, session, scopeOf(sections));
  }
}

/** Creates tickets for those of the selected sections that have none, after the usual review. */
export async function createSelectedTickets(
  app: App,
  clicked: unknown,
  selected: unknown,
): Promise<void> {
  const all = await selectedSections(app, clicked, selected);
  const without = all.flatMap(({ session, sections }) => {
    const unlinked = sections.filter(({ section }) => section.tickets.length === 0);
    return unlinked.length === 0 ? [] : [{ session, sections: unlinked }];
  });
  if (without.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Each of these sections has a ticket already. Nothing was changed."),
    );
  }
  for (const { session, sections } of without) {
    const scope = scopeOf(sections);
    await syncWithReview(app, session, scope, scope.sections);
  }
}

function scopeOf(
  sections: readonly SelectedSection[],
): Scope & { readonly sections: ReadonlySet<string> } {
  return {
    paths: [...new Set(sections.map(({ spec }) => spec.file))],
    section: null,
    sections: new Set(sections.map(({ spec, section }) => `${spec.file}#${section.id}`)),
  };
}
