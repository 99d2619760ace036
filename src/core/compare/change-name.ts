import { t } from "../kernel/texts.ts";
import type { MergedWork } from "../model/merged-work.ts";

/** A change as a sentence names it: `pull request 412`, or `the working tree`. */
export function changeName(work: Pick<MergedWork, "number" | "mergedCommit"> | null): string {
  if (work === null) return t("the working tree");
  return work.number === null
    ? t("commit {0}", work.mergedCommit.slice(0, 8))
    : t("pull request {0}", String(work.number));
}
