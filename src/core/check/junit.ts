import type { Problem } from "../kernel/problem.ts";

/**
 * Problems in the form that test reports are read in: a spec without problems is a test that
 * passes, and each problem that is more than a note a test that fails.
 *
 * Shape:  `files` are the specs that were looked at. What others wrote is escaped, so that it forms
 *         neither markup nor a command to the runner that prints the report.
 */
export function toJunit(problems: readonly Problem[], files: readonly string[]): string {
  const failures = problems.filter(({ severity }) => severity !== "info");
  const cases = [...byFile(failures, files)].flatMap(([name, own]) =>
    own.length === 0 ? [passed(name)] : own.map((problem) => failed(name, problem)),
  );
  const counts = `tests="${String(cases.length)}" failures="${String(failures.length)}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="canon check" ${counts}>`,
    `  <testsuite name="canon check" ${counts} skipped="0">`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function byFile(
  failures: readonly Problem[],
  files: readonly string[],
): ReadonlyMap<string, readonly Problem[]> {
  const found = new Map<string, Problem[]>(files.map((file) => [file, []]));
  for (const problem of failures) {
    const name = problem.file ?? WORKSPACE;
    const own = found.get(name);
    if (own === undefined) found.set(name, [problem]);
    else own.push(problem);
  }
  return found;
}

const WORKSPACE = "the workspace";

function passed(file: string): string {
  return `    <testcase classname="canon" name="${xml(file)}" file="${xml(file)}"/>`;
}

function failed(file: string, { code, line, message, severity }: Problem): string {
  const place = line === null ? file : `${file}:${String(line)}`;
  const at = line === null ? "" : ` line="${String(line)}"`;
  return [
    `    <testcase classname="canon" name="${xml(`${place} ${code}`)}" file="${xml(file)}"${at}>`,
    `      <failure type="${severity}" message="${xml(message)}">${xml(`${place}: ${message} [${code}]`)}</failure>`,
    "    </testcase>",
  ].join("\n");
}

/** What XML 1.0 cannot hold at all becomes a replacement character. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(
      /[&<>"'#\t\n\r\u0080-\u009f\u2028\u2029]/g,
      (sign) => `&#${String(sign.charCodeAt(0))};`,
    );
}
