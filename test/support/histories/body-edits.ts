import type { Json } from "../jira-cloud/jira-state.ts";

/** What a person does to the description of a ticket. */
export type BodyEdit =
  | { readonly kind: "above" | "below"; readonly text: string }
  | { readonly kind: "inside"; readonly anchor: string; readonly text: string }
  | { readonly kind: "box"; readonly text: string }
  | { readonly kind: "tick"; readonly text: string; readonly checked: boolean };

/** Edits Markdown, or wiki markup; undefined where there is nothing of the kind to edit. */
export function editText(body: string, edit: BodyEdit): string | undefined {
  const edited = applyEdit(body, edit);
  return edited === body ? undefined : edited;
}

function applyEdit(body: string, edit: BodyEdit): string {
  switch (edit.kind) {
    case "above":
      return `${edit.text}\n\n${body}`;
    case "below":
      return `${body.trimEnd()}\n\n${edit.text}\n`;
    case "inside":
      return body.replace(edit.anchor, `${edit.anchor} ${edit.text}`);
    case "box": {
      const last = [...body.matchAll(/^([-*] \\?\[)[ x](\] ).*$/gm)].at(-1);
      if (last === undefined) return body;
      const end = last.index + last[0].length;
      return `${body.slice(0, end)}\n${last[1]} ${last[2]}${edit.text}${body.slice(end)}`;
    }
    case "tick": {
      const box = new RegExp(`^([-*] \\\\?\\[)[ x](\\] ${edit.text}\\b)`, "m");
      return body.replace(box, `$1${edit.checked ? "x" : " "}$2`);
    }
  }
}

/** Boxes by what they say, in Markdown or wiki markup. */
export function boxesInText(body: string): Map<string, boolean> {
  const boxes = [...body.matchAll(/^[-*] \\?\[([ x])\] (.*?)\s*$/gm)];
  return new Map(boxes.map(([, tick, text]) => [text ?? "", tick === "x"]));
}

interface Node {
  readonly type?: string;
  text?: string;
  readonly attrs?: { state?: string };
  content?: Node[];
}

/** Edits a document of Jira Cloud; undefined where there is nothing of the kind to edit. */
export function editDocument(document: Json | null, edit: BodyEdit): Json | undefined {
  const root = structuredClone(document ?? { type: "doc", version: 1, content: [] }) as Node;
  return editNode(root, edit) ? (root as Json) : undefined;
}

function editNode(root: Node, edit: BodyEdit): boolean {
  const content = (root.content ??= []);
  switch (edit.kind) {
    case "above":
      content.unshift(paragraph(edit.text));
      return true;
    case "below":
      content.push(paragraph(edit.text));
      return true;
    case "inside": {
      const found = nodesIn(root).find(({ text }) => text?.includes(edit.anchor) === true);
      if (found?.text === undefined) return false;
      found.text = found.text.replace(edit.anchor, `${edit.anchor} ${edit.text}`);
      return true;
    }
    case "box": {
      const list = nodesIn(root).findLast(({ type }) => type === "taskList");
      list?.content?.push({
        type: "taskItem",
        attrs: { state: "TODO", localId: edit.text } as { state: string },
        content: [{ type: "text", text: edit.text }],
      });
      return list !== undefined;
    }
    case "tick": {
      const item = nodesIn(root).find(
        (one) => one.type === "taskItem" && wordsOf(one) === edit.text,
      );
      const state = edit.checked ? "DONE" : "TODO";
      if (item?.attrs === undefined || item.attrs.state === state) return false;
      item.attrs.state = state;
      return true;
    }
  }
}

/** Boxes of a document by what they say. */
export function boxesInDocument(document: Json | null): Map<string, boolean> {
  const items = nodesIn((document ?? {}) as Node).filter(({ type }) => type === "taskItem");
  return new Map(items.map((item) => [wordsOf(item), item.attrs?.state === "DONE"]));
}

function paragraph(text: string): Node {
  return { type: "paragraph", content: [{ type: "text", text }] };
}

function nodesIn(node: Node): Node[] {
  return [node, ...(node.content ?? []).flatMap(nodesIn)];
}

function wordsOf(node: Node): string {
  return nodesIn(node)
    .map(({ text }) => text ?? "")
    .join("");
}
