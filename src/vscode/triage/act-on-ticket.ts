import * as vscode from "vscode";
import { ticketId } from "../../core/model/ticket-ref.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { linkWords, placeWords } from "../../core/view/triage-rows.ts";
import type { LinkSuggestion } from "../../core/plan/suggest-places.ts";
import type { SectionPlace, TriagedTicket } from "../../sync/triage-report.ts";
import type { App } from "../app.ts";
import { openLink } from "../commands/open-ticket.ts";
import { mayWrite } from "../commands/may-write.ts";
import { refreshShown } from "../commands/refresh-shown.ts";
import { showProblem } from "../commands/show-refusal.ts";
import { withRun } from "../host/run.ts";
import { choose, type Choice } from "../host/steps.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { addSection } from "./add-section.ts";
import { choosePlace, chooseSection } from "./choose-section.ts";
import { rememberScope, type Next } from "./scope.ts";

type Action =
  | { readonly kind: "add"; readonly place: SectionPlace }
  | { readonly kind: "add-elsewhere" | "link-other" | "ignore" | "open" }
  | { readonly kind: "link"; readonly link: Pick<LinkSuggestion, "spec" | "section"> };

/** Asks what is to be done with one ticket, and does it. */
export async function actOnTicket(
  app: App,
  session: FolderSession,
  triaged: TriagedTicket,
): Promise<Next> {
  const { ref, ticket } = triaged;
  const title = `Canon: ${plainLine(`${ref.key} ${ticket.title}`, 80)}`;
  const place = { title, step: 2, total: null };
  const answer = await choose(
    place,
    vscode.l10n.t("What should become of this ticket?"),
    actionsFor(triaged),
  );
  if (answer === "back") return "same";
  if (answer === "cancelled") return "ended";
  const { value } = answer;
  switch (value.kind) {
    case "add":
      return addSection(app, session, triaged, value.place);
    case "add-elsewhere": {
      const chosen = await choosePlace(session, title);
      return chosen === undefined ? "same" : addSection(app, session, triaged, chosen);
    }
    case "link":
      return linkTo(app, session, triaged, value.link);
    case "link-other": {
      const chosen = await chooseSection(session, title);
      return chosen === undefined ? "same" : linkTo(app, session, triaged, chosen);
    }
    case "ignore":
      return rememberScope(app, session, [ref], true);
    case "open":
      await openLink(session, { ref, url: ticket.url });
      return "ended";
  }
}

function actionsFor({ suggestions }: TriagedTicket): (Choice<Action> | vscode.QuickPickItem)[] {
  const { links, place } = suggestions;
  const add: Choice<Action>[] =
    place === null
      ? []
      : [
          {
            label: `$(add) ${vscode.l10n.t("Add a section")}`,
            description: placeWords(place),
            value: {
              kind: "add",
              place: { file: place.spec.file, sectionId: place.after?.id ?? null },
            },
          },
          {
            label: `$(add) ${vscode.l10n.t("Add a section elsewhere…")}`,
            value: { kind: "add-elsewhere" },
          },
        ];
  return [
    ...links.map((link) => ({
      label: `$(link) ${vscode.l10n.t("Link to a section")}`,
      description: linkWords(link),
      value: { kind: "link" as const, link },
    })),
    ...add,
    {
      label: `$(link) ${vscode.l10n.t("Link to another section…")}`,
      value: { kind: "link-other" } as const,
    },
    {
      label: `$(circle-slash) ${vscode.l10n.t("Out of scope")}`,
      description: vscode.l10n.t("needs no section; can be brought back"),
      value: { kind: "ignore" } as const,
    },
    { label: `$(link-external) ${vscode.l10n.t("Open ticket")}`, value: { kind: "open" } as const },
  ];
}

async function linkTo(
  app: App,
  session: FolderSession,
  { ref }: TriagedTicket,
  { spec, section }: Pick<LinkSuggestion, "spec" | "section">,
): Promise<Next> {
  if (!(await mayWrite(session))) return "ended";
  const { engine } = await session.load();
  const linked = await withRun(vscode.l10n.t("Canon: linking {0}", ref.key), (run) =>
    engine.link(spec.file, section.id, ref, run),
  );
  if (!linked.ok) {
    showProblem(linked.error);
    return "ended";
  }
  await refreshShown(app, session, [ref]);
  app.triage.drop(session, [ticketId(ref)]);
  const words = vscode.l10n.t(
    "Canon: {0} is linked to {1}.",
    ref.key,
    linkWords({ spec, section }),
  );
  vscode.window.setStatusBarMessage(words, 5000);
  return "changed";
}
