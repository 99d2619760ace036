import { isRecord } from "../../../../core/kernel/json-fields.ts";
/**
 * The parts of Atlassian's document format that Canon looks at; all other keys are kept as they
 * are.
 *
 * Source: developer.atlassian.com, "Atlassian Document Format", structure, nodes and marks.
 */
export interface AdfNode {
  readonly type: string;
  readonly attrs?: AdfAttributes;
  readonly content?: readonly AdfNode[];
  readonly marks?: readonly AdfMark[];
  readonly text?: string;
}

export interface AdfMark {
  readonly type: string;
  readonly attrs?: AdfAttributes;
}

export type AdfAttributes = Readonly<Record<string, unknown>>;

export interface AdfDocument {
  readonly type: "doc";
  readonly version: 1;
  readonly content: readonly AdfNode[];
}

/** Nobody writes by hand what is nested deeper; following it could exhaust the stack. */
const MAX_DEPTH = 120;

export function adfDocument(content: readonly AdfNode[]): AdfDocument {
  return { type: "doc", version: 1, content };
}

/**
 * Takes what Jira sent as a document; null, which Jira sends for an empty text, is an empty one.
 *
 * Errors: undefined for anything else than a document.
 */
export function parseAdfDocument(value: unknown): AdfDocument | undefined {
  if (value === null) return adfDocument([]);
  if (!isNode(value, 0) || value.type !== "doc") return undefined;
  return adfDocument(value.content ?? []);
}

/** A text attribute; empty where it is missing or something else. */
export function textAttribute(attrs: AdfAttributes | undefined, name: string): string {
  const value = attrs?.[name];
  return typeof value === "string" ? value : "";
}

export function childrenOf(node: AdfNode): readonly AdfNode[] {
  return node.content ?? [];
}

function isNode(value: unknown, depth: number): value is AdfNode {
  if (!isRecord(value) || typeof value["type"] !== "string" || depth > MAX_DEPTH) return false;
  const { attrs, content, marks, text } = value;
  return (
    (attrs === undefined || isRecord(attrs)) &&
    (text === undefined || typeof text === "string") &&
    (marks === undefined || (Array.isArray(marks) && marks.every(isMark))) &&
    (content === undefined ||
      (Array.isArray(content) && content.every((child) => isNode(child, depth + 1))))
  );
}

function isMark(value: unknown): value is AdfMark {
  return (
    isRecord(value) &&
    typeof value["type"] === "string" &&
    (value["attrs"] === undefined || isRecord(value["attrs"]))
  );
}
