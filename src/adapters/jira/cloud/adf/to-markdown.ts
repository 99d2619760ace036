import { bareLink, inlineToMarkdown } from "./inline-to-markdown.ts";
import { type AdfNode, childrenOf, textAttribute } from "./nodes.ts";

/**
 * Reads a document, or some of its outermost nodes, as Markdown.
 *
 * Shape:  what Markdown has no form for becomes readable text: an image is named, a panel is a
 *         quote, a mention is a name. What Canon itself wrote gives the same nodes again.
 * Errors: none; unknown nodes give what text they hold.
 */
export function adfToMarkdown(nodes: readonly AdfNode[]): string {
  return joinBlocks(nodes, "\n\n");
}

/** Two lists of a kind would become one, so every second one has other marks. */
function joinBlocks(nodes: readonly AdfNode[], separator: string): string {
  let isOdd = false;
  const blocks = nodes.map((node, index) => {
    isOdd = nodes[index - 1]?.type === node.type && !isOdd;
    return blockToMarkdown(node, isOdd);
  });
  return blocks.filter((block) => block !== "").join(separator);
}

function blockToMarkdown(node: AdfNode, isOdd: boolean): string {
  const { type, attrs } = node;
  switch (type) {
    case "paragraph":
      return escapeLineStarts(inlineToMarkdown(childrenOf(node)).trim());
    case "heading":
      return headingOf(node);
    case "bulletList":
    case "decisionList":
      return itemsOf(node, () => (isOdd ? "* " : "- "));
    case "orderedList": {
      const order = typeof attrs?.["order"] === "number" ? attrs["order"] : 1;
      return itemsOf(node, (index) => `${order + index}${isOdd ? ")" : "."} `);
    }
    case "taskList":
      return tasksOf(node, isOdd ? "*" : "-");
    case "codeBlock":
      return codeOf(node);
    case "blockquote":
    case "panel":
      return quoted(adfToMarkdown(childrenOf(node)));
    case "rule":
      return "---";
    case "table":
      return tableOf(node);
    case "media":
      return `\\[${textAttribute(attrs, "alt") || "attachment"}\\]`;
    case "blockCard":
    case "embedCard":
      return bareLink(textAttribute(attrs, "url"));
    default:
      return otherBlock(node);
  }
}

function otherBlock(node: AdfNode): string {
  const title = textAttribute(node.attrs, "title");
  const content = childrenOf(node);
  const isInline = content.some((child) => child.type === "text");
  const inside = isInline ? inlineToMarkdown(content) : adfToMarkdown(content);
  const words = inside || textAttribute(node.attrs, "text");
  return [title === "" ? "" : `**${title}**`, words].filter((part) => part !== "").join("\n\n");
}

function headingOf({ attrs, content = [] }: AdfNode): string {
  const level = typeof attrs?.["level"] === "number" ? attrs["level"] : 1;
  const words = inlineToMarkdown(content, " ").trim();
  // Signs at the end of the line would be taken for the heading's own.
  const kept = words.replace(/(?<=^|\s)#+$/, "\\$&");
  return `${"#".repeat(Math.min(6, Math.max(1, level)))} ${kept}`;
}

function itemsOf(list: AdfNode, bulletOf: (index: number) => string): string {
  const items = childrenOf(list).map((item, index) => {
    const bullet = bulletOf(index);
    return indented(bullet, escapeBox(itemOf(item)));
  });
  return items.join("\n");
}

/** A list follows its paragraph directly; anything else needs a blank line before it. */
function itemOf(item: AdfNode): string {
  const children = childrenOf(item);
  if (children[0]?.type === "text") return inlineToMarkdown(children);
  const followsClosely = children.every(
    ({ type, attrs }, index) =>
      index === 0 || type === "bulletList" || (type === "orderedList" && attrs?.["order"] === 1),
  );
  const text = joinBlocks(children, followsClosely ? "\n" : "\n\n");
  const isHollow = children[0]?.type === "paragraph" && childrenOf(children[0]).length === 0;
  return isHollow && children.length > 1 ? `\n${text}` : text;
}

/** A task list inside a task list belongs to the task before it. */
function tasksOf(list: AdfNode, bullet: string): string {
  const rows = childrenOf(list).map((child) => {
    if (child.type === "taskList") return indented("  ", tasksOf(child, "-"));
    const box = child.attrs?.["state"] === "DONE" ? "[x]" : "[ ]";
    return indented(`${bullet} `, `${box} ${itemOf(child)}`.trimEnd());
  });
  return rows.join("\n");
}

function indented(bullet: string, text: string): string {
  const indent = " ".repeat(bullet.length);
  return (bullet + text.replace(/\n(?!\n|$)/g, `\n${indent}`)).trimEnd();
}

function quoted(text: string): string {
  return text.replace(/^/gm, "> ").replace(/^> $/gm, ">");
}

function codeOf({ attrs, content = [] }: AdfNode): string {
  const code = content.map((child) => child.text ?? "").join("");
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const language = textAttribute(attrs, "language").replace(/[`\s]/g, "");
  return `${fence}${language}\n${code === "" ? "" : `${code}\n`}${fence}`;
}

/** The first row is the head, as Markdown knows no table without one. */
function tableOf(table: AdfNode): string {
  const rows = childrenOf(table).map((row) => childrenOf(row).map(cellOf));
  const width = Math.max(1, ...rows.map((row) => row.length));
  const line = (row: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, index) => row[index] ?? "").join(" | ")} |`;
  const [head = [], ...body] = rows;
  const rule = line(Array.from({ length: width }, () => "---"));
  return [line(head), rule, ...body.map(line)].join("\n");
}

function cellOf(cell: AdfNode): string {
  const parts = childrenOf(cell).map((child) =>
    child.type === "paragraph"
      ? inlineToMarkdown(childrenOf(child), " ")
      : blockToMarkdown(child, false),
  );
  return parts
    .join(" ")
    .replace(/\s*\n\s*/g, " ")
    .replace(/\|/g, "\\|")
    .trim();
}

/** A plain sentence must not become a heading, list, quote or rule because of how it begins. */
function escapeLineStarts(text: string): string {
  return text
    .replace(/^[ \t]*(\d{1,9})([.)])(?=\s|$)/gm, "$1\\$2")
    .replace(/^[ \t]*(#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|=+\s*$|~{3}|[-:|][-:| \t]*$)/gm, "\\$1")
    .replace(/^[ \t]*(?=\[[^\]]*\]:)/gm, "\\");
}

function escapeBox(item: string): string {
  return item.replace(/^\[(?=[ xX]\]\s)/, "\\[");
}
