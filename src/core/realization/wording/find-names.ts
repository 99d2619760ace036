/**
 * A ticket as a text names it, before anybody knows whether there is one.
 *
 * Shape:  `dashed` is `PAY-142` as written. `numbered` is `#12`, with `owner/repo` or nothing in
 *         front. `boards` is the number in `AB#12`. `address` is a link to anything.
 */
export type TicketName =
  | { readonly kind: "dashed"; readonly written: string }
  | { readonly kind: "numbered"; readonly repository: string | null; readonly number: string }
  | { readonly kind: "boards"; readonly number: string }
  | { readonly kind: "address"; readonly url: string };

/** Units: offsets into the line, UTF-16. */
export interface FoundName {
  readonly name: TicketName;
  readonly start: number;
  readonly end: number;
}

// Each part begins where a word begins and is bounded, so that no line takes long.
const ADDRESS = String.raw`(?<address>https?:\/\/[^\s<>()[\]"'\u0060|\\^{}]{1,2000})`;
const BOARDS = String.raw`(?<![\p{L}\p{N}_])AB#(?<boards>\d{1,15})(?![\p{L}\p{N}_])`;
const NUMBERED = String.raw`(?<![\p{L}\p{N}_./&#-])(?<repository>[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100})?#(?<number>[1-9]\d{0,14})(?![\p{L}\p{N}_])`;
const DASHED = String.raw`(?<![\p{L}\p{N}_.-])(?<dashed>[A-Za-z][A-Za-z0-9_]{0,30}-\d{1,12})(?![\p{L}\p{N}_]|\.\d)`;
const NAMES = new RegExp([ADDRESS, BOARDS, NUMBERED, DASHED].join("|"), "giu");

/** Prefixes that look like a project's and are none. */
const STANDARDS = new Set(
  "AES ANSI BASE CP CVE CWE EC ECMA ES FIPS GHSA GMT GPT H HTML HTTP HTTPS IEC IEEE IPV ISO JDK JEP JSR LATIN MD MR NIST OAUTH PEP PKCS PR RFC RSA SHA SSL TLS UTC UTF WCAG WIN WS X".split(
    " ",
  ),
);

/** Finds what may name a ticket in one line, in order. */
export function findNames(line: string): FoundName[] {
  return [...line.matchAll(NAMES)].flatMap((match): FoundName[] => {
    const { address, boards, repository, number, dashed } = match.groups ?? {};
    const at = (name: TicketName, text: string): FoundName[] => [
      { name, start: match.index, end: match.index + text.length },
    ];
    if (address !== undefined) {
      const url = address.replace(/[.,;:!?*_~]{1,20}$/, "");
      return at({ kind: "address", url }, url);
    }
    if (boards !== undefined) return at({ kind: "boards", number: boards }, match[0]);
    if (number !== undefined) {
      return at({ kind: "numbered", repository: repository ?? null, number }, match[0]);
    }
    if (dashed === undefined) return [];
    const [prefix = "", digits = ""] = dashed.split("-");
    if (prefix.toUpperCase() === "GH") {
      return at({ kind: "numbered", repository: null, number: digits }, match[0]);
    }
    if (STANDARDS.has(prefix.toUpperCase())) return [];
    return at({ kind: "dashed", written: dashed }, match[0]);
  });
}

/**
 * What the name of a branch may name.
 *
 * Shape:  surely: a key after a slash or at the start, in any case, or after a dash where it is
 *         written in capitals; a number after `issue-` or `gh-`. Unsurely: a key in lower case
 *         after a dash, and the number in `12-keys`.
 */
export function findBranchNames(
  branch: string,
): { readonly name: TicketName; readonly isSure: boolean }[] {
  return branch.slice(0, 500).split("/").flatMap(namesInPart);
}

const INNER = /(?<=[-_])[A-Z][A-Z0-9]{1,30}-\d{1,12}(?![\p{L}\p{N}_]|\.\d)/giu;

function namesInPart(part: string): { name: TicketName; isSure: boolean }[] {
  const [, word, number] = /^(issue-|gh-|#)?([1-9]\d{0,14})(?:[-_]|$)/i.exec(part) ?? [];
  if (number !== undefined) {
    const isSure = word !== undefined;
    return [{ name: { kind: "numbered", repository: null, number }, isSure }];
  }
  const first = /^([A-Za-z][A-Za-z0-9]{0,30}-\d{1,12})(?![\p{L}\p{N}_]|\.\d)/u.exec(part)?.[1];
  const inner = [...part.matchAll(INNER)].map(([written]) => ({
    written,
    isSure: written === written.toUpperCase(),
  }));
  const keys = first === undefined ? inner : [{ written: first, isSure: true }, ...inner];
  return keys
    .filter(({ written }) => !isBranchWord(written))
    .map(({ written, isSure }) => ({ name: { kind: "dashed", written }, isSure }));
}

const BRANCH_WORDS = new Set(
  "BACKPORT BATCH BUGFIX BUILD CHORE DAY FEAT FEATURE FIX HOTFIX ITERATION MILESTONE NODE PART PATCH PHASE PULL RC RELEASE REVERT SPRINT STEP TASK TEST TOP TRY V VERSION WEEK WIP".split(
    " ",
  ),
);

function isBranchWord(key: string): boolean {
  const prefix = key.slice(0, key.indexOf("-")).toUpperCase();
  return BRANCH_WORDS.has(prefix) || STANDARDS.has(prefix);
}
