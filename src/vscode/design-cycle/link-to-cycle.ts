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

const TITLE = "Canon: link ticket to design cycle";

/** Links a ticket to the current design cycle, after showing which ticket it is and what it replaces. */
export async function linkDesignCycle(app: App): Promise<void> {
  const open = await openCycle(app);
  if (open === undefined) return;
  const system = await chooseSystem(open);
  if (system === undefined) return;
  const key = await chooseCycleKey(open.session, system, TITLE);
  if (key === undefined) return;
  const proposed = await withRun(`Canon: looking for ${key}`, async ({ signal }) => {
    const proposal = await proposeLink(await open.deps(signal), system, key, signal);
    return signal.aborted ? undefined : proposal;
  });
  if (proposed === undefined) {
    vscode.window.setStatusBarMessage("Canon: cancelled, nothing was changed.", 5000);
    return;
  }
  if (!proposed.ok) {
    showProblem(proposed.error);
    return;
  }
  const proposal = proposed.value;
  if (proposal.former === proposal.key) {
    void vscode.window.showInformationMessage(
      messageLine(`${key} is linked to ${proposal.cycle} already. Nothing was changed.`),
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
    const why = problem?.message ?? `Start a cycle first; ${STATE_FILE} names it.`;
    void vscode.window.showInformationMessage(
      messageLine(`No design cycle is current, so nothing can be linked. ${why}`, 400),
    );
    return undefined;
  }
  const { links } = reading.cycle.links;
  const entries = CYCLE_SYSTEMS.map((system): SystemEntry => {
    const link = links[system];
    const off = switchLine(system, reading.config, disabled);
    const linked = link === null ? "not linked" : `linked to ${link.key}`;
    return { label: NAMES[system], description: off ?? linked, system };
  });
  const picked = await vscode.window.showQuickPick(entries, {
    title: TITLE,
    placeHolder: `Where is the ticket of ${plainLine(reading.cycle.id, 60)}?`,
  });
  return picked?.system;
}

/** Shows the ticket, and what would be given up for it. */
async function isAgreed(proposal: LinkProposal): Promise<boolean> {
  const { system, key, former, ticket, unchecked, cycle } = proposal;
  const what =
    ticket === null
      ? `Not checked: ${unchecked ?? ""}`
      : `${plainLine(ticket.title)} · ${plainLine(ticket.status, 40)}`;
  const replaces =
    former === null
      ? `Writes one line into ${STATE_FILE} for ${plainLine(cycle, 60)}`
      : `Replaces ${former}, and forgets what was noted for it in ${STATE_FILE}`;
  const verb = former === null ? `Link ${key}` : `Replace ${former} with ${key}`;
  const agree = {
    label: `$(link) ${verb}`,
    description: plainLine(what, 200),
    detail: replaces,
  };
  const keep = { label: "$(close) Leave everything as it is" };
  const picked = await vscode.window.showQuickPick([agree, keep], {
    title: TITLE,
    placeHolder: `Is this the ${NAMES[system]} ticket?`,
    ignoreFocusOut: true,
  });
  return picked === agree;
}

async function write({ session, deps }: OpenCycle, proposal: LinkProposal): Promise<void> {
  const { key, cycle, former } = proposal;
  const own = await deps(quietRun().signal);
  const written = await withRun(`Canon: linking ${key}`, () => writeLink(own, proposal));
  if (!written.ok) {
    showProblem(written.error);
    return;
  }
  const instead = former === null ? "" : ` in place of ${former}`;
  const choice = await vscode.window.showInformationMessage(
    messageLine(`Canon linked ${key} to ${cycle}${instead} in ${STATE_FILE}.`),
    "Show",
    "Undo",
  );
  if (choice === "Show") await show(session.uriOf(STATE_FILE), written.value);
  if (choice === "Undo") {
    const undone = await unwriteLink(own, written.value);
    if (undone.ok) vscode.window.setStatusBarMessage("Canon: the link was taken back.", 5000);
    else showProblem(undone.error);
  }
}

async function show(uri: vscode.Uri, { line }: WrittenLink): Promise<void> {
  const at = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
}
