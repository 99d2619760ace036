import { err, ok, type Result } from "../core/kernel/result.ts";

/** One thing that a tool can be told. */
export type Parameter =
  | {
      readonly type: "string";
      readonly description: string;
      readonly maxLength: number;
      readonly enum?: readonly string[];
    }
  | {
      readonly type: "integer";
      readonly description: string;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly type: "boolean"; readonly description: string }
  | {
      readonly type: "array";
      readonly description: string;
      readonly maxItems: number;
      readonly items: { readonly type: "string"; readonly maxLength: number };
    };

type Parameters = Readonly<Record<string, Parameter>>;

/**
 * What a tool takes, as JSON schema. The manifest of the editor, the server of the Model Context
 * Protocol and `readInput` all follow it.
 */
export interface ToolSchema<P extends Parameters = Parameters> {
  readonly type: "object";
  readonly properties: P;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

type ValueOf<P extends Parameter> = P extends { readonly type: "string" }
  ? string
  : P extends { readonly type: "integer" }
    ? number
    : P extends { readonly type: "boolean" }
      ? boolean
      : readonly string[];

/** What a tool was told; an empty text counts as not told. */
export type InputOf<S> =
  S extends ToolSchema<infer P> ? { readonly [K in keyof P]?: ValueOf<P[K]> } : never;

export function schemaOf<const P extends Parameters>(
  properties: P,
  required: readonly (keyof P & string)[] = [],
): ToolSchema<P> {
  return { type: "object", properties, required, additionalProperties: false };
}

/**
 * Reads what a model passed to a tool. It may be anything.
 *
 * Errors: one sentence for the model that says what does not fit, and what would.
 */
export function readInput<S extends ToolSchema>(
  schema: S,
  input: unknown,
): Result<InputOf<S>, string> {
  if (input === undefined || input === null) return readInput(schema, {});
  if (typeof input !== "object" || Array.isArray(input)) {
    return err(`The input must be an object. ${known(schema)}`);
  }
  const read = new Map<string, unknown>();
  for (const [name, value] of Object.entries(input)) {
    const parameter = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (parameter === undefined) {
      return err(`There is no parameter ${quoted(name)}. ${known(schema)}`);
    }
    if (value === null || value === undefined || value === "") continue;
    const wanted = whatFits(parameter, value);
    if (wanted !== null) return err(`The parameter "${name}" must be ${wanted}.`);
    read.set(name, value);
  }
  const missing = schema.required.find((name) => !read.has(name));
  if (missing !== undefined) return err(`The parameter "${missing}" is missing. ${known(schema)}`);
  return ok(Object.fromEntries(read) as InputOf<S>);
}

/** Null where the value fits. */
function whatFits(parameter: Parameter, value: unknown): string | null {
  switch (parameter.type) {
    case "boolean":
      return typeof value === "boolean" ? null : "true or false";
    case "integer": {
      const { minimum, maximum } = parameter;
      const fits = Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
      return fits ? null : `a whole number from ${String(minimum)} to ${String(maximum)}`;
    }
    case "string": {
      if (parameter.enum !== undefined) {
        const fits = typeof value === "string" && parameter.enum.includes(value);
        return fits ? null : `one of ${parameter.enum.join(", ")}`;
      }
      return isText(value, parameter.maxLength) ? null : textOf(parameter.maxLength);
    }
    case "array": {
      const { maxItems, items } = parameter;
      const fits =
        Array.isArray(value) &&
        value.length <= maxItems &&
        value.every((one) => isText(one, items.maxLength) && one !== "");
      return fits ? null : `a list of at most ${String(maxItems)} items, each ${textOf(items.maxLength)}`; // prettier-ignore
    }
  }
}

function isText(value: unknown, maxLength: number): boolean {
  return typeof value === "string" && value.length <= maxLength;
}

function textOf(maxLength: number): string {
  return `a text of at most ${String(maxLength)} characters`;
}

function known({ properties }: ToolSchema): string {
  return `It takes: ${Object.keys(properties).join(", ")}.`;
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 60));
}
