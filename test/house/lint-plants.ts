/** A line that the linter must refuse, and a part of what it says. */
export interface LintPlant {
  readonly file: string;
  readonly text: string;
  readonly says: string;
}

export const LINT_PLANTS: readonly LintPlant[] = [
  inRoom("core/plan/planted-now", "export const now = Date.now();", "The time comes in through"),
  inRoom("sync/planted-now", "export const now = Date.now();", "The time comes in through"),
  inRoom("core/plan/planted-date", "export const now = new Date();", "a pure room has no clock"),
  inRoom("sync/planted-date", "export const now = new Date();", "a pure room has no clock"),
  inRoom("design-cycle/planted-date", "export const now = Date();", "a pure room has no clock"),
  inRoom("core/view/planted-dice", "export const dice = Math.random();", "the same answer twice"),
  inRoom("core/plan/planted-async", "export const wait = async () => 1;", "core answers at once"),
  inRoom("core/plan/planted-then", "export type Later = Promise<string>;", "core answers at once"),
  inRoom(
    "adapters/jira/planted-reveal",
    'import { Secret } from "../../core/kernel/secret.ts";\nexport const open = new Secret("x").reveal();',
    "Only adapters/http may read a secret",
  ),
  inRoom(
    "sync/planted-safe",
    'import type { SafeText } from "../core/kernel/safe-text.ts";\nexport const safe = "x" as SafeText;',
    "Only core/redact makes safe text",
  ),
  inRoom(
    "cli/planted-approval",
    'import type { ApprovedPlan } from "../core/plan/approve.ts";\nexport const yes = {} as unknown as ApprovedPlan;',
    "Only approvePlan makes an approved plan",
  ),
  inRoom(
    "core/config/planted-zod",
    'import { z } from "zod";\nexport const shape = z.string();',
    "brings every language",
  ),
  inRoom("sync/planted-print", 'console.log("x");', "Unexpected console statement"),
  inRoom("sync/planted-todo", "// TODO: later.\nexport const x = 1;", "Unexpected 'todo' comment"),
  inRoom(
    "sync/planted-catch",
    "try {\n  JSON.parse(String(1));\n} catch {}",
    "Empty block statement",
  ),
  inRoom("sync/planted-any", "export const x: any = 1;", "Unexpected any"),
  inRoom(
    "sync/planted-ignore",
    "// @ts-expect-error: the comment is the violation.\nexport const x: number = '1';",
    "Do not use",
  ),
  inRoom(
    "sync/planted-disable",
    "// eslint-disable-next-line @typescript-eslint/no-explicit-any\nexport const x: any = 1;",
    "Unexpected any",
  ),
  inRoom("cli/planted-floating", "Promise.resolve(1);", "Promises must be awaited"),
  inTests("planted-only", 'test.only("x", () => {});', "Every test runs"),
  inTests("planted-skip", 'suite.skip("x", () => {});', "Every test runs"),
];

/** Lines that look like the ones above and are fine where they stand. */
export const FINE: readonly Omit<LintPlant, "says">[] = [
  {
    file: "src/adapters/http/planted-fine.ts",
    text: 'import { Secret } from "../../core/kernel/secret.ts";\n\nexport const open = new Secret("x").reveal();\n',
  },
  {
    file: "src/core/redact/planted-fine.ts",
    text: 'import type { SafeText } from "../kernel/safe-text.ts";\n\nexport const safe = "x" as SafeText;\n',
  },
  {
    file: "src/core/plan/planted-fine.ts",
    text: "export const day = new Date(0).toISOString();\n",
  },
];

function inRoom(name: string, text: string, says: string): LintPlant {
  return { file: `src/${name}.ts`, text: `${text}\n`, says };
}

function inTests(name: string, text: string, says: string): LintPlant {
  return { file: `test/unit/${name}.test.ts`, text: `${text}\n`, says };
}
