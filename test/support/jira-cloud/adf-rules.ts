/**
 * What Atlassian's document format allows, as strict as its JSON schema: each node's children,
 * attributes and marks, and nothing else.
 *
 * Source: developer.atlassian.com, "Atlassian Document Format", the page of each node and mark.
 */
export function adfProblems(value: unknown): string[] {
  const problems: string[] = [];
  if (!isObject(value)) return ["a document is an object"];
  const { type, version, content, ...others } = value;
  if (type !== "doc") problems.push("the outermost node is not a doc");
  if (version !== 1) problems.push("the version is not 1");
  problems.push(...unknown("doc", others));
  checkChildren("doc", content, { allowed: TOP_LEVEL }, problems);
  return problems;
}

interface Rule {
  /** Types that may stand inside; undefined for a node that holds nothing. */
  readonly allowed?: ReadonlySet<string>;
  /** Types of which the first child has to be. */
  readonly first?: ReadonlySet<string>;
  /** At least one child. */
  readonly filled?: boolean;
  readonly attrs?: Readonly<Record<string, (value: unknown) => boolean>>;
  readonly required?: readonly string[];
  /** Text inside stands without marks. */
  readonly plain?: boolean;
}

const set = (...names: string[]): ReadonlySet<string> => new Set(names);
const isText = (value: unknown): boolean => typeof value === "string";
const isFilled = (value: unknown): boolean => typeof value === "string" && value !== "";
const isWhole = (value: unknown): boolean => Number.isInteger(value);

const INLINE = set(
  "text",
  "hardBreak",
  "mention",
  "emoji",
  "date",
  "status",
  "inlineCard",
  "mediaInline",
);
const IN_ITEM = set("paragraph", "bulletList", "orderedList", "codeBlock", "mediaSingle");
const IN_CELL = set(
  "paragraph",
  "panel",
  "blockquote",
  "orderedList",
  "bulletList",
  "rule",
  "heading",
  "codeBlock",
  "mediaSingle",
  "mediaGroup",
  "taskList",
);
const TOP_LEVEL = set(
  "paragraph",
  "heading",
  "bulletList",
  "orderedList",
  "taskList",
  "codeBlock",
  "blockquote",
  "rule",
  "table",
  "panel",
  "expand",
  "mediaSingle",
  "mediaGroup",
  "blockCard",
);

const NODES: Readonly<Record<string, Rule>> = {
  paragraph: { allowed: INLINE, attrs: { localId: isText } },
  heading: {
    allowed: INLINE,
    attrs: { level: (value) => isWhole(value) && Number(value) >= 1 && Number(value) <= 6 },
    required: ["level"],
  },
  bulletList: { allowed: set("listItem"), filled: true, attrs: { localId: isText } },
  orderedList: {
    allowed: set("listItem"),
    filled: true,
    attrs: { order: (value) => isWhole(value) && Number(value) >= 0, localId: isText },
  },
  listItem: {
    allowed: IN_ITEM,
    first: set("paragraph", "codeBlock", "mediaSingle"),
    filled: true,
    attrs: { localId: isText },
  },
  taskList: {
    allowed: set("taskItem", "taskList"),
    first: set("taskItem"),
    filled: true,
    attrs: { localId: isText },
    required: ["localId"],
  },
  taskItem: {
    allowed: INLINE,
    attrs: { localId: isText, state: (value) => value === "TODO" || value === "DONE" },
    required: ["localId", "state"],
  },
  codeBlock: { allowed: set("text"), plain: true, attrs: { language: isFilled, localId: isText } },
  blockquote: {
    allowed: set(
      "paragraph",
      "bulletList",
      "orderedList",
      "codeBlock",
      "mediaSingle",
      "mediaGroup",
    ),
    filled: true,
    attrs: { localId: isText },
  },
  rule: { attrs: { localId: isText } },
  table: {
    allowed: set("tableRow"),
    filled: true,
    attrs: {
      layout: isText,
      localId: isText,
      isNumberColumnEnabled: (v) => typeof v === "boolean",
    },
  },
  tableRow: { allowed: set("tableCell", "tableHeader"), filled: true },
  tableCell: { allowed: IN_CELL, filled: true, attrs: { colspan: isWhole, rowspan: isWhole } },
  tableHeader: { allowed: IN_CELL, filled: true, attrs: { colspan: isWhole, rowspan: isWhole } },
  panel: {
    allowed: set("paragraph", "heading", "bulletList", "orderedList", "codeBlock", "taskList"),
    filled: true,
    attrs: { panelType: isText },
    required: ["panelType"],
  },
  expand: { allowed: IN_CELL, filled: true, attrs: { title: isText } },
  mediaSingle: { allowed: set("media"), filled: true, attrs: { layout: isText } },
  mediaGroup: { allowed: set("media"), filled: true },
  media: {
    attrs: { type: isText, id: isFilled, collection: isText, alt: isText },
    required: ["type", "id", "collection"],
  },
  mediaInline: {
    attrs: { type: isText, id: isFilled, collection: isText },
    required: ["id", "collection"],
  },
  blockCard: { attrs: { url: isFilled }, required: ["url"] },
  inlineCard: { attrs: { url: isFilled }, required: ["url"] },
  hardBreak: { attrs: { text: (value) => value === "\n" } },
  mention: { attrs: { id: isText, text: isText, accessLevel: isText }, required: ["id"] },
  emoji: { attrs: { shortName: isText, id: isText, text: isText }, required: ["shortName"] },
  date: { attrs: { timestamp: isFilled }, required: ["timestamp"] },
  status: { attrs: { text: isFilled, color: isText }, required: ["text", "color"] },
};

