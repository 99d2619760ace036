import type { Problem } from "../../core/kernel/problem.ts";
import type { LoadedConfig } from "../../sync/engine.ts";
import type { Check } from "./check.ts";

const BEGIN =
  "Begin with the embedded tracker: write a CANON.yaml with `sync:` and, below it, `system: local`.";

/** Is there a configuration, does it hold together, and which trackers does it name? */
export function checkConfig({ file, config, problems, broken }: LoadedConfig): Check[] {
  const name = "configuration";
  if (file === null) {
    return [fail(name, "There is no CANON.yaml here or in a folder above.", BEGIN)];
  }
  const found = problems.filter(({ severity }) => severity !== "info");
  const checks = found.map((problem) => fromProblem(problem));
  if (broken) return [fail(name, `${file} is broken, and nothing is synced.`, null), ...checks];
  const systems = [...config.systems.values()].map(({ name: target, system }) =>
    target === system ? target : `${target} (${system})`,
  );
  if (systems.length === 0) return [fail(name, `${file} names no tracker.`, BEGIN), ...checks];
  const detail = `${file} names ${systems.join(", ")}; specs are ${config.docPaths.join(", ")}`;
  return [{ name, category: "config", status: "ok", detail, fix: null }, ...checks];
}

function fail(name: string, detail: string, fix: string | null): Check {
  return { name, category: "config", status: "fail", detail, fix };
}

/** The message of a problem says what to do as well. */
function fromProblem({ file, line, severity, message }: Problem): Check {
  const place = line === null ? (file ?? "configuration") : `${file ?? "line"}:${line}`;
  const status = severity === "error" ? "fail" : "warn";
  return { name: place, category: "config", status, detail: message, fix: null };
}
