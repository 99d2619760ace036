import { type Document, LineCounter, parseDocument, type Tags } from "yaml";
import { t } from "../kernel/texts.ts";
import type { LocatedMap } from "./located.ts";
import { LocatedBuilder } from "./located-builder.ts";
import { nothingSynced, type Report } from "./report.ts";
import { yamlErrorMessage } from "./yaml-errors.ts";

const MAX_LENGTH = 64 * 1024;
const LEFT_OUT_TAGS = ["merge", "binary", "omap", "pairs", "set", "timestamp"];

/**
 * Reads YAML text into values that know their lines.
 *
 * Shape:  null without a mapping that can be read; a problem then says why. Scalars follow
 *         YAML 1.1 (`off` is false), dates stay text, repeated keys: the last one counts.
 * Units:  at most 64 kB and 40 levels; aliases are shared, never copied.
 * Errors: none are thrown.
 */
export function readYaml(text: string, report: Report): LocatedMap | null {
  if (text.length > MAX_LENGTH) {
    report(
      "config/too-large",
      "error",
      1,
      t(
        "This file is larger than 64 kB, so it was not read. {0} Shorten it; a configuration usually needs a few lines.",
        nothingSynced(),
      ),
    );
    return null;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: "1.1",
    schema: "yaml-1.1",
    customTags: (tags) =>
      tags.filter((tag) => !LEFT_OUT_TAGS.includes(tagName(tag))).map(withoutLetters),
    resolveKnownTags: false,
    stringKeys: true,
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  const lineOf = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  if (reportErrors(document, lineOf, report)) return null;
  return readRoot(document, lineOf, report);
}

function tagName(tag: Tags[number]): string {
  return typeof tag === "string" ? tag : tag.tag.replace("tag:yaml.org,2002:", "");
}

/** The public program reads a single `y` or `n` as text, as most people mean it. */
function withoutLetters(tag: Tags[number]): Tags[number] {
  const isBoolean = typeof tag !== "string" && tagName(tag) === "bool";
  if (!isBoolean || tag.collection !== undefined) return tag;
  return { ...tag, test: new RegExp(`(?!^.$)(?:${tag.test?.source ?? ""})`) };
}

/** Only the first error is reported: what follows it is usually its consequence. */
function reportErrors(
  document: Document.Parsed,
  lineOf: (offset: number) => number,
  report: Report,
): boolean {
  for (const warning of document.warnings) {
    report(
      "config/broken-yaml",
      "warning",
      lineOf(warning.pos[0]),
      t("This YAML tag or directive means nothing to Canon and is ignored. Remove it."),
    );
  }
  const [first] = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]);
  if (first === undefined) return false;
  report(
    "config/broken-yaml",
    "error",
    lineOf(first.pos[0]),
    `${yamlErrorMessage(first.code)} ${nothingSynced()}`,
  );
  return true;
}

function readRoot(
  document: Document.Parsed,
  lineOf: (offset: number) => number,
  report: Report,
): LocatedMap | null {
  const builder = new LocatedBuilder(lineOf, report);
  const root = document.contents === null ? null : builder.build(document.contents, 0, 1);
  if (builder.failed) return null;
  if (root === null || (root.kind === "scalar" && root.value === null)) {
    report(
      "config/not-a-mapping",
      "warning",
      1,
      t(
        "This file is empty, so all defaults hold and no ticket system is configured. Add a `sync:` block to name one.",
      ),
    );
    return null;
  }
  if (root.kind === "map") return root;
  report(
    "config/not-a-mapping",
    "error",
    root.line,
    t("This file must consist of `key: value` lines at its top level. {0}", nothingSynced()),
  );
  return null;
}
