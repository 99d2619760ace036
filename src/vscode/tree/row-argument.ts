/**
 * What a button of a row is about: the editor passes the row, and the row knows the argument.
 *
 * Shape:  anything that is no row comes back as it is; each command checks what it gets.
 */
export function rowArgument(argument: unknown): unknown {
  const target = memberOf(argument, "target");
  if (target !== undefined) return target;
  const node = memberOf(argument, "node");
  const command = memberOf(node, "command");
  return command === undefined ? argument : memberOf(command, "argument");
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
