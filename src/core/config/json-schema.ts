import { CONFIG_SHAPE } from "./config-shape.ts";
import type { Shape } from "./shape.ts";
import { FORM_PATTERNS } from "./text-forms.ts";

type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
interface JsonObject {
  readonly [key: string]: JsonValue;
}

/**
 * The shape of `CANON.yaml` as a JSON schema, for editors.
 *
 * Source: JSON Schema draft-07.
 */
export function configJsonSchema(): JsonObject {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "CANON.yaml",
    ...schemaOf(CONFIG_SHAPE),
  };
}

function schemaOf(shape: Shape): JsonObject {
  const described = {
    description: shape.description,
    ...(shape.default === undefined ? {} : { default: shape.default }),
  };
  switch (shape.kind) {
    case "unused":
      return described;
    case "text": {
      const pattern = shape.form === undefined ? {} : { pattern: FORM_PATTERNS[shape.form] };
      return { ...described, type: ["string", "null"], ...pattern };
    }
    case "word":
      return { ...described, enum: wordsOf(shape.words, [...(shape.aliases?.keys() ?? [])]) };
    case "boolean":
      return { ...described, enum: booleansOf(shape.orWord, shape.spelled) };
    case "list": {
      const length = shape.notEmpty === true ? { minItems: 1 } : {};
      return { ...described, type: "array", items: schemaOf(shape.of), ...length };
    }
    case "map":
      return { ...described, type: "object", additionalProperties: schemaOf(shape.of) };
    case "record":
      return {
        ...described,
        type: shape.mayBeEmpty === true ? ["object", "null"] : "object",
        properties: Object.fromEntries([...shape.keys].map(([key, of]) => [key, schemaOf(of)])),
        ...(shape.notEmpty === true ? { minProperties: 1 } : {}),
        ...(shape.required === undefined ? {} : { required: shape.required }),
        additionalProperties: false,
      };
  }
}

/** A word of digits may stand without quotes, and then it is a number. */
function wordsOf(words: readonly string[], aliases: readonly string[]): JsonValue[] {
  const numbers = words.filter((word) => /^\d+$/.test(word)).map(Number);
  const off = aliases.includes("false") ? [false] : [];
  return [...words, ...aliases, ...numbers, ...off];
}

/** Editors read YAML 1.2, where `yes` and `off` are texts; Canon reads them as YAML 1.1 does. */
function booleansOf(orWord: string | undefined, spelled: boolean | undefined): JsonValue[] {
  return [
    true,
    false,
    ...(orWord === undefined ? [] : [orWord]),
    ...["yes", "no", "on", "off"],
    ...(spelled === true ? ["1", "0", 1, 0] : []),
  ];
}
