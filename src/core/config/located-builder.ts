import { isAlias, isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from "yaml";
import { t } from "../kernel/texts.ts";
import type { Located, LocatedEntry, LocatedMap, Scalar } from "./located.ts";
import { nothingSynced, type Report } from "./report.ts";
import { shown } from "./secret-text.ts";

const MAX_DEPTH = 40;
/** A text of the allowed length holds fewer values than this; only aliases can exceed it. */
const MAX_VALUES = 50_000;

/**
 * Builds located values from the nodes of a YAML document.
 *
 * Shape:  after the first thing that Canon refuses to follow, `failed` is true, a problem says
 *         why, and what was built is of no use.
 * Units:  `lineOf` turns an offset into a line from 1.
 * Errors: none are thrown.
 */
export class LocatedBuilder {
  failed = false;
  readonly #lineOf: (offset: number) => number;
  readonly #report: Report;
  readonly #anchors = new Map<string, { node: Located; size: number }>();
  #size = 0;

  constructor(lineOf: (offset: number) => number, report: Report) {
    this.#lineOf = lineOf;
    this.#report = report;
  }

  build(node: unknown, depth: number, parentLine: number): Located {
    const line = this.#lineAt(node, parentLine);
    const sizeBefore = this.#size;
    this.#size += 1;
    if (depth > MAX_DEPTH) {
      return this.#refuse(line, t("This is nested too deeply to be a configuration."));
    }
    if (isAlias(node)) return this.#follow(node.source, line);
    let built: Located;
    if (isMap(node)) built = this.#buildMap(node, depth, line);
    else if (isSeq(node)) built = this.#buildList(node, depth, line);
    else built = { kind: "scalar", line, value: isScalar(node) ? scalar(node.value) : null };
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined) {
      this.#anchors.set(node.anchor, { node: built, size: this.#size - sizeBefore });
    }
    return built;
  }

  #buildMap(node: YAMLMap, depth: number, line: number): LocatedMap {
    const entries = new Map<string, LocatedEntry>();
    for (const pair of node.items) {
      if (this.failed) break;
      const name = isScalar(pair.key) ? String(pair.key.value) : "";
      const keyLine = this.#lineAt(pair.key, line);
      if (name === "<<") {
        this.#refuse(keyLine, t("Canon does not follow merge keys (`<<`). Write the keys out."));
      } else if (entries.has(name)) {
        this.#report(
          "config/duplicate-key",
          "warning",
          keyLine,
          t(
            "`{0}` is written twice here; this one counts and the one on line {1} is ignored. Remove one of them.",
            shown(name),
            entries.get(name)?.line ?? keyLine,
          ),
        );
      }
      entries.set(name, { line: keyLine, value: this.build(pair.value, depth + 1, keyLine) });
    }
    return { kind: "map", line, entries };
  }

  #buildList(node: YAMLSeq, depth: number, line: number): Located {
    const items: Located[] = [];
    for (const item of node.items) {
      if (this.failed) break;
      items.push(this.build(item, depth + 1, line));
    }
    return { kind: "list", line, items };
  }

  /** An anchor is known once its value is complete, so an alias can never point around itself. */
  #follow(name: string, line: number): Located {
    const anchor = this.#anchors.get(name);
    if (anchor === undefined) {
      return this.#refuse(line, t("This alias refers to a value that is not complete above it."));
    }
    this.#size += anchor.size;
    if (this.#size > MAX_VALUES) {
      return this.#refuse(line, t("The aliases in this file multiply to too many values."));
    }
    return anchor.node;
  }

  #refuse(line: number, message: string): Located {
    if (!this.failed) {
      this.#report("config/broken-yaml", "error", line, `${message} ${nothingSynced()}`);
    }
    this.failed = true;
    return { kind: "scalar", line, value: null };
  }

  #lineAt(node: unknown, parentLine: number): number {
    const ranged = isAlias(node) || isMap(node) || isSeq(node) || isScalar(node);
    return ranged && node.range ? this.#lineOf(node.range[0]) : parentLine;
  }
}

function scalar(value: unknown): Scalar {
  if (typeof value === "bigint") return Number(value);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : null;
}
