import type { MergedWork } from "../core/model/merged-work.ts";
import { isDocumentation, isTestFile } from "../core/realization/verdicts/file-kinds.ts";
import type { TestsElsewhere } from "../core/realization/verdicts/judge-criterion.ts";
import { isNamedAfter, namedTests, wordsOf } from "../core/realization/verdicts/test-names.ts";
import type { WorkFile } from "../core/realization/verdicts/work-files.ts";
import type { FileStore } from "../ports/file-store.ts";
import type { Run } from "./engine.ts";

const MAX_FILE_BYTES = 1_000_000;
const MAX_WORK_FILES = 500;
const MAX_TEST_FILES = 3_000;
const MAX_SEARCHED = 40_000_000;

/**
 * The files that merged work changed, as the working tree has them.
 *
 * Shape:  all of its files; of those beyond 500, and of those that are no text or larger than a
 *         megabyte, only that they are there.
 */
export async function readWorkFiles(files: FileStore, work: MergedWork): Promise<WorkFile[]> {
  const read: WorkFile[] = [];
  for (const [index, file] of work.files.entries()) {
    const reading = await files.read(file.path, MAX_FILE_BYTES);
    const isThere =
      reading.kind === "found" ||
      (reading.kind === "unreadable" && reading.problem.code !== "file/outside-workspace");
    const text = reading.kind === "found" && index < MAX_WORK_FILES ? reading.text : null;
    read.push({ ...file, isThere, text });
  }
  return read;
}

/**
 * Looks through the tests of the working tree for those that are named after a criterion.
 *
 * Shape:  by the text of the criterion, the first one in the order of the files. At most 3,000
 *         files and 40 million characters are looked through; the rest counts as not found.
 */
export async function findTestsElsewhere(
  files: FileStore,
  criteria: readonly string[],
  known: ReadonlySet<string>,
  run: Run,
): Promise<TestsElsewhere> {
  const found = new Map<string, { path: string; line: number }>();
  const wanted = new Map(criteria.map((text) => [text, wordsOf(text)]));
  if (wanted.size === 0) return found;
  const { files: paths } = await files.list(["**"], run.signal);
  const tests = paths.filter(
    (path) => isTestFile(path) && !isDocumentation(path) && !known.has(path),
  );
  let searched = 0;
  for (const path of tests.slice(0, MAX_TEST_FILES)) {
    if (run.signal.aborted || searched > MAX_SEARCHED || found.size === wanted.size) break;
    const reading = await files.read(path, MAX_FILE_BYTES);
    if (reading.kind !== "found") continue;
    searched += reading.text.length;
    const named = namedTests(reading.text).filter(({ isSkipped }) => !isSkipped);
    for (const [text, words] of wanted) {
      const test = named.find((one) => isNamedAfter(one.words, words));
      if (test !== undefined && !found.has(text)) found.set(text, { path, line: test.line });
    }
  }
  return found;
}
