import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A literal that looks like words for people, and where it stands. */
export interface LooseText {
  readonly file: string;
  readonly text: string;
}

/** What a call takes that nobody sees, or that is translated already. */
const NOT_SHOWN = /(?:^t|^counted|^textsBy|l10n\.t|(?:^|\.)[lL]og\.\w+|^channel\.\w+)$/;

/**
 * The literals below a folder that look like words for people, and go through no translation.
 *
 * A guess: two words beside each other, or one that begins with a capital.
 */
export function looseTexts(folder: string): LooseText[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .flatMap((file) =>
      textsIn(readFileSync(join(folder, file), "utf8")).map((text) => ({ file, text })),
    );
}

/** The same for one source text. */
export function textsIn(code: string): string[] {
  const source = ts.createSourceFile("", code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isLeftOut(node, source)) return;
    const text = wordsOf(node);
    if (text !== undefined && looksShown(text)) found.push(text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isLeftOut(node: ts.Node, source: ts.SourceFile): boolean {
  if (ts.isCallExpression(node)) return NOT_SHOWN.test(node.expression.getText(source));
  return ts.isImportDeclaration(node) || ts.isTypeNode(node);
}

/** The words of a literal; a value in between counts as a mark. */
function wordsOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `§${literal.text}`).join("");
}

function looksShown(text: string): boolean {
  const plain = text.replace(/\$\([a-z~-]+\)/g, "").trim();
  return (
    /[A-Za-z]{2,}[,.:;]? [A-Za-z§]/.test(plain) ||
    /§ [a-z]{2,}/.test(plain) ||
    /^[A-Z][a-z]+/.test(plain)
  );
}
