import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import type { SpecReading } from "../core/plan/snapshot.ts";
import type { EngineDeps } from "./engine-deps.ts";
import { WHOLE_WORKSPACE, type Engine, type Refusal, type Run } from "./engine.ts";
import { firstError } from "./first-error.ts";
import { loadConfig } from "./load-config.ts";
import { noTracker } from "./no-tracker.ts";
import { proposeSection } from "./propose-section.ts";
import { readSpecs } from "./read-specs.ts";
import type { Reading } from "./reading.ts";
import { Trackers } from "./trackers.ts";
import { rememberScope } from "./triage-memory.ts";
import { triageTickets } from "./triage.ts";

interface Look {
  readonly reading: Reading;
  readonly specs: readonly SpecReading[];
  readonly problems: readonly Problem[];
}

/** The part of the engine that is about tickets without a section. */
export class TriageEngine implements Pick<Engine, "triage" | "planSection" | "setOutOfScope"> {
  readonly #deps: EngineDeps;
  readonly #parse: (text: string) => SpecDocument;

  constructor(deps: EngineDeps, parse: (text: string) => SpecDocument) {
    this.#deps = deps;
    this.#parse = parse;
  }

  async triage(run: Run): ReturnType<Engine["triage"]> {
    const looked = await this.#look(run);
    if (!looked.ok) return looked;
    const { reading, specs, problems } = looked.value;
    const triage = await triageTickets(reading, specs, run);
    if (run.signal.aborted) return err({ kind: "cancelled", problems: [] });
    return ok({ ...triage, problems: [...problems, ...triage.problems] });
  }

  async planSection(
    ...[ref, place, run]: Parameters<Engine["planSection"]>
  ): ReturnType<Engine["planSection"]> {
    const looked = await this.#look(run);
    if (!looked.ok) return err(firstError(looked.error));
    return proposeSection(looked.value.reading, looked.value.specs, ref, place, run);
  }

  async setOutOfScope(
    ...[refs, isOut]: Parameters<Engine["setOutOfScope"]>
  ): ReturnType<Engine["setOutOfScope"]> {
    const { files } = this.#deps;
    const { config, broken, problems } = await loadConfig(files);
    if (broken) return err(firstError({ kind: "broken-config", problems }));
    return rememberScope(files, config, refs, isOut);
  }

  /** All specs, with what is needed to ask trackers about them. */
  async #look(run: Run): Promise<Result<Look, Refusal>> {
    const { files } = this.#deps;
    const { config, broken, problems, file } = await loadConfig(files);
    if (broken) return err({ kind: "broken-config", problems });
    if (config.systems.size === 0) {
      return err({ kind: "no-tracker", problems: [...problems, noTracker(file)] });
    }
    const read = await readSpecs(files, this.#parse, config, WHOLE_WORKSPACE, run);
    const trackers = new Trackers(this.#deps, run.signal);
    const reading = { ...this.#deps, config, trackers };
    return ok({ reading, specs: read.specs, problems: [...problems, ...read.problems] });
  }
}
