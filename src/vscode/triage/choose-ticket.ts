import * as vscode from "vscode";
import { counted } from "../../core/kernel/texts.ts";
import { triageRows } from "../../core/view/triage-rows.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import type { Triage, TriagedTicket } from "../../sync/triage-report.ts";
import { choose, type Choice } from "../host/steps.ts";
import { troubleOf } from "./trouble.ts";

type Pick = TriagedTicket | "out" | "back";

/** Asks which ticket is to be looked at; `out` and `back` stand for several at once. */
export async function chooseTicket(triage: Triage): Promise<Pick | undefined> {
  const { tickets, outOfScope } = triage;
  const place = {
    title: counted(
      tickets.length,
      "Canon: 1 ticket without a section",
      "Canon: {0} tickets without a section",
    ),
    step: 1,
    total: null,
  };
  const [problem] = troubleOf(triage);
  const hint =
    problem === undefined
      ? vscode.l10n.t("Which ticket do you want to place?")
      : plainLine(problem.message, 160);
  const answer = await choose<Pick>(place, hint, [
    ...entries(tickets),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    ...(tickets.length > 1 ? [SEVERAL] : []),
    ...(outOfScope.length > 0 ? [backEntry(outOfScope.length)] : []),
  ]);
  return typeof answer === "object" ? answer.value : undefined;
}

const SEVERAL: Choice<Pick> = {
  label: `$(circle-slash) ${vscode.l10n.t("Put several out of scope")}`,
  value: "out",
  alwaysShow: true,
};

function backEntry(count: number): Choice<Pick> {
  return {
    label: `$(discard) ${vscode.l10n.t("Bring back what is out of scope")}`,
    description: String(count),
    value: "back",
    alwaysShow: true,
  };
}

function entries(tickets: readonly TriagedTicket[]): Choice<Pick>[] {
  const rows = triageRows(tickets);
  return tickets.flatMap((value, index) => {
    const row = rows[index];
    if (row === undefined) return [];
    const { key, title, status, hint } = row;
    return [{ label: `${key} ${title}`, description: status, detail: hint, value }];
  });
}
