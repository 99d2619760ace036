declare const encoded: unique symbol;

/** A path below the base address. Only `path` makes one, so no value can leave its segment. */
export type RequestPath = string & { readonly [encoded]: true };

/**
 * Builds a path from a template; each value becomes one encoded segment or part of one.
 *
 * Errors: throws for a value that is empty, `.` or `..`, which would change the path itself;
 *         keys are checked against their grammar before they come here.
 */
export function path(
  template: TemplateStringsArray,
  ...values: readonly (string | number)[]
): RequestPath {
  const [head = "", ...rest] = template;
  let text = head;
  for (const [index, tail] of rest.entries()) {
    const value = String(values[index] ?? "");
    if (value === "" || value === "." || value === "..") {
      throw new Error("This value cannot stand in a path");
    }
    text += encodeURIComponent(value) + tail;
  }
  return text as RequestPath;
}

/**
 * Takes a path that a client library built from its own templates.
 *
 * Errors: throws for a path that could lead elsewhere, which would be a bug of the caller.
 */
export function builtPath(text: string): RequestPath {
  if (!/^\/[^?#\\\s]*$/.test(text) || /\/\/|\/\.{1,2}(?:\/|$)|%2e/i.test(text)) {
    throw new Error("This path does not stay where it should");
  }
  return text as RequestPath;
}
