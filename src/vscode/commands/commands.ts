import type { App } from "../app.ts";
import { compareChanges } from "../compare/compare-command.ts";
import { decideFinding } from "../compare/decide-finding.ts";
import { checkDrift } from "./check-drift.ts";
import { chooseSectionAction } from "./section-actions.ts";
import type { CommandId } from "./command-ids.ts";
import { logInToServer, logOutOfServer, removeCredentials, setCredentials } from "./credentials.ts";
import { showDigest } from "../design-cycle/show-digest.ts";
import { completeDesignCycle } from "../design-cycle/complete-cycle.ts";
import { linkDesignCycle } from "../design-cycle/link-to-cycle.ts";
import { applyStatusMap } from "../doctor/apply-status-map.ts";
import { showDoctor } from "../doctor/show-doctor.ts";
import { showHistory } from "../history/show-history.ts";
import { takeBack } from "../history/take-back.ts";
import { copyTicketText } from "./copy-ticket-text.ts";
import { dismissLink } from "./dismiss-link.ts";
import { resolveMerge } from "../merge/resolve-merge.ts";
import { linkTicket, unlinkTicket } from "./link-ticket.ts";
import { openSection } from "./open-section.ts";
import { openTicket } from "./open-ticket.ts";
import { chooseLanguageModel } from "../model/choose-model.ts";
import { refreshTickets } from "./refresh-shown.ts";
import { setSectionStatus } from "./set-status.ts";
import { createTicket, previewPlan, syncFile, syncSection, syncWorkspace } from "./sync.ts";
import { showProgress } from "../progress/show-progress.ts";
import { recordRealization } from "../realization/record.ts";
import { openSample } from "../setup/open-sample.ts";
import { setUp } from "../setup/set-up.ts";
import { copySelectedKeys, openSelectedTickets } from "../specs/selected-tickets.ts";
import { createSelectedTickets, syncSelected } from "../specs/sync-selected.ts";
import { filterSpecs, groupSpecs } from "../specs/filter-specs.ts";
import { setSelectedStatus } from "../specs/set-selected-status.ts";
import { showInSpecs } from "../specs/show-in-specs.ts";
import { startWork } from "../start-work/start-work.ts";
import { foldComments } from "../reading/fold-comments.ts";
import { triageTickets } from "../triage/triage.ts";
import { newSpec } from "../writing/new-spec.ts";
import { suggestNext } from "../writing/suggest.ts";
import { goToSpecSection } from "../verify/go-to-section.ts";
import { removeEvidence } from "../verify/remove-evidence.ts";
import { verifyClaims } from "../verify/verify-command.ts";
import { undoLastSync } from "./undo.ts";

/** `rows`: the row of a list that it was called for, and all rows that are selected there. */
type Command = (
  app: App,
  argument: unknown,
  rows: readonly [clicked: unknown, selected: unknown],
) => Promise<void>;

/** What each command does. The argument is whatever the caller passed, and checked by each. */
export const COMMANDS: Readonly<Record<CommandId, Command>> = {
  "canon.sync": (app) => syncWorkspace(app),
  "canon.syncFile": syncFile,
  "canon.syncSection": syncSection,
  "canon.previewPlan": (app) => previewPlan(app),
  "canon.createTicket": createTicket,
  "canon.linkTicket": linkTicket,
  "canon.unlinkTicket": unlinkTicket,
  "canon.setStatus": setSectionStatus,
  "canon.openTicket": openTicket,
  "canon.triage": triageTickets,
  "canon.undo": (app) => undoLastSync(app),
  "canon.showHistory": (app) => showHistory(app),
  "canon.setCredentials": setCredentials,
  "canon.removeCredentials": (app) => removeCredentials(app),
  "canon.logIn": (app) => logInToServer(app),
  "canon.logOut": (app) => logOutOfServer(app),
  "canon.refresh": (app) => refreshTickets(app),
  "canon.doctor": (app) => showDoctor(app),
  "canon.showLog": (app) => {
    app.showLog();
    return Promise.resolve();
  },
  "canon.sectionActions": chooseSectionAction,
  "canon.applyStatusMap": applyStatusMap,
  "canon.takeBack": takeBack,
  "canon.checkDrift": (app) => checkDrift(app),
  "canon.dismissLink": dismissLink,
  "canon.openSection": openSection,
  "canon.resolveMerge": (app) => resolveMerge(app),
  "canon.showDigest": (app) => showDigest(app),
  "canon.refreshDigest": (app) => {
    app.digest.refresh();
    return Promise.resolve();
  },
  "canon.linkDesignCycle": (app) => linkDesignCycle(app),
  "canon.completeDesignCycle": (app) => completeDesignCycle(app),
  "canon.verify": verifyClaims,
  "canon.goToSpecSection": goToSpecSection,
  "canon.compareChanges": (app) => compareChanges(app),
  "canon.decideFinding": decideFinding,
  "canon.chooseLanguageModel": () => chooseLanguageModel(),
  "canon.recordRealization": recordRealization,
  "canon.removeEvidence": removeEvidence,
  "canon.showProgress": (app) => showProgress(app),
  "canon.suggest": suggestNext,
  "canon.newSpec": (app) => newSpec(app),
  "canon.setUp": (app) => setUp(app),
  "canon.filterSpecs": (app) => filterSpecs(app),
  "canon.clearSpecFilter": (app) => app.specsView.showOnly([]),
  "canon.groupSpecs": (app) => groupSpecs(app),
  "canon.showInSpecs": showInSpecs,
  "canon.syncSelected": (app, _, rows) => syncSelected(app, ...rows),
  "canon.createSelectedTickets": (app, _, rows) => createSelectedTickets(app, ...rows),
  "canon.setSelectedStatus": (app, _, rows) => setSelectedStatus(app, ...rows),
  "canon.openSelectedTickets": (app, _, rows) => openSelectedTickets(app, ...rows),
  "canon.copySelectedKeys": (app, _, rows) => copySelectedKeys(app, ...rows),
  "canon.startWork": startWork,
  "canon.copyTicketText": copyTicketText,
  "canon.openSample": (app) => openSample(app),
  "canon.foldComments": ({ specs }) => foldComments(specs, "fold"),
  "canon.unfoldComments": ({ specs }) => foldComments(specs, "unfold"),
};
