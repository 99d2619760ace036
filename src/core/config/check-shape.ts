import { t } from "../kernel/texts.ts";
import type { Located, LocatedEntry, LocatedMap, Scalar } from "./located.ts";
import { nearestKey, suggest } from "./nearest-key.ts";
import { nothingSynced, type Report } from "./report.ts";
import { shown } from "./secret-text.ts";
import { findKey } from "./shape.ts";
import type { BooleanShape, ListShape, RecordShape, Shape, TextShape, WordShape } from "./shape.ts";
import { formAdvice } from "./text-forms.ts";

/** A value and how to name it to a person. */
interface Place {
  readonly node: Located;
  readonly line: number;
  readonly path: string;
}

interface Context {
  readonly root: RecordShape;
  /** Entries that were reported already, by a message that says more. */
  readonly secrets: ReadonlySet<LocatedEntry>;
  readonly report: Report;
}

/** Other ways to write a truth value, for the one key that is documented to take them. */
const SPELLED: ReadonlyMap<Scalar, boolean> = new Map<Scalar, boolean>([
  ["yes", true],
  ["on", true],
  ["true", true],
  ["1", true],
  [1, true],
  ["no", false],
  ["off", false],
  ["false", false],
  ["0", false],
  [0, false],
]);

/**
 * Compares a file with the shape it should have.
 *
 * Shape: what is left holds only known keys with values of the right kind; every key that was
 *        left out is reported, with its line and full path, apart from those in `secrets`.
 */
export function checkShape(
  root: LocatedMap,
  shape: RecordShape,
  secrets: ReadonlySet<LocatedEntry>,
  report: Report,
): LocatedMap {
  const place = { node: root, line: root.line, path: "" };
  return checkRecord(place, root, shape, { root: shape, secrets, report });
}

function check(place: Place, shape: Shape, context: Context): Located | null {
  switch (shape.kind) {
    case "unused":
      return unused(place, shape.description, context);
    case "text":
      return checkText(place, shape, context);
    case "word":
      return checkWord(place, shape, context);
    case "boolean":
      return checkBoolean(place, shape, context);
    case "list":
      return checkList(place, shape, context);
    case "map":
    case "record": {
      const { node } = place;
      if (shape.kind === "record" && shape.mayBeEmpty === true && isEmpty(node)) {
        return unused(place, t("It has no value."), context);
      }
      if (node.kind !== "map") return wrongType(place, t("indented `key: value` lines"), context);
      return shape.kind === "record"
        ? checkRecord(place, node, shape, context)
        : checkEntries(place, node, context, (_name, at) => check(at, shape.of, context));
    }
  }
}

function unused(place: Place, description: string, context: Context): null {
  context.report(
    "config/unused-key",
    "info",
    place.line,
    t("`{0}` changes nothing here. {1}", place.path, description),
  );
  return null;
}

function checkText(place: Place, shape: TextShape, context: Context): Located | null {
  const { node, path, line } = place;
  if (node.kind !== "scalar") return wrongType(place, t("text"), context);
  if (node.value === null) return null;
  if (typeof node.value !== "string") return wrongType(place, t("text, in quotes"), context);
  const advice = formAdvice(path, node.value, shape.form);
  if (advice === null) return node;
  context.report("config/wrong-value", "error", line, `${advice} ${nothingSynced()}`);
  return null;
}

function checkWord(place: Place, shape: WordShape, context: Context): Located | null {
  const { node, path, line } = place;
  if (node.kind !== "scalar") return wrongType(place, t("one word"), context);
  if (node.value === null) return null;
  const word = String(node.value);
  const meant = shape.aliases?.get(word) ?? word;
  if (shape.words.includes(meant)) return { kind: "scalar", line: node.line, value: meant };
  context.report(
    "config/wrong-value",
    "error",
    line,
    t(
      '`{0}` is "{1}", which Canon does not know. {2} {3}',
      path,
      shown(word),
      suggest(word, shape.words),
      nothingSynced(),
    ),
    nearestKey(word, shape.words),
  );
  return null;
}

