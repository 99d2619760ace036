import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Which arguments of these functions are texts for translators. */
const TEXTS_OF: Readonly<Record<string, readonly number[]>> = {
  t: [0],
  counted: [1, 2],
  "vscode.l10n.t": [0],
  "l10n.t": [0],
};

export interface CollectedTexts {
  /** Every text, sorted, each once. */
  readonly texts: readonly string[];
  /** Calls whose text cannot be collected, as `file:line`. */
  readonly uncollected: readonly string[];
}

/** Finds the texts that are shown to people in the sources below a folder. */
export function collectTexts(folder: string): CollectedTexts {
  const texts = new Set<string>();
  const uncollected: string[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!name.endsWith(".ts")) continue;
    const file = join(folder, name);
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
    const hasTexts = importsTexts(source);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) look(node);
      ts.forEachChild(node, visit);
    };
    const look = (call: ts.CallExpression): void => {
      const callee = call.expression.getText(source);
      if (!callee.includes("l10n") && !hasTexts) return;
      // The functions themselves pass on what they were given.
      if (name.endsWith("kernel/texts.ts")) return;
      if (callee === "textsBy") {
        for (const text of tableTexts(call)) {
          if (text === undefined) uncollected.push(`${name}:${lineOf(source, call)}`);
          else texts.add(text);
        }
      }
      for (const index of Object.hasOwn(TEXTS_OF, callee) ? (TEXTS_OF[callee] ?? []) : []) {
        const argument = call.arguments[index];
        if (argument !== undefined && ts.isStringLiteralLike(argument)) texts.add(argument.text);
        else uncollected.push(`${name}:${lineOf(source, call)}`);
      }
    };
    visit(source);
  }
  return { texts: [...texts].sort(), uncollected };
}

/** The values of a table of texts; undefined for what is no literal. */
function tableTexts(call: ts.CallExpression): (string | undefined)[] {
  const table = call.arguments[0];
  if (table === undefined || !ts.isObjectLiteralExpression(table)) return [undefined];
  return table.properties.map((property) =>
    ts.isPropertyAssignment(property) && ts.isStringLiteralLike(property.initializer)
      ? property.initializer.text
      : undefined,
  );
}

function importsTexts(source: ts.SourceFile): boolean {
  return source.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      statement.moduleSpecifier.text.endsWith("/texts.ts"),
  );
}

function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}
