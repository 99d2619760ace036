import { CONFIG_SHAPE } from "../../src/core/config/config-shape.ts";
import type { Shape } from "../../src/core/config/shape.ts";

const HEAD = `# Configuration reference

Every key of \`CANON.yaml\`, made from the table that the parser follows. [config.md](config.md) explains how the keys work
together, with examples. \`<name>\` stands for a name of your choice, and \`[]\` for each entry of a list. An empty cell
in the column of defaults: nothing holds while the key is absent.
`;

interface Row {
  readonly key: string;
  readonly shape: Shape;
  readonly isRequired: boolean;
}

export function configReference(): string {
  const [, ...rows] = rowsOf("", CONFIG_SHAPE, false);
  const used = rows.filter(({ shape }) => shape.kind !== "unused");
  const unused = rows.filter(({ shape }) => shape.kind === "unused");
  const byTop = [...Map.groupBy(used, topOf)];
  const alone = byTop.flatMap(([, own]) => (own.length === 1 ? own : []));
  const tables = byTop
    .filter(([, own]) => own.length > 1)
    .map(([top, own]) => `## \`${top}\`\n\n${table(own)}`);
  const parts = [`## Keys that stand alone\n\n${table(alone)}`, ...tables, unusedKeys(unused)];
  return `${[HEAD.trimEnd(), ...parts].join("\n\n")}\n`;
}

/** Files of other programs have them; Canon passes over them without a word. */
function unusedKeys(rows: readonly Row[]): string {
  const list = rows.map(({ key, shape }) => `- \`${key}\`: ${shape.description}`);
  return `## Known and not used\n\nThese keys are no mistake, and change nothing.\n\n${list.join("\n")}`;
}

function rowsOf(key: string, shape: Shape, isRequired: boolean): Row[] {
  const own = { key, shape, isRequired };
  if (shape.kind === "list") return [own, ...inner(`${key}[]`, shape.of)];
  if (shape.kind === "map") return [own, ...inner(`${key}.<name>`, shape.of)];
  if (shape.kind !== "record") return [own];
  const prefix = key === "" ? "" : `${key}.`;
  const below = [...shape.keys].flatMap(([name, of]) =>
    rowsOf(prefix + name, of, shape.required?.includes(name) === true),
  );
  return [own, ...below];
}

/** An entry that holds nothing but a value is told by its list. */
function inner(key: string, shape: Shape): Row[] {
  const rows = rowsOf(key, shape, false);
  return rows.length === 1 ? [] : rows;
}

function topOf({ key }: Row): string {
  return key.split(/[.[]/)[0] ?? key;
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ key, shape, isRequired }) => {
    const need = isRequired ? " Required." : "";
    return `| \`${key}\` | ${valueOf(shape)} | ${defaultOf(shape)} | ${cell(shape.description)}${need} |`;
  });
  return ["| key | value | default | meaning |", "| --- | --- | --- | --- |", ...lines].join("\n");
}

function valueOf(shape: Shape): string {
  switch (shape.kind) {
    case "word":
      return shape.words.map((word) => `\`${word}\``).join(", ");
    case "boolean": {
      const words = ["true", "false", ...(shape.orWord === undefined ? [] : [shape.orWord])];
      return words.map((word) => `\`${word}\``).join(", ");
    }
    case "list":
      return `list of ${shape.of.kind === "record" ? "mappings" : "texts"}`;
    case "map":
    case "record":
      return "mapping";
    case "text":
      return shape.form === undefined ? "text" : `text (${shape.form})`;
    case "unused":
      return "anything";
  }
}

function defaultOf(shape: Shape): string {
  if (shape.default === undefined) return "";
  const values = Array.isArray(shape.default) ? shape.default : [shape.default];
  return values.map((value) => `\`${String(value)}\``).join(", ");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
