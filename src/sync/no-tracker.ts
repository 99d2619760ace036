import type { Problem } from "../core/kernel/problem.ts";
import { t } from "../core/kernel/texts.ts";

/** Says what is missing in a workspace that names no tracker. */
export function noTracker(file: string | null): Problem {
  return {
    code: "config/no-tracker",
    severity: "error",
    ...(file === null ? {} : { file }),
    line: null,
    message:
      file === null
        ? t(
            "There is no CANON.yaml, so nothing was synced. Begin with the embedded tracker: put `sync:` with `system: local` below it into CANON.yaml.",
          )
        : t(
            "{0} names no tracker, so nothing was synced. Begin with the embedded tracker: put `sync:` with `system: local` below it into CANON.yaml.",
            file,
          ),
  };
}