const FORMATS = set("strong", "em", "strike", "underline", "link", "textColor", "subsup");
const WITH_CODE = set("code", "link");

function checkNode(node: unknown, isPlain: boolean, problems: string[]): void {
  if (!isObject(node) || typeof node["type"] !== "string") {
    problems.push("a node is an object with a type");
    return;
  }
  const { type, content, attrs, marks, ...others } = node;
  if (type === "text") {
    checkText(others, marks, isPlain, problems);
    if (content !== undefined || attrs !== undefined) problems.push("text holds nothing else");
    return;
  }
  const rule = NODES[type];
  if (rule === undefined) {
    problems.push(`${type} is unknown`);
    return;
  }
  if (marks !== undefined) problems.push(`${type} has marks`);
  problems.push(...unknown(type, others));
  checkAttributes(type, attrs, rule, problems);
  checkChildren(type, content, rule, problems);
}

function checkAttributes(type: string, attrs: unknown, rule: Rule, problems: string[]): void {
  if (attrs !== undefined && !isObject(attrs)) problems.push(`${type} has attributes of no kind`);
  const given = isObject(attrs) ? attrs : {};
  for (const [name, value] of Object.entries(given)) {
    if (rule.attrs?.[name]?.(value) !== true) problems.push(`${type} has a wrong ${name}`);
  }
  for (const name of rule.required ?? []) {
    if (!(name in given)) problems.push(`${type} has no ${name}`);
  }
}

function checkChildren(type: string, content: unknown, rule: Rule, problems: string[]): void {
  if (rule.allowed === undefined) {
    if (content !== undefined) problems.push(`${type} holds something`);
    return;
  }
  if (content !== undefined && !Array.isArray(content)) problems.push(`${type} holds no list`);
  const children: readonly unknown[] = Array.isArray(content) ? content : [];
  if (type === "doc" && content === undefined) problems.push("doc has no content");
  if (rule.filled === true && children.length === 0) problems.push(`${type} is empty`);
  for (const [index, child] of children.entries()) {
    const name = isObject(child) ? String(child["type"]) : "nothing";
    if (!rule.allowed.has(name)) problems.push(`${type} holds ${name}`);
    if (index === 0 && rule.first?.has(name) === false)
      problems.push(`${type} begins with ${name}`);
    checkNode(child, rule.plain === true, problems);
  }
}

function checkText(
  { text, ...others }: Record<string, unknown>,
  marks: unknown,
  isPlain: boolean,
  problems: string[],
): void {
  if (!isFilled(text)) problems.push("text is empty");
  problems.push(...unknown("text", others));
  if (marks === undefined) return;
  if (isPlain) problems.push("text in code has marks");
  const list: readonly unknown[] = Array.isArray(marks) ? marks : [undefined];
  const names = list.map((mark) => (isObject(mark) ? String(mark["type"]) : "nothing"));
  if (new Set(names).size !== names.length) problems.push("a mark stands twice");
  const allowed = names.includes("code") ? WITH_CODE : FORMATS;
  for (const [index, name] of names.entries()) {
    if (!allowed.has(name)) problems.push(`text has the mark ${name} beside ${names.join()}`);
    const attrs = (list[index] as { readonly attrs?: unknown } | undefined)?.attrs;
    const href = isObject(attrs) ? attrs["href"] : undefined;
    if (name === "link" && !isFilled(href)) problems.push("a link leads nowhere");
  }
}

function unknown(type: string, others: Record<string, unknown>): string[] {
  return Object.keys(others).map((key) => `${type} has the unknown key ${key}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
