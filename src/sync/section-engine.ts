import type { Problem } from "../core/kernel/problem.ts";
import { err, type Result } from "../core/kernel/result.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import type { Application } from "./application.ts";
import { beginRun } from "./begin-run.ts";
import { dismissLink } from "./dismiss-link.ts";
import {
  findSection,
  linkSection,
  setSectionStatus,
  unlinkSection,
  type FoundSection,
} from "./edit-section.ts";
import type { EngineDeps } from "./engine-deps.ts";
import type { Engine, Run } from "./engine.ts";
import { firstError } from "./first-error.ts";

type SectionAction<T> = (app: Application, found: FoundSection) => Promise<Result<T, Problem>>;

/** What a person does to one section, outside of any plan. */
export class SectionEngine {
  readonly #deps: EngineDeps;
  readonly #parse: (text: string) => SpecDocument;

  constructor(deps: EngineDeps, parse: (text: string) => SpecDocument) {
    this.#deps = deps;
    this.#parse = parse;
  }

  dismiss(
    ...[file, id, isDismissal, run]: Parameters<Engine["dismiss"]>
  ): ReturnType<Engine["dismiss"]> {
    return this.#onSection(file, id, run, (app, found) => dismissLink(app, found, isDismissal));
  }

  link(...[file, id, ref, run]: Parameters<Engine["link"]>): ReturnType<Engine["link"]> {
    return this.#onSection(file, id, run, (app, found) => linkSection(app, found, ref));
  }

  unlink(...[file, id, run]: Parameters<Engine["unlink"]>): ReturnType<Engine["unlink"]> {
    return this.#onSection(file, id, run, (app, found) => unlinkSection(app, found, this.#parse));
  }

  setStatus(
    ...[file, id, status, run]: Parameters<Engine["setStatus"]>
  ): ReturnType<Engine["setStatus"]> {
    return this.#onSection(file, id, run, (app, found) => setSectionStatus(app, found, status));
  }

  async #onSection<T>(
    file: string,
    sectionId: string,
    run: Run,
    act: SectionAction<T>,
  ): Promise<Result<T, Problem>> {
    const app = await beginRun(this.#deps, this.#parse, run);
    if (!app.ok) return err(firstError(app.error));
    const found = await findSection(app.value, this.#parse, file, sectionId);
    return found.ok ? act(app.value, found.value) : found;
  }
}
