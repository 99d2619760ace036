import type { Token } from "markdown-it";

/** Jira answers any other language with an error in the middle of the text. */
const LANGUAGES: ReadonlySet<string> = new Set(
  "actionscript ada applescript bash c c# c++ cpp css erlang go groovy haskell html java javascript js json lua objc perl php python r ruby scala sh sql swift visualbasic xml yaml".split(
    " ",
  ),
);

/** Writes a code block; a language that Jira does not know stands above it. */
export function fenceToWiki({ info, content }: Token): string {
  const [language = ""] = info.trim().split(/\s+/);
  const text = escapeMacros(content.replace(/\n$/, ""));
  if (language === "") return `{noformat}\n${text}\n{noformat}`;
  return `{code:${parametersOf(language)}}\n${text}\n{code}`;
}

/** The language in the parameters of a code macro; empty when there is none. */
export function languageOf(parameters: string): string {
  const title = /(?:^|\|)title=([^|}]*)/.exec(parameters)?.[1];
  if (title !== undefined) return /^[\w#+.-]*$/.test(title) ? title : "";
  const [first = ""] = parameters.split("|");
  return /^[\w#+-]+$/.test(first) && first !== "none" ? first : "";
}

function parametersOf(language: string): string {
  if (LANGUAGES.has(language)) return language;
  const title = language.replace(/[^\w#+.-]/g, "");
  return title === "" ? "none" : `none|title=${title}`;
}

/** Nothing can be escaped inside a code block, so what would end it is taken apart by a blank. */
function escapeMacros(text: string): string {
  return text.replace(/\{(?=(?:code|noformat|anchor:canon-)[^\n}]*\})/g, "{ ");
}
