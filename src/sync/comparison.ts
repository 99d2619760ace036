import type { ChangeFinding } from "../core/compare/findings.ts";
import type { Problem } from "../core/kernel/problem.ts";
import type { MergedWork } from "../core/model/merged-work.ts";
import type { OpenedGitHost } from "../ports/git-host.ts";

/** Which change is to be compared with the specs. */
export type ChangeRequest =
  /** What the working tree has that a commit has not; null: the one that it stands on. */
  | { readonly kind: "working-tree"; readonly revision: string | null }
  /** A pull request. `host` is where its files are read that the clone does not have. */
  | {
      readonly kind: "pull-request";
      readonly work: MergedWork;
      readonly host: Pick<OpenedGitHost, "host" | "prefix"> | null;
    };

/**
 * What a comparison of a change with the specs found.
 *
 * Shape:  `change` names it in a sentence. `files` and `sections` are how many were shown to the
 *         model. `findings` are those that no person has decided yet; `outOfScope` and `flagged` say
 *         how many were. `isWhole` is false where a file was not shown or an answer was not used:
 *         then more may be wrong than the findings say, and `problems` tell what.
 */
export interface Comparison {
  readonly change: string;
  readonly source: string | null;
  readonly model: string;
  readonly files: number;
  readonly sections: number;
  readonly findings: readonly ChangeFinding[];
  readonly outOfScope: number;
  readonly flagged: number;
  readonly isWhole: boolean;
  readonly problems: readonly Problem[];
}
