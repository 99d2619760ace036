import {
  fromBlocks,
  linkOf,
  nameOf,
  toBlocks,
  withoutLink,
  withStatus,
  type Block,
} from "./blocks.ts";

/** What a person does to a spec; `at` chooses the section among all of the workspace. */
export type SpecEdit =
  | { readonly kind: "status"; readonly at: number; readonly word: string }
  | { readonly kind: "tick"; readonly at: number; readonly nth: number; readonly checked: boolean }
  | {
      readonly kind:
        | "add-box"
        | "copy"
        | "delete"
        | "drop-box"
        | "insert"
        | "line"
        | "rename"
        | "renumber"
        | "unlink"
        | "word";
      readonly at: number;
    }
  | { readonly kind: "move"; readonly at: number; readonly to: number }
  | { readonly kind: "move-file"; readonly at: number };

/** Gives words and names that were never used before. */
export interface Fresh {
  word(kind: "t" | "c" | "s"): string;
}

const SPEC = /^docs\/specs\/[^/]+\.md$/;

export function specPaths(files: ReadonlyMap<string, string>): string[] {
  return [...files.keys()].filter((path) => SPEC.test(path)).sort();
}

/** A new section as a person would write it. */
export function newBlock(number: string, name: string, status: string, boxes: string[]): Block {
  // Some sections are named by their number, which changes when they move.
  const id = Number(name.slice(1)) % 3 === 0 ? number : name;
  const depth = number.includes(".") ? "###" : "##";
  const dot = number.includes(".") ? "" : ".";
  return {
    lines: [
      `${depth} ${number}${dot} Part ${name}`,
      `<!-- canon:system:${id} status:${status} -->`,
      "",
      `Anchor ${name}.`,
      "",
      ...boxes.map((box) => `- [ ] ${box}`),
      "",
    ],
  };
}

/** Edits the specs of a clone; false where there was nothing to edit. */
export function editSpecs(files: Map<string, string>, edit: SpecEdit, fresh: Fresh): boolean {
  const places = specPaths(files).flatMap((path) =>
    toBlocks(files.get(path) ?? "").blocks.map((block, index) => ({ path, block, index })),
  );
  const place = places[edit.at % Math.max(1, places.length)];
  if (place === undefined) return false;
  const { path, block, index } = place;
  const { top, blocks } = toBlocks(files.get(path) ?? "");
  const save = (changed: readonly Block[]): boolean => {
    const text = fromBlocks(top, changed);
    const isNew = text !== files.get(path);
    files.set(path, text);
    return isNew;
  };
  const replace = (changed: Block): boolean => save(blocks.with(index, changed));
  switch (edit.kind) {
    case "status":
      return replace(withStatus(block, edit.word));
    case "tick":
      return replace(ticked(block, edit.nth, edit.checked));
    case "add-box":
      return replace(afterBoxes(block, `- [ ] ${fresh.word("c")}`));
    case "drop-box":
      return replace(withoutBox(block));
    case "word":
      return replace(changeLine(block, /^Anchor s\d+\./, (line) => `${line} ${fresh.word("t")}`));
    case "line":
      return replace(
        changeLine(block, /^Anchor s\d+\./, (line) => `${line}\n\nMore ${fresh.word("t")}.`),
      );
    case "rename":
      return replace(changeLine(block, /^#/, (line) => `${line} ${fresh.word("t")}`));
    case "renumber":
      return replace(renumbered(block));
    case "unlink":
      return linkOf(block) !== undefined && replace(withoutLink(block));
    case "delete":
      return blocks.length > 1 && save(blocks.toSpliced(index, 1));
    case "copy":
      return save([...blocks, copied(block, fresh)]);
    case "insert": {
      const made = newBlock(`${blocks.length + 20}`, fresh.word("s"), "todo", [fresh.word("c")]);
      return save(blocks.toSpliced(index + 1, 0, made));
    }
    case "move":
      return move(files, path, index, edit.to);
    case "move-file":
      return moveFile(files, path);
  }
}

function ticked({ lines }: Block, nth: number, checked: boolean): Block {
  const boxes = lines.flatMap((line, index) => (/^- \[[ x]\] /.test(line) ? [index] : []));
  const at = boxes[nth % Math.max(1, boxes.length)];
  if (at === undefined) return { lines };
  const line = (lines[at] ?? "").replace(/^- \[[ x]\]/, `- [${checked ? "x" : " "}]`);
  return { lines: lines.with(at, line) };
}

function afterBoxes({ lines }: Block, box: string): Block {
  const last = lines.findLastIndex((line) => /^- \[[ x]\] /.test(line));
  if (last >= 0) return { lines: lines.toSpliced(last + 1, 0, box) };
  const end = lines.findLastIndex((line) => line !== "");
  return { lines: lines.toSpliced(end + 1, 0, "", box) };
}

function withoutBox({ lines }: Block): Block {
  const last = lines.findLastIndex((line) => /^- \[[ x]\] /.test(line));
  return last < 0 ? { lines } : { lines: lines.toSpliced(last, 1) };
}

function changeLine({ lines }: Block, form: RegExp, change: (line: string) => string): Block {
  const at = lines.findIndex((line) => form.test(line));
  if (at < 0) return { lines };
  return { lines: lines.flatMap((line, i) => (i === at ? change(line).split("\n") : [line])) };
}

/** The number in the heading, and in the comment where the section is named by it. */
function renumbered({ lines }: Block): Block {
  const number = /^#+ ([\d.]*\d)/.exec(lines[0] ?? "")?.[1];
  if (number === undefined) return { lines };
  const next = number.replace(/\d+$/, (last) => String(Number(last) + 7));
  return {
    lines: lines.map((line) =>
      line
        .replace(/^(#+ )[\d.]*\d/, `$1${next}`)
        .replace(`canon:system:${number} `, `canon:system:${next} `),
    ),
  };
}

/** A copy that its author means to be another section, but that keeps what stands in comments. */
function copied(block: Block, fresh: Fresh): Block {
  const name = nameOf(block);
  const other = fresh.word("s");
  if (name === undefined) return block;
  return {
    lines: block.lines.map((line) => line.replace(`Anchor ${name}.`, `Anchor ${other}.`)),
  };
}

/** Puts a section somewhere else, in this file or in another one. */
function move(files: Map<string, string>, path: string, index: number, to: number): boolean {
  const { top, blocks } = toBlocks(files.get(path) ?? "");
  const block = blocks[index];
  if (block === undefined || blocks.length < 2) return false;
  files.set(path, fromBlocks(top, blocks.toSpliced(index, 1)));
  const paths = specPaths(files);
  const target = paths[to % paths.length] ?? path;
  const other = toBlocks(files.get(target) ?? "");
  const place = to % (other.blocks.length + 1);
  files.set(target, fromBlocks(other.top, other.blocks.toSpliced(place, 0, block)));
  return true;
}

function moveFile(files: Map<string, string>, path: string): boolean {
  const text = files.get(path) ?? "";
  const to = path.replace(/(\d*)\.md$/, (_, digits: string) => `${Number(digits) + 1}.md`);
  if (files.has(to)) return false;
  files.delete(path);
  files.set(to, text);
  return true;
}
