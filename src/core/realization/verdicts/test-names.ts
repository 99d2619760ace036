/** A test as a file of tests names it. `line` counts from 1. */
export interface NamedTest {
  readonly line: number;
  readonly words: string;
  /** It is switched off, so that it shows nothing. */
  readonly isSkipped: boolean;
}

const MAX_TEXT = 1_000_000;
const MAX_TESTS = 5_000;

/** `test("…"`, `it.each(…)` without its table, `scenario '…' do`; the title is in one line. */
const CALLED =
  /(?<![\w$.])(x?(?:test|it|specify|scenario|example|fact|property|Deno\.test|t\.Run|b\.Run|s\.Run|test_that|testWidgets|TEST_CASE))((?:\.[A-Za-z]{1,20}){0,3})[ \t]{0,4}\(?\s{0,40}(["'`])((?:\\.|(?!\3)[^\\\r\n]){1,400})\3/g;
/** `def test_keys(`, `func TestKeys(`, `void keysAreUniqueTest(`, ``fun `keys are unique`(``. */
const DECLARED =
  /(?<![\w$])(?:def|fn|func|fun|function|void|Task|sub)[ \t]{1,8}(?:\([^()\r\n]{0,80}\)[ \t]{0,4})?(?:`([^`\r\n]{1,300})`|([A-Za-z_$][\w$]{0,200}))[ \t]{0,4}[(<]/g;
const IS_TEST = /^_*[Tt]ests?(?=[_A-Z0-9]|$)|(?:_|[a-z0-9])[Tt]ests?$|^should(?=[_A-Z])/;
const SKIPPING = /@(?:Disabled|Ignore)\b|[.@]skip|#\[ignore|\[Ignore|t\.Skip/i;
const SKIPPED_GROUP = /\b(?:describe|suite|context)\.skip\b|\bxdescribe\b|\bxcontext\b/;

/**
 * The tests that a file names, with the words of their names.
 *
 * Shape:  in the order of the file, at most 5,000; what stands in a group that is switched off
 *         counts as switched off, as does everything in a file with such a group.
 * Errors: none; a text of more than a million characters is read up to there.
 */
export function namedTests(source: string): NamedTest[] {
  const text = source.slice(0, MAX_TEXT);
  const starts = lineStarts(text);
  const isGroupSkipped = SKIPPED_GROUP.test(text);
  const tests: NamedTest[] = [];
  const note = (index: number, title: string, isSkipped: boolean): void => {
    const line = lineOf(starts, index);
    const above = text.slice(starts[Math.max(0, line - 2)] ?? 0, index).slice(-300);
    const isComment = /^[ \t]*(?:\/\/|\/?\*|#|--)/.test(text.slice(starts[line] ?? 0, index));
    const isOff = isSkipped || isGroupSkipped || isComment || SKIPPING.test(above);
    tests.push({ line: line + 1, words: wordsOf(title), isSkipped: isOff });
  };
  for (const match of text.matchAll(CALLED)) {
    if (tests.length >= MAX_TESTS) break;
    const [, name = "", modifiers = "", , title = ""] = match;
    const isOff = name.startsWith("x") || /\.(?:skip|todo|fixme|fails|failing)/.test(modifiers);
    note(match.index, title, isOff);
  }
  for (const match of text.matchAll(DECLARED)) {
    if (tests.length >= MAX_TESTS) break;
    const [, quoted, name = ""] = match;
    if (quoted !== undefined || IS_TEST.test(name)) note(match.index, quoted ?? name, false);
  }
  return tests.sort((a, b) => a.line - b.line);
}

/**
 * The words of a text or of an identifier, in small letters with one blank between them.
 *
 * Shape:  `keysAreUnique`, `keys_are_unique` and "Keys are **unique**." come out the same; the
 *         addresses of links are left out.
 */
export function wordsOf(text: string): string {
  const plain = text
    .slice(0, 2000)
    .replace(/\]\([^()\s]{0,1000}\)/g, "]")
    .replace(/\\(.)/g, "$1")
    .normalize("NFKC")
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ").toLowerCase();
}

/** Words that frameworks and habits put before what a test is about. */
const LEAD = /^(?:(?:test|tests|it|should|that|ensures?|verifies|checks?|spec|ac|\d+) )*/;

/**
 * Tells whether a test is named after a criterion: it says the same words, and no others but
 * numbers and the usual opening.
 *
 * Fewer than three words, or than twelve letters, may mean anything and name nothing.
 */
export function isNamedAfter(testWords: string, criterionWords: string): boolean {
  const bare = (words: string): string => words.replace(LEAD, "").replace(/(?: \d+)+$/, "");
  const wanted = bare(criterionWords);
  const isTelling = wanted.split(" ").length >= 3 && wanted.length >= 12;
  return isTelling && bare(testWords) === wanted;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** From 0. */
function lineOf(starts: readonly number[], index: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
