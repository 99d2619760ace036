import type { SpecDocument } from "../core/model/spec.ts";
import { planBehaviour } from "../core/compare/plan-behaviour.ts";
import { err, type Result } from "../core/kernel/result.ts";
import { compareChange } from "./compare-change.ts";
import type { EngineDeps } from "./engine-deps.ts";
import { WHOLE_WORKSPACE, type ChangeComparison, type Refusal, type Run } from "./engine.ts";
import { firstError } from "./first-error.ts";
import { loadConfig } from "./load-config.ts";
import { findPlace, noPlace } from "./propose-section.ts";
import { readSpecs } from "./read-specs.ts";
import { rememberFindings } from "./triage-memory.ts";

/** The part of the engine that is about changes which the specs do not speak of, or rule out. */
export class CompareEngine implements ChangeComparison {
  readonly #deps: EngineDeps;
  readonly #parse: (text: string) => SpecDocument;

  constructor(deps: EngineDeps, parse: (text: string) => SpecDocument) {
    this.#deps = deps;
    this.#parse = parse;
  }

  async compare(
    ...[request, run]: Parameters<ChangeComparison["compare"]>
  ): ReturnType<ChangeComparison["compare"]> {
    const read = await this.#read(run);
    return read.ok ? compareChange(this.#deps, read.value, request, run) : read;
  }

  async planSection(
    ...[finding, wanted, run]: Parameters<ChangeComparison["planSection"]>
  ): ReturnType<ChangeComparison["planSection"]> {
    const read = await this.#read(run);
    if (!read.ok) return err(firstError(read.error));
    const { config, specs } = read.value;
    const place = wanted === null ? null : findPlace(specs, wanted);
    if (wanted !== null && place === null) return err(noPlace(wanted));
    return planBehaviour(config, specs, finding, this.#deps.clock.now(), place);
  }

  decide(
    ...[names, isDecided]: Parameters<ChangeComparison["decide"]>
  ): ReturnType<ChangeComparison["decide"]> {
    return rememberFindings(this.#deps.files, names, isDecided);
  }

  async #read(run: Run): Promise<Result<Parameters<typeof compareChange>[1], Refusal>> {
    const { files } = this.#deps;
    const { config, broken, problems } = await loadConfig(files);
    if (broken) return err({ kind: "broken-config", problems });
    const read = await readSpecs(files, this.#parse, config, WHOLE_WORKSPACE, run);
    return { ok: true, value: { config, ...read } };
  }
}
