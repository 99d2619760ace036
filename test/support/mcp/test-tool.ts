/** A tool as a test offers it. What it gives is sent as JSON, a text as it is. */
export interface TestTool {
  readonly name: string;
  readonly inputSchema: {
    readonly type: "object";
    readonly properties: Readonly<Record<string, object>>;
    readonly required?: readonly string[];
  };
  run(input: Readonly<Record<string, unknown>>): unknown;
}

/** What a tool says when it fails. */
export class ToolRefusal extends Error {}

export const TEXT = { type: "string" } as const;
export const NUMBER = { type: "number" } as const;
export const OBJECT = { type: "object" } as const;
export const TEXTS = { type: "array", items: TEXT } as const;

/** A schema of the arguments given; `required` are the first ones, by number. */
export function takes(
  properties: Readonly<Record<string, object>>,
  required = Object.keys(properties).length,
): TestTool["inputSchema"] {
  return { type: "object", properties, required: Object.keys(properties).slice(0, required) };
}

/** How a call ended, in the words of the protocol. */
export interface TestResult {
  readonly isError: boolean;
  readonly text: string;
}

/** Calls a tool as a strict server would: every argument has to be in its schema. */
export async function runTool(
  tools: readonly TestTool[],
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<TestResult> {
  const tool = tools.find((one) => one.name === name);
  const problem = tool === undefined ? `no tool ${name}` : wrongInput(tool, input);
  if (tool === undefined || problem !== undefined) return { isError: true, text: problem ?? "" };
  try {
    const said = await tool.run(input);
    return { isError: false, text: typeof said === "string" ? said : JSON.stringify(said) };
  } catch (error) {
    return { isError: true, text: error instanceof Error ? error.message : String(error) };
  }
}

function wrongInput(
  { inputSchema }: TestTool,
  input: Readonly<Record<string, unknown>>,
): string | undefined {
  const missing = (inputSchema.required ?? []).find((name) => input[name] === undefined);
  if (missing !== undefined) return `Input validation error: ${missing} is required`;
  const odd = Object.keys(input).find((name) => !Object.hasOwn(inputSchema.properties, name));
  return odd === undefined ? undefined : `Input validation error: unknown argument ${odd}`;
}
