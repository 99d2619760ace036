import { t } from "../../kernel/texts.ts";
import type { SpecDocument } from "../../model/spec.ts";
import { SPEC_STATES } from "../../model/status.ts";
import { readFrontMatter } from "../front-matter.ts";
import { insertLines } from "../insert-lines.ts";
import { isBlank, lineText, startOf, toLines, type TextLines } from "../text-lines.ts";
import type { Mender } from "./mend.ts";
import { nearestWords } from "./nearest-words.ts";

const FIELD_WORDS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ["status", SPEC_STATES],
  ["review_status", ["draft", "in_review", "approved"]],
  ["sync", ["true", "false", "auto"]],
]);
const MEANINGS = new Map([
  ["review", "in_review"],
  ["reviewed", "approved"],
  ["completed", "done"],
  ["closed", "done"],
  ["wip", "in_progress"],
  ["open", "todo"],
]);

/** The missing `---`, where the fields of the front matter surely end. */
export const mendUnclosedFront: Mender = (spec) => {
  const lines = linesOf(spec);
  let at = 1;
  let fields = 0;
  for (; at < lines.starts.length && !isBlank(lines, at); at++) {
    const row = lineText(lines, at);
    if (/^[A-Za-z_][\w-]*:(?:\s|$)/.test(row)) fields += 1;
    else if (!/^(?:\s+\S|-\s)/.test(row)) break;
  }
  const isClear = isBlank(lines, at) || /^#{1,6}\s/.test(lineText(lines, at));
  if (fields === 0 || (at < lines.starts.length && !isClear)) return [];
  const splices = [insertLines(lines, at, ["---"])];
  return [{ title: t("Close the front matter with ---"), splices, isPreferred: true }];
};

/** A text with a colon or a `#` in it, in quotes. */
export const mendBrokenValue: Mender = (spec, { line }) => {
  const lines = linesOf(spec);
  // YAML may notice only on the line after it.
  return [line - 1, line - 2].flatMap((index) => {
    const row = index < 1 ? "" : lineText(lines, index);
    const [, before, value] = /^([A-Za-z_][\w-]*:\s+)([^\s"'[{|>&*!].*?)\s*$/.exec(row) ?? [];
    if (before === undefined || value === undefined || !/: |:$| #|["\\]/.test(value)) return [];
    const start = startOf(lines, index) + before.length;
    const text = `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
    const splices = [{ start, end: start + value.length, text }];
    return [
      {
        title: t("Put the value of {0} in quotes", before.split(":")[0] ?? ""),
        splices,
        isPreferred: true,
      },
    ];
  });
};

/** One of the words that the field can have. */
export const mendFieldValue: Mender = (spec, { line }) => {
  const lines = linesOf(spec);
  const row = lineText(lines, line - 1);
  const match = /^([A-Za-z_][\w-]*)(:\s+["']?)([^"'#]*?)["']?\s*(?:#.*)?$/.exec(row);
  const [, name = "", gap = "", written = ""] = match ?? [];
  const words = FIELD_WORDS.get(name);
  if (words === undefined || written === "") return [];
  const near = nearestWords(written, words, MEANINGS).filter((word) => words.includes(word));
  const start = startOf(lines, line - 1) + name.length + gap.length;
  return (near.length > 0 ? near : words).map((word) => ({
    title: t("Set {0} to {1}", name, word),
    splices: [{ start, end: start + written.length, text: word }],
    isPreferred: near.length === 1,
  }));
};

/** Takes out the earlier of two fields, which says nothing. */
export const mendDuplicateKey: Mender = (spec, { line }) => {
  const lines = linesOf(spec);
  const name = /^([\w-]+):/.exec(lineText(lines, line - 1))?.[1];
  if (name === undefined) return [];
  for (let index = line - 2; index > 0; index--) {
    const row = lineText(lines, index);
    if (!row.startsWith(`${name}:`)) continue;
    // A value that goes on below is not taken apart.
    if (/^(?:\s+\S|-\s)/.test(lineText(lines, index + 1))) return [];
    const splices = [{ start: startOf(lines, index), end: startOf(lines, index + 1), text: "" }];
    const after = spec.text.slice(0, splices[0]?.start) + spec.text.slice(splices[0]?.end);
    if (!isSameFront(spec, after)) return [];
    const title = t("Remove the earlier {0}, which does not count", name);
    return [{ title, splices, isPreferred: true }];
  }
  return [];
};

/** A title from the name of the file. */
export const mendMissingTitle: Mender = (spec, { file }) => {
  const name = file.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
  const words = name.replace(/[-_]+/g, " ").trim();
  if (!/\p{L}/u.test(words)) return [];
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  const lines = linesOf(spec);
  const { bodyLine } = readFrontMatter(lines);
  const rows = [`# ${title}`, ...(isBlank(lines, bodyLine) ? [] : [""])];
  const index = bodyLine;
  const splices = [insertLines(lines, index, rows)];
  return [{ title: t('Add the title "{0}"', title), splices, isPreferred: true }];
};

function isSameFront(spec: SpecDocument, after: string): boolean {
  const { frontMatter } = readFrontMatter(toLines(after, after.startsWith("\uFEFF") ? 1 : 0));
  return JSON.stringify(frontMatter) === JSON.stringify(spec.frontMatter);
}

function linesOf({ text }: SpecDocument): TextLines {
  return toLines(text, text.startsWith("\uFEFF") ? 1 : 0);
}
