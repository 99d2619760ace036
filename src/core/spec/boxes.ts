import { joinedText, type CommentedText } from "./kept-text.ts";
import type { OutlineBox } from "./outline.ts";

/** A check-box with a text. `parent` is its place among the boxes that have one. */
export interface Box extends OutlineBox {
  readonly text: string;
  readonly checked: boolean;
}

/** Some of the boxes of a text, one after the other; `from` is the place of the first one. */
export interface BoxRun {
  readonly boxes: readonly Box[];
  readonly from: number;
}

/** The boxes that say something; one that holds only a comment is no criterion. */
export function boxesWithText(source: CommentedText, found: readonly OutlineBox[]): Box[] {
  const boxes: Box[] = [];
  const places = new Map<number, number | null>();
  found.forEach((box, index) => {
    const parent = box.parent === null ? null : (places.get(box.parent) ?? null);
    const text = joinedText(source, box.mark + 2, box.textEnd);
    if (text === "") {
      places.set(index, parent);
      return;
    }
    places.set(index, boxes.length);
    boxes.push({ ...box, parent, text, checked: source.lines.text.charAt(box.mark) !== " " });
  });
  return boxes;
}
