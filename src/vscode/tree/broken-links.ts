import * as vscode from "vscode";
import { ticketId } from "../../core/model/ticket-ref.ts";
import { brokenLink } from "../../core/plan/broken-link.ts";
import { isBroken, isDismissed, type ReferenceHealths } from "../../core/plan/references.ts";
import { WHOLE_WORKSPACE } from "../../sync/engine.ts";
import { quietRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { AttentionNode } from "./attention.ts";
import type { RowsSource } from "./folder-rows.ts";

/** The broken links of all folders, each with its section. Asks no tracker. */
export function brokenLinks(): RowsSource {
  return {
    title: {
      id: "broken-links",
      label: vscode.l10n.t("Broken links"),
      icon: "debug-disconnect",
      tooltip: vscode.l10n.t(
        "Links whose ticket was refused or not found in three syncs in a row.",
      ),
    },
    rowsOf: async (session) => {
      const { engine } = await session.load();
      const health = await engine.references();
      const isOpen = [...health.values()].some((one) => isBroken(one) && !isDismissed(one));
      return isOpen ? rowsOf(session, health) : [];
    },
  };
}

async function rowsOf(session: FolderSession, health: ReferenceHealths): Promise<AttentionNode[]> {
  const { engine } = await session.load();
  const { specs } = await engine.readSpecs(WHOLE_WORKSPACE, quietRun());
  return specs.flatMap(({ file, document }) =>
    document.sections.flatMap((section): AttentionNode[] => {
      const ref = section.tickets[0]?.ref;
      const known = ref === undefined ? undefined : health.get(ticketId(ref));
      if (ref === undefined || known === undefined) return [];
      if (!isBroken(known) || isDismissed(known)) return [];
      const argument = {
        uri: session.uriOf(file).toString(),
        sectionId: section.id,
        sectionIndex: section.index,
      };
      return [
        {
          id: `${file}#${section.index}`,
          label: `${ref.key}: ${section.title}`,
          description: vscode.l10n.t("since {0}", known.since.slice(0, 10)),
          tooltip: brokenLink(ref.key, known),
          icon: "link",
          context: "brokenLink",
          command: { id: "canon.openSection", argument },
        },
      ];
    }),
  );
}
