import { realpath } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Problem } from "../../core/kernel/problem.ts";
import type { SpecDocument } from "../../core/model/spec.ts";
import { misuse, refuse, type CommandContext } from "../context.ts";
import { DONE, MISUSE, type ExitCode } from "../exit-codes.ts";
import { formatSpec } from "../output/format-spec.ts";

interface ParsedFile {
  readonly file: string;
  readonly document: SpecDocument;
}

/** Prints the section model of each file. Any file will do, inside a workspace or not. */
export async function parseCommand(
  context: CommandContext,
  words: readonly string[],
): Promise<ExitCode> {
  const { output } = context;
  const parsed: ParsedFile[] = [];
  const problems: Problem[] = [];
  for (const word of words) {
    const result = await parseFile(context, word);
    if ("document" in result) parsed.push(result);
    else problems.push(result);
  }
  const specs = await toSpecs(parsed);
  if (parsed.length === 0) return refuse(context, problems, { specs });
  for (const { file, document } of parsed) {
    output.lines(formatSpec(file, document, output.theme));
    output.problems(document.problems.map((problem) => ({ ...problem, file })));
  }
  output.problems(problems);
  output.document({ specs, problems });
  return problems.length > 0 ? MISUSE : DONE;
}

async function toSpecs(parsed: readonly ParsedFile[]): Promise<object[]> {
  const { specToJson } = await import("../../core/view/spec-json.ts");
  return parsed.map(({ file, document }) => specToJson(file, document));
}

async function parseFile(context: CommandContext, word: string): Promise<ParsedFile | Problem> {
  const [{ createNodeFileStore }, { parseSpec }] = await Promise.all([
    import("../../adapters/files/node-file-store.ts"),
    import("../../core/spec/parse-spec.ts"),
  ]);
  const path = resolve(context.host.cwd, word);
  const file = shownPath(context.root, path);
  // The file may be a link to anywhere: a person named it, so it is read where it really lies.
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) {
    return misuse("no-such-path", "There is no such file. Check the spelling of the path.", file);
  }
  const reading = await createNodeFileStore(dirname(real)).read(basename(real));
  if (reading.kind === "found") return { file, document: parseSpec(reading.text) };
  if (reading.kind === "unreadable") return { ...reading.problem, file };
  return misuse("no-such-path", "The file has just gone.", file);
}

/** From the root and with forward slashes, as everywhere; a file outside keeps its full path. */
function shownPath(root: string, path: string): string {
  const inside = relative(root, path);
  return join(root, inside) !== path || inside.startsWith("..")
    ? path
    : inside.split(sep).join("/");
}
