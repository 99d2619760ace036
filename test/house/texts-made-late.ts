import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/**
 * Where a text is made while its module loads, as `file:line`: a language is chosen later than that.
 *
 * The body of a function runs when it is called, so what stands in one is made late enough.
 */
export function textsMadeEarly(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .flatMap((file) =>
      linesMadeEarly(readFileSync(join(folder, file), "utf8")).map((line) => `${file}:${line}`),
    );
}

/** The same for one source text. */
export function linesMadeEarly(code: string): number[] {
  const source = ts.createSourceFile("", code, ts.ScriptTarget.Latest, true);
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isPropertyDeclaration(node) && !isStatic(node)) return;
    if (ts.isCallExpression(node) && /^(?:t|counted)$/.test(node.expression.getText(source))) {
      lines.push(source.getLineAndCharacterOfPosition(node.getStart()).line + 1);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lines;
}

/** Only a static field gets its value when the class is made. */
function isStatic({ modifiers }: ts.PropertyDeclaration): boolean {
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
}