function checkBoolean(place: Place, shape: BooleanShape, context: Context): Located | null {
  const { node } = place;
  if (node.kind === "scalar") {
    if (typeof node.value === "boolean") return node;
    if (shape.orWord !== undefined && node.value === shape.orWord) return node;
    const meant = shape.spelled === true ? SPELLED.get(node.value) : undefined;
    if (meant !== undefined) return { kind: "scalar", line: node.line, value: meant };
  }
  const words =
    shape.orWord === undefined
      ? t("`true` or `false`")
      : t("`true`, `false` or `{0}`", shape.orWord);
  return wrongType(place, words, context);
}

function checkList(place: Place, shape: ListShape, context: Context): Located | null {
  const { node, path, line } = place;
  if (node.kind !== "list")
    return wrongType(place, t("a list, with a hyphen for each item"), context);
  if (shape.notEmpty === true && node.items.length === 0) {
    const message = t(
      "`{0}` is an empty list. Add an item or remove the key. {1}",
      path,
      nothingSynced(),
    );
    context.report("config/wrong-value", "error", line, message);
    return null;
  }
  const items = node.items.flatMap((item, index) => {
    const at = { node: item, line: item.line, path: `${path}[${index}]` };
    const checked = isEmpty(item)
      ? wrongType(at, t("filled in"), context)
      : check(at, shape.of, context);
    return checked ?? [];
  });
  return { kind: "list", line: node.line, items };
}

function checkRecord(
  place: Place,
  map: LocatedMap,
  shape: RecordShape,
  context: Context,
): LocatedMap {
  for (const name of shape.required ?? []) {
    const value = map.entries.get(name)?.value;
    if (value !== undefined && !isEmpty(value)) continue;
    const message = t("`{0}` is missing. Add it. {1}", join(place.path, name), nothingSynced());
    context.report("config/missing-value", "error", place.line, message);
  }
  if (shape.notEmpty === true && map.entries.size === 0) wrongType(place, t("filled in"), context);
  return checkEntries(place, map, context, (name, at) => {
    const known = shape.keys.get(name);
    if (known === undefined) return unknownKey(name, at, shape, context);
    const isOpen = shape.strict === true && isEmpty(at.node);
    return isOpen ? wrongType(at, t("filled in"), context) : check(at, known, context);
  });
}

function checkEntries(
  place: Place,
  map: LocatedMap,
  context: Context,
  checkEntry: (name: string, at: Place) => Located | null,
): LocatedMap {
  const entries = new Map<string, LocatedEntry>();
  for (const [name, entry] of map.entries) {
    if (context.secrets.has(entry)) continue;
    const at = { node: entry.value, line: entry.line, path: join(place.path, name) };
    const value = checkEntry(name, at);
    if (value !== null) entries.set(name, { line: entry.line, value });
  }
  return { kind: "map", line: map.line, entries };
}

function unknownKey(name: string, at: Place, shape: RecordShape, context: Context): null {
  const isError = shape.strict === true;
  const effect = isError ? nothingSynced() : t("It is ignored.");
  const message = t(
    "`{0}` is not a key that Canon knows. {1} {2}",
    at.path,
    adviceFor(name, shape, context),
    effect,
  );
  const nearest = nearestKey(name, [...shape.keys.keys()]);
  context.report("config/unknown-key", isError ? "error" : "warning", at.line, message, nearest);
  return null;
}

function adviceFor(name: string, shape: RecordShape, context: Context): string {
  const known = [...shape.keys.keys()];
  const elsewhere = nearestKey(name, known) === null ? findKey(name, context.root) : null;
  return elsewhere === null ? suggest(name, known) : t("It belongs at `{0}`.", elsewhere);
}

function wrongType(place: Place, wanted: string, context: Context): null {
  const message = t(
    "`{0}` must be {1}, but is {2}. {3}",
    place.path,
    wanted,
    kindOf(place.node),
    nothingSynced(),
  );
  context.report("config/wrong-type", "error", place.line, message);
  return null;
}

function kindOf(node: Located): string {
  if (node.kind === "list") return t("a list");
  if (node.kind === "map") return node.entries.size === 0 ? t("empty") : t("a group of keys");
  if (node.value === null) return t("empty");
  if (typeof node.value === "string") return t("text");
  return typeof node.value === "number"
    ? t("a number")
    : t("`{0}` without quotes", String(node.value));
}

function isEmpty(node: Located): boolean {
  return node.kind === "scalar" && node.value === null;
}

function join(path: string, name: string): string {
  return path === "" ? shown(name) : `${path}.${shown(name)}`;
}
