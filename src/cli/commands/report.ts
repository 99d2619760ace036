import { basename } from "node:path";
import { hasErrors, type Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { progressReport, type ProgressReport } from "../../core/progress/report.ts";
import { reportJson } from "../../core/progress/report-json.ts";
import { readPast } from "../../sync/read-progress.ts";
import { misuse, refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { specHistory } from "../host/spec-history.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import { writeReport } from "../host/write-report.ts";
import { maskedProblem } from "../output/masked-problem.ts";
import { formatOf, type ReportFlags, type ReportFormat } from "../report-formats.ts";
import { selectScope } from "../scope.ts";
import { withWorkspace, type Workspace } from "../workspace.ts";

const NOTHING = { specs: [] };

/** Says how far specs are, now and over time. Reads specs and git alone; asks no tracker. */
export async function reportCommand(
  context: CommandContext,
  words: readonly string[],
  flags: ReportFlags,
): Promise<ExitCode> {
  return withWorkspace(
    context,
    async (workspace) => {
      const made = await makeReport(context, workspace, words, flags);
      workspace.quiet();
      if (!made.ok) return refuse(context, made.error, NOTHING);
      return giveReport(context, made.value, flags);
    },
    { asksNobody: true },
  );
}

interface MadeReport {
  readonly report: ProgressReport;
  /** What could not be read. */
  readonly unread: readonly Problem[];
  readonly isTaken: (path: string) => boolean;
}

async function makeReport(
  context: CommandContext,
  workspace: Workspace,
  words: readonly string[],
  flags: ReportFlags,
): Promise<Result<MadeReport, readonly Problem[]>> {
  const { engine, run } = workspace;
  const since = readDate(flags.since);
  if (!since.ok) return err([since.error]);
  const { config, broken, problems } = await engine.loadConfig();
  if (broken) return err(problems);
  const selection = await selectScope(context, workspace, words);
  if (!selection.ok) return err([selection.error]);
  const { scope, asked } = selection.value;
  if (asked.size > 0) return err([wholeSpecs()]);
  const read = await engine.readSpecs({ ...scope, section: null }, run);
  const sources = { ...specHistory(context.host, context.root), clock: SYSTEM_CLOCK };
  const counting = { ...sources, counted: new Map() };
  const past = await readPast(counting, config, scope, { since: since.value }, run);
  const [only, ...others] = words.length > 0 ? read.specs : [];
  const isOne = only !== undefined && others.length === 0;
  const report = progressReport({
    name: isOne ? only.document.title : basename(context.root),
    takenAt: SYSTEM_CLOCK.now(),
    specs: read.specs,
    past,
    redact: context.output.redactor.redact,
  });
  const { isOwnFile } = await import("../host/own-files.ts");
  const unread = read.problems.filter((one) => one.severity === "error" && isReading(one));
  const isTaken = (path: string): boolean => isOwnFile(config, path);
  return ok({ report, unread, isTaken });
}

/** What is odd inside a spec is for `canon lint` to say. */
function isReading({ code }: Problem): boolean {
  return !code.startsWith("spec/");
}

async function giveReport(
  context: CommandContext,
  { report, unread, isTaken }: MadeReport,
  flags: ReportFlags,
): Promise<ExitCode> {
  const { output } = context;
  const format = formatOf(flags, output.isJson);
  const problems = unread.map((one) => maskedProblem(output, one));
  const document = { ...reportJson(report), problems };
  const text = await textOf(format, report, document);
  if (text === null) {
    const problem = noPicture();
    output.problems([...problems, problem]);
    output.document({ ...document, problems: [...problems, problem] });
    return ATTENTION;
  }
  if (flags.output !== undefined) {
    const written = await writeReport(context, flags.output, text, isTaken);
    if (!written.ok) return refuse(context, [written.error], NOTHING);
    output.lines([`Wrote ${output.theme.clean(flags.output)}.`]);
  } else if (!output.isJson) output.raw(text);
  output.problems(problems);
  output.document(document);
  return hasErrors(problems) ? ATTENTION : DONE;
}

/** The report in a format; null where there is no past to draw. */
async function textOf(
  format: ReportFormat,
  report: ProgressReport,
  document: object,
): Promise<string | null> {
  const { ENGLISH_WORDS: words } = await import("../../core/progress/progress-words.ts");
  switch (format) {
    case "json":
      return `${JSON.stringify(document, null, 2)}\n`;
    case "markdown":
      return (await import("../../core/progress/markdown-report.ts")).markdownReport(report, words);
    case "html":
      return (await import("../../core/progress/html-report.ts")).htmlReport(report, words);
    case "svg":
      return (await import("../../core/progress/svg-report.ts")).svgReport(report, words);
  }
}

function readDate(text: string | undefined): Result<string | null, Problem> {
  if (text === undefined) return ok(null);
  const time = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time)
    ? err(misuse("no-such-date", `"${text}" is no date. Write it as 2026-01-31.`))
    : ok(new Date(time).toISOString());
}

function wholeSpecs(): Problem {
  return misuse("no-sections", "A report is about whole specs. Name files or folders.");
}

function noPicture(): Problem {
  return misuse(
    "no-picture",
    "There is nothing to draw, because nothing is known of the past: the specs are in no git history that can be read. Nothing was written. Use --format html for a report without a picture.",
  );
}
