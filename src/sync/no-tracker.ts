import type { Problem } from "../core/kernel/problem.ts";

/** Says what is missing in a workspace that names no tracker. */
export function noTracker(file: string | null): Problem {
  const where = file === null ? "There is no CANON.yaml" : `${file} names no tracker`;
  return {
    code: "config/no-tracker",
    severity: "error",
    ...(file === null ? {} : { file }),
    line: null,
    message: `${where}, so nothing was synced. Begin with the embedded tracker: put \`sync:\` with \`system: local\` below it into CANON.yaml.`,
  };
}
