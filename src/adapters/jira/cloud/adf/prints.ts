import { hashText } from "../../../../core/kernel/hash.ts";
import { type AdfAttributes, type AdfNode, childrenOf, textAttribute } from "./nodes.ts";

/** Attributes that change what a node says; Jira adds others for layout and its own use. */
const MEANINGFUL = [
  "level",
  "order",
  "language",
  "panelType",
  "href",
  "url",
  "id",
  "text",
  "shortName",
  "timestamp",
  "title",
  "type",
];

/**
 * A short name for what an outermost node says, by which Canon knows the ones it wrote.
 *
 * Shape:  16 hexadecimal digits. Ticks of tasks do not count, nor does what Jira adds by itself:
 *         ids, layout, widths, and how text is cut into nodes.
 */
export function printOf(node: AdfNode): string {
  return hashText(JSON.stringify(essence(node))).slice(0, 16);
}

function essence(node: AdfNode): unknown {
  if (node.type === "text") return wordsOf(node);
  const children = mergeWords(childrenOf(node).map(essence));
  return [node.type, attributesOf(node.attrs), children];
}

interface Words {
  readonly marks: string;
  readonly text: string;
}

function wordsOf({ text = "", marks = [] }: AdfNode): Words {
  const names = marks.map(({ type, attrs }) => `${type} ${textAttribute(attrs, "href")}`);
  return { marks: names.sort().join(), text };
}

function mergeWords(children: readonly unknown[]): readonly unknown[] {
  const merged: unknown[] = [];
  for (const child of children) {
    const last = merged.at(-1);
    if (isWords(child) && isWords(last) && last.marks === child.marks) {
      merged[merged.length - 1] = { ...last, text: last.text + child.text };
    } else merged.push(child);
  }
  return merged;
}

function isWords(value: unknown): value is Words {
  return typeof value === "object" && value !== null && "marks" in value;
}

/** An order of 1 is what a list has without one. */
function attributesOf(attrs: AdfAttributes = {}): readonly unknown[] {
  return MEANINGFUL.filter((name) => name in attrs && !(name === "order" && attrs[name] === 1)).map(
    (name) => [name, attrs[name]],
  );
}
