import { t } from "../../core/kernel/texts.ts";
import { createTrackerCatalog } from "../../adapters/catalog.ts";
import { createRequestMeter } from "../../adapters/request-meter.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { messageLine } from "../../core/view/plain-text.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import type { DirectAccess } from "../../ports/credentials.ts";
import type { FileStore } from "../../ports/file-store.ts";
import { withRun } from "../host/run.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import type { Accounts } from "./accounts.ts";
import { SYSTEM_GUIDES, type RemoteSystem } from "./systems.ts";

/** What a credential is tried out with. */
export interface Trial {
  readonly system: RemoteSystem;
  readonly access: DirectAccess;
  /** The project that the workspace names; null when it names none. */
  readonly project: string | null;
  readonly files: FileStore;
}

/** Stands in for a project that is not known yet: nothing of it is asked for. */
const ANY_PROJECT: Readonly<Record<RemoteSystem, string>> = {
  jira: "ANY",
  linear: "ANY",
  github: "any/any",
  "azure-devops": "any",
};

/**
 * Asks the tracker whom a credential belongs to, before it is stored anywhere.
 *
 * Shape:  the name of the account, as text for a message.
 * Errors: the sentence to show.
 */
export async function checkCredential(
  { system, access, project, files }: Trial,
  { redact, isOffline, hold }: Accounts,
): Promise<Result<string, string>> {
  hold(access.secret);
  const credentials = { find: () => Promise.resolve(ok(access)) };
  const meter = createRequestMeter();
  const clock = SYSTEM_CLOCK;
  const open = createTrackerCatalog({ files, clock, meter, redact, credentials, isOffline });
  const target = {
    ...{ name: SYSTEM_GUIDES[system].label, system, host: null, extraStates: [] },
    project: project ?? ANY_PROJECT[system],
  };
  return withRun(t("Canon: checking the credential"), async ({ signal }) => {
    const tracker = await open(target, signal);
    if (!tracker.ok) return err(messageLine(tracker.error.message));
    const owner = await tracker.value.checkAccess(signal);
    if (!owner.ok) return err(explain(owner.error, system, access));
    return ok(messageLine(redact(owner.value).text, 80));
  });
}

/** A token that was typed a moment ago has hardly been revoked. */
function explain(error: TrackerError, system: RemoteSystem, { baseUrl }: DirectAccess): string {
  if (error.code !== "tracker/unauthorized") return messageLine(error.message);
  const { label } = SYSTEM_GUIDES[system];
  const { host } = new URL(baseUrl);
  return t(
    "{0} at {1} did not accept this token (401). Check that it was copied whole, and that it belongs to this address and account.",
    label,
    host,
  );
}
