import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { annotationLines, ciSystemOf } from "../../core/check/annotations.ts";
import { toCodeQuality } from "../../core/check/code-quality.ts";
import { inRepository } from "../../core/check/in-repository.ts";
import type { CommandContext } from "../context.ts";
import { checkReport, type CheckFindings } from "../output/check-report.ts";
import { variable } from "./cli-host.ts";
import { writeReport } from "./write-report.ts";

/** The report that a GitLab job names under `artifacts: reports: codequality`. */
const CODE_QUALITY = "gl-code-quality-report.json";

/**
 * Leaves findings where the CI system of this run shows them: beside the lines, and as a summary of
 * the job. Elsewhere nothing is left.
 *
 * What cannot be written is said and changes no exit code: the report itself has everything.
 */
export async function leaveForCi(
  context: CommandContext,
  findings: CheckFindings,
  isForPeople: boolean,
): Promise<void> {
  const of = (name: string): string | undefined => variable(context.host, name);
  const system = ciSystemOf(of);
  if (system === null) return;
  if (system === "gitlab") {
    return leaveReport(context, findings, of("CI_PROJECT_DIR") ?? context.root);
  }
  const say = (lines: readonly string[]): void => {
    if (isForPeople) context.output.lines(lines);
    else for (const line of lines) context.output.note(line);
  };
  say(annotationLines(inRepository(findings.problems, findings.folder), system));
  const summary = await checkReport("markdown", findings, context.output.theme);
  if (system === "github") {
    const file = of("GITHUB_STEP_SUMMARY");
    if (file !== undefined) await written(context, file, () => appendFile(file, summary));
    return;
  }
  const folder = of("AGENT_TEMPDIRECTORY");
  if (folder === undefined) return;
  // A later step of the same job must not write over it before the agent has taken it away.
  const file = join(folder, `canon-check-${String(process.pid)}.md`);
  if (await written(context, file, () => writeFile(file, summary))) {
    say([`##vso[task.uploadsummary]${file}`]);
  }
}

async function leaveReport(
  context: CommandContext,
  { problems, folder, configFile }: CheckFindings,
  project: string,
): Promise<void> {
  const file = join(project, CODE_QUALITY);
  const list = toCodeQuality(inRepository(problems, folder, configFile));
  await written(context, file, async () => {
    const text = `${JSON.stringify(list, null, 2)}\n`;
    const saved = await writeReport(context, file, text, () => false);
    if (!saved.ok) throw new Error(saved.error.message);
  });
}

async function written(
  { output }: CommandContext,
  file: string,
  write: () => Promise<void>,
): Promise<boolean> {
  try {
    await write();
    return true;
  } catch {
    const name = output.theme.clean(file);
    output.note(
      `What the CI system shows could not be written to ${name}. The findings are above.`,
    );
    return false;
  }
}
