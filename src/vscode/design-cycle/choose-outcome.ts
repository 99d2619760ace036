import { capital } from "../../core/kernel/capital.ts";
import * as vscode from "vscode";
import type { CompletionRequest } from "../../design-cycle/complete-cycle.ts";
import { outcomeWords } from "../../design-cycle/completion-text.ts";
import type { CycleOutcome } from "../../design-cycle/cycle-config.ts";

interface OutcomeEntry extends vscode.QuickPickItem {
  readonly outcome: CycleOutcome | null;
}

const TITLE = vscode.l10n.t("Canon: complete design cycle");

const DETAILS: Readonly<Record<CycleOutcome, string>> = {
  "verify-passed": vscode.l10n.t("The tickets go to Done, or what your configuration says"),
  "verify-failed": vscode.l10n.t(
    "The tickets go back to In Progress, or what your configuration says",
  ),
  shipped: vscode.l10n.t("The tickets go to In Review, or what your configuration says"),
};

/** Asks how the cycle ended, where the artifacts say nothing or something else. */
export async function chooseOutcome(
  former: CompletionRequest,
): Promise<CompletionRequest | undefined> {
  const given = (["verify-passed", "verify-failed", "shipped"] as const).map(
    (outcome): OutcomeEntry => ({
      label: capital(outcomeWords(outcome)),
      detail: DETAILS[outcome],
      outcome,
    }),
  );
  const read: OutcomeEntry = {
    label: vscode.l10n.t("As the files say"),
    detail: vscode.l10n.t(
      "DESIGN-VERIFICATION.md, and whether the branch has an open pull request",
    ),
    outcome: null,
  };
  const picked = await vscode.window.showQuickPick([read, ...given], {
    title: TITLE,
    placeHolder: vscode.l10n.t("How did the cycle end?"),
  });
  if (picked === undefined) return undefined;
  const { outcome } = picked;
  if (outcome !== "shipped") return { outcome, pullRequestUrl: former.pullRequestUrl };
  const address = await vscode.window.showInputBox({
    title: TITLE,
    prompt: vscode.l10n.t(
      "Address of the pull request; leave it empty for the open one of the branch",
    ),
    value: former.pullRequestUrl ?? "",
    validateInput: (text) =>
      isAddress(text) ? undefined : vscode.l10n.t("Write an address with https://."),
  });
  if (address === undefined || !isAddress(address)) return undefined;
  return { outcome, pullRequestUrl: address.trim() === "" ? null : address.trim() };
}

function isAddress(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === "") return true;
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  return url?.protocol === "https:" && url.username === "" && url.password === "";
}
