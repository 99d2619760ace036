/** Every command of the extension; the manifest lists the same ones. */
export const COMMAND_IDS = [
  "canon.sync",
  "canon.syncFile",
  "canon.syncSection",
  "canon.previewPlan",
  "canon.createTicket",
  "canon.linkTicket",
  "canon.unlinkTicket",
  "canon.setStatus",
  "canon.openTicket",
  "canon.undo",
  "canon.showHistory",
  "canon.setCredentials",
  "canon.removeCredentials",
  "canon.logIn",
  "canon.logOut",
  "canon.refresh",
  "canon.doctor",
  "canon.showLog",
  "canon.sectionActions",
  "canon.applyStatusMap",
  "canon.takeBack",
  "canon.checkDrift",
  "canon.dismissLink",
  "canon.openSection",
] as const;

export type CommandId = (typeof COMMAND_IDS)[number];
