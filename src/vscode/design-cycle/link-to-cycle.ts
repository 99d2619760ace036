import * as vscode from "vscode";
import { messageLine, plainLine } from "../../core/view/plain-text.ts";
import { NAMES, readCycle, STATE_FILE } from "../../design-cycle/cycle-state.ts";
import { switchLine } from "../../design-cycle/cycle-health.ts";
import {
  proposeLink,
  unwriteLink,
  writeLink,
  type LinkProposal,
  type WrittenLink,
} from "../../design-cycle/link-cycle.ts";
import { CYCLE_SYSTEMS, type CycleSystem } from "../../design-cycle/ticket-links.ts";
import type { App } from "../app.ts";
import { showProblem } from "../commands/show-refusal.ts";
import { quietRun, withRun } from "../host/run.ts";
import { chooseCycleKey } from "./choose-cycle-key.ts";
import { openCycle, type OpenCycle } from "./open-cycle.ts";

const TITLE = vscode.l10n.t("Canon: link ticket to design cycle");

/** Links a ticket to the current design cycle, after showing which ticket it is and what it replaces. */
export async function linkDesignCycle(app: App): Promise<void> {
  const open = await openCycle(app);
  if (open === undefined) return;
  const system = await chooseSystem(open);
  if (system === undefined) return;
  const key = await chooseCycleKey(open.session, system, TITLE);
  if (key === undefined) return;
  const proposed = await withRun(
    vscode.l10n.t("Canon: looking for {0}", key),
    async ({ signal }) => {
      const proposal = await proposeLink(await open.deps(signal), system, key, signal);
      return signal.aborted ? undefined : proposal;
    },
  );
  if (proposed === undefined) {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Canon: cancelled, nothing was changed."),
      5000,
    );
    return;
  }
  if (!proposed.ok) {
    showProblem(proposed.error);
    return;
  }
  const proposal = proposed.value;
  if (proposal.former === proposal.key) {
    void vscode.window.showInformationMessage(
      messageLine(
        vscode.l10n.t("{0} is linked to {1} already. Nothing was changed.", key, proposal.cycle),
      ),
    );
    return;
  }
  if (await isAgreed(proposal)) await write(open, proposal);
}

interface SystemEntry extends vscode.QuickPickItem {
  readonly system: CycleSystem;
}

/** Undefined also where there is no cycle to link to, which the person was told. */
async function chooseSystem({ deps }: OpenCycle): Promise<CycleSystem | undefined> {
  const { files, disabled } = await deps(quietRun().signal);
  const reading = await readCycle(files);
  if (reading.cycle === null) {
    const [problem] = reading.problems;
    const why = problem?.message ?? vscode.l10n.t("Start a cycle first; {0} names it.", STATE_FILE);
    void vscode.window.showInformationMessage(
      messageLine(
        vscode.l10n.t("No design cycle is current, so nothing can be linked. {0}", why),
        400,
      ),
    );
    return undefined;
  }
  const { links } = reading.cycle.links;
  const entries = CYCLE_SYSTEMS.map((system): SystemEntry => {
    const link = links[system];
    const off = switchLine(system, reading.config, disabled);
    const linked =
      link === null ? vscode.l10n.t("not linked") : vscode.l10n.t("linked to {0}", link.key);
    return { label: NAMES[system], description: off ?? linked, system };
  });
  const picked = await vscode.window.showQuickPick(entries, {
    title: TITLE,
    placeHolder: vscode.l10n.t("Where is the ticket of {0}?", plainLine(reading.cycle.id, 60)),
  });
  return picked?.system;
}

/** Shows the ticket, and what would be given up for it. */
async function isAgreed(proposal: LinkProposal): Promise<boolean> {
  const { system, key, former, ticket, unchecked, cycle } = proposal;
  const what =
    ticket === null
      ? vscode.l10n.t("Not checked: {0}", unchecked ?? "")
      : `${plainLine(ticket.title)} · ${plainLine(ticket.status, 40)}`;
  const replaces =
    former === null
      ? vscode.l10n.t("Writes one line into {0} for {1}", STATE_FILE, plainLine(cycle, 60))
      : vscode.l10n.t("Replaces {0}, and forgets what was noted for it in {1}", former, STATE_FILE);
  const verb =
    former === null
      ? vscode.l10n.t("Link {0}", key)
      : vscode.l10n.t("Replace {0} with {1}", former, key);
  const agree = {
    label: `$(link) ${verb}`,
    description: plainLine(what, 200),
    detail: replaces,
  };
  const keep = { label: `$(close) ${vscode.l10n.t("Leave everything as it is")}` };
  const picked = await vscode.window.showQuickPick([agree, keep], {
    title: TITLE,
    placeHolder: vscode.l10n.t("Is this the {0} ticket?", NAMES[system]),
    ignoreFocusOut: true,
  });
  return picked === agree;
}

async function write({ session, deps }: OpenCycle, proposal: LinkProposal): Promise<void> {
  const { key, cycle, former } = proposal;
  const own = await deps(quietRun().signal);
  const written = await withRun(vscode.l10n.t("Canon: linking {0}", key), () =>
    writeLink(own, proposal),
  );
  if (!written.ok) {
    showProblem(written.error);
    return;
  }
  const text =
    former === null
      ? vscode.l10n.t("Canon linked {0} to {1} in {2}.", key, cycle, STATE_FILE)
      : vscode.l10n.t(
          "Canon linked {0} to {1} in place of {2}, in {3}.",
          ...[key, cycle, former, STATE_FILE],
        );
  const [open, undo] = [vscode.l10n.t("Show"), vscode.l10n.t("Undo")];
  const choice = await vscode.window.showInformationMessage(messageLine(text), open, undo);
  if (choice === open) await show(session.uriOf(STATE_FILE), written.value);
  if (choice === undo) {
    const undone = await unwriteLink(own, written.value);
    if (undone.ok)
      vscode.window.setStatusBarMessage(vscode.l10n.t("Canon: the link was taken back."), 5000);
    else showProblem(undone.error);
  }
}

async function show(uri: vscode.Uri, { line }: WrittenLink): Promise<void> {
  const at = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
}
