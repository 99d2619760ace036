import type { ExposureRules } from "../core/model/ai-exposure.ts";
import type { MergedWork } from "../core/model/merged-work.ts";
import type { SpecReading } from "../core/plan/snapshot.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { Result } from "../core/kernel/result.ts";
import type { Engine, Run } from "../sync/engine.ts";
import type { NoWork } from "../sync/find-work.ts";

/** All specs of a folder, and what its configuration says about language models. */
export interface FolderSpecs {
  readonly specs: readonly SpecReading[];
  readonly rules: ExposureRules;
}

/** One folder that the tools may speak of. */
export interface ToolFolder {
  readonly name: string;
  readonly engine: Engine;
  readonly redact: Redactor;
  /** Why no tracker and no git host may be asked now; null where they may. */
  readonly whyAlone: () => string | null;
  readonly readSpecs: (run: Run) => Promise<FolderSpecs>;
  /** Finds merged work by its number or address. */
  readonly findWork: (word: string, run: Run) => Promise<Result<MergedWork, NoWork>>;
}
