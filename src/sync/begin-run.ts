import { err, ok, type Result } from "../core/kernel/result.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import type { Application } from "./application.ts";
import type { EngineDeps } from "./engine-deps.ts";
import type { Refusal, Run } from "./engine.ts";
import { readBases } from "./journal.ts";
import { loadConfig } from "./load-config.ts";
import type { RunClaims } from "./run-claims.ts";
import { SpecFiles } from "./spec-files.ts";
import { Trackers } from "./trackers.ts";

/**
 * What the steps of a run that writes share.
 *
 * Errors: a broken configuration, and agreements that cannot be read; then nothing may be written.
 */
export async function beginRun(
  { files, clock, redact, openTracker }: EngineDeps,
  parse: (text: string) => SpecDocument,
  run: Run,
  claims?: RunClaims,
): Promise<Result<Application, Refusal>> {
  const { config, broken, problems } = await loadConfig(files);
  if (broken) return err({ kind: "broken-config", problems });
  const links = await readBases(files);
  if (!links.ok) return err({ kind: "not-begun", problems: [links.error] });
  return ok({
    files,
    specFiles: new SpecFiles(files, parse),
    trackers: new Trackers({ openTracker, redact }, run.signal),
    clock,
    config,
    run,
    redact,
    tickets: new Map(),
    made: new Map(),
    written: new Set(),
    ownBases: new Map(),
    undos: [],
    intentUndos: [],
    claims,
  });
}
