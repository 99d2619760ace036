import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, type Result } from "../../core/kernel/result.ts";
import type { ChangePlan } from "../../core/plan/plan.ts";
import { misuse, type CommandContext } from "../context.ts";
import { MISUSE, type ExitCode } from "../exit-codes.ts";
import { withWorkspace } from "../workspace.ts";
import { showNoPlan } from "./plan.ts";
import { runPlan } from "./sync.ts";

const MAX_PLAN_BYTES = 256_000_000;

/** Applies a plan that was written and reviewed before; what has moved since is left alone. */
export async function applyCommand(context: CommandContext, word: string): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const plan = await readPlanFile(context, word);
    if (plan.ok) return runPlan(context, workspace, plan.value);
    return showNoPlan(context, workspace, { problems: [plan.error], exit: MISUSE });
  });
}

async function readPlanFile(
  { host }: CommandContext,
  word: string,
): Promise<Result<ChangePlan, Problem>> {
  const path = resolve(host.cwd, word);
  const text = await readText(path);
  if (text === undefined) {
    return err(
      misuse("no-such-path", `The plan "${word}" could not be read. Nothing was changed.`),
    );
  }
  const { readPlan } = await import("../../core/plan/serialize.ts");
  const json = parseJson(text);
  if (json !== undefined) return readPlan(json.value);
  return err(misuse("not-json", `"${word}" is not a plan: it is not JSON. Nothing was changed.`));
}

async function readText(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    return size > MAX_PLAN_BYTES ? undefined : await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
