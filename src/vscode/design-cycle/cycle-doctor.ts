import { t } from "../../core/kernel/texts.ts";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { checkCycle } from "../../design-cycle/cycle-health.ts";
import { STATE_FILE } from "../../design-cycle/cycle-state.ts";
import type { App } from "../app.ts";
import { detail, line } from "../doctor/report-lines.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { askedDeps } from "./open-cycle.ts";

/** How each tracker of the folder's design cycle stands; nothing for a folder without cycles. */
export async function cycleLines(
  app: App,
  session: FolderSession,
  signal: CancelSignal,
): Promise<string[]> {
  const { files } = await session.load();
  if ((await files.read(STATE_FILE)).kind === "missing") return [];
  const checks = await checkCycle(await askedDeps(app, session, signal), signal);
  const rows = checks.flatMap(({ status, detail: text, fix }) =>
    fix === null ? [line(status, text)] : [line(status, text), detail(fix)],
  );
  return ["", t("Design cycle"), ...rows];
}
