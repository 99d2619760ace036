import type { CanonConfig } from "../config/config.ts";
import { exposureOf, type AiExposure } from "../model/ai-exposure.ts";
import type { SpecReading } from "./snapshot.ts";

/**
 * How much a language model may see of the files of a workspace.
 *
 * Shape:  a file that was not read as a spec is `none`: what it wants to keep back is not known.
 */
export class ExposedFiles {
  readonly #exposures: ReadonlyMap<string, AiExposure>;

  constructor(specs: readonly SpecReading[], { aiExposure }: Pick<CanonConfig, "aiExposure">) {
    const exposures = specs.map(({ file, document }): [string, AiExposure] => [
      file,
      exposureOf(document.frontMatter, aiExposure),
    ]);
    this.#exposures = new Map(exposures);
  }

  of(file: string): AiExposure {
    return this.#exposures.get(file) ?? "none";
  }

  /** Whether a language model may know that there is such a spec. */
  isKnown(file: string): boolean {
    return this.of(file) !== "none";
  }
}
