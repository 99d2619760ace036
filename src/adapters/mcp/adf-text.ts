/**
 * The words of a comment, which comes as text or as a document of Atlassian's editor.
 *
 * Shape:  blocks stand on their own lines, points of a list begin with `- `; undefined where it is
 *         neither text nor document.
 * Errors: none; what is nested deeper than a person would nest is left out.
 */
export function textOf(body: unknown): string | undefined {
  if (typeof body === "string") return flatten(parsedDocument(body)) ?? body;
  return flatten(body);
}

const DEEPEST = 60;
const BLOCKS = new Set(["paragraph", "heading", "codeBlock", "rule", "mediaSingle", "tableRow"]);

interface Node {
  readonly type: string;
  readonly text?: unknown;
  readonly attrs?: unknown;
  readonly content?: unknown;
}

function flatten(value: unknown): string | undefined {
  if (!isNode(value) || value.type !== "doc") return undefined;
  return words(value, 0)
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function words(node: Node, depth: number): string {
  if (depth > DEEPEST) return "";
  if (typeof node.text === "string") return node.text;
  if (node.type === "hardBreak") return "\n";
  const content: readonly unknown[] = Array.isArray(node.content) ? node.content : [];
  const inner = content.map((one) => (isNode(one) ? words(one, depth + 1) : "")).join("");
  if (node.type === "listItem") return `- ${inner.trim()}\n`;
  if (content.length === 0 && !BLOCKS.has(node.type)) return standIn(node.attrs);
  return BLOCKS.has(node.type) ? `${inner}\n\n` : inner;
}

/** A mention, an emoji or a card says what it stands for beside its type. */
function standIn(attrs: unknown): string {
  if (typeof attrs !== "object" || attrs === null) return "";
  const { text, shortName, url } = attrs as Readonly<Record<string, unknown>>;
  return [text, shortName, url].find((one) => typeof one === "string") ?? "";
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
  );
}

function parsedDocument(text: string): unknown {
  if (!/^\s*\{\s*"(?:type|version)"/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
