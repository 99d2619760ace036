import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Scalar,
} from "yaml";
import { err, ok, type Result } from "../kernel/result.ts";
import { t } from "../kernel/texts.ts";

/**
 * A value of the front matter: a scalar with the text it was written as, a list of texts, or
 * something that no field can be.
 */
export type FieldValue =
  | { readonly kind: "scalar"; readonly value: unknown; readonly text: string | null }
  | { readonly kind: "list"; readonly texts: readonly string[] }
  | { readonly kind: "other" };

/** A field of the front matter. `lineIndex` counts from 0 within the YAML text. */
export interface Field {
  readonly name: string;
  readonly value: FieldValue;
  readonly lineIndex: number;
}

export interface YamlError {
  readonly lineIndex: number;
  readonly message: string;
}

/** No front matter that a person wrote has as many. */
const MAX_BRACKETS = 500;

/**
 * Reads a flat YAML 1.1 mapping.
 *
 * Shape:  the fields in their order, repeated ones included; an empty text has none. Aliases and
 *         nested mappings are `other`: nothing is expanded, so nothing can explode.
 * Errors: a text that is not a mapping, or not YAML.
 */
export function parseYamlMap(yaml: string): Result<readonly Field[], YamlError> {
  const lines = new LineCounter();
  const lineOf = (offset: number): number => Math.max(0, lines.linePos(offset).line - 1);
  const document = parse(yaml, lines);
  if (document === null) return err({ lineIndex: 0, message: t("it is nested too deeply.") });
  const [first] = document.errors;
  if (first !== undefined) {
    const message = first.message.split("\n", 1)[0] ?? "";
    return err({ lineIndex: lineOf(first.pos[0]), message: `${lowerFirst(message)}.` });
  }
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return ok([]);
  if (!isMap(root))
    return err({ lineIndex: 0, message: t("it is not a list of `key: value` lines.") });
  const fields: Field[] = [];
  for (const pair of root.items) {
    if (!isScalar(pair.key)) continue;
    const lineIndex = lineOf(pair.key.range[0]);
    fields.push({ name: textOf(pair.key) ?? "", value: valueOf(pair.value), lineIndex });
  }
  return ok(fields);
}

/** The library recurses over nested values, slowly, and runs out of stack on thousands of them. */
function parse(yaml: string, lineCounter: LineCounter): Document.Parsed | null {
  if (yaml.split(/[[{]/, MAX_BRACKETS).length === MAX_BRACKETS) return null;
  try {
    return parseDocument(yaml, {
      version: "1.1",
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
      lineCounter,
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function valueOf(node: unknown): FieldValue {
  if (node === null || node === undefined) return { kind: "scalar", value: null, text: null };
  if (isScalar(node)) return { kind: "scalar", value: node.value, text: textOf(node) };
  if (!isSeq(node)) return { kind: "other" };
  const texts = node.items.map((item) => (isScalar(item) ? textOf(item) : null));
  return { kind: "list", texts: texts.filter((text) => text !== null) };
}

/** Dates and numbers are taken as they were written. */
function textOf(scalar: Scalar): string | null {
  if (scalar.value === null) return null;
  return typeof scalar.value === "string" ? scalar.value : (scalar.source ?? null);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
