import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { project } from "../run/run-command.ts";
import {
  anchorsOf,
  captures,
  examplesOf,
  localLinksOf,
  pageNamed,
  readPages,
  sourceText,
  type Example,
} from "./read-docs.ts";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly title: string; readonly category?: string }[];
    readonly colors: readonly { readonly id: string }[];
    readonly configuration: Configuration | readonly Configuration[];
  };
}

interface Configuration {
  readonly properties: Readonly<Record<string, unknown>>;
}

type Texts = Readonly<Record<string, string>>;

/** Why an item is in a plan; these look like codes of problems and are none. */
const ITEM_REASONS = [
  "spec/unlinked",
  "spec/asked",
  "spec/moved",
  "spec/comment-missing",
  "spec/no-shadow",
  "link/restored",
  "ticket/unlinked",
];
const CODE =
  /"((?:spec|config|file|sync|link|undo|plan|ticket|conflict|workflow|triage|merge|cycle|verify|realization|relation|git|compare|drift)\/[a-z-]+)"/g;

suite("the documents", () => {
  for (const page of readPages().filter((one) => examplesOf(one).length > 0)) {
    test(`${page.file}: every canon command ends as the page says`, function () {
      this.timeout(120_000);
      runExamples(examplesOf(page));
    });
  }

  for (const page of readPages().filter((one) => localLinksOf(one).length > 0)) {
    test(`${page.file}: every link leads somewhere`, () => {
      const broken = localLinksOf(page).filter((target) => !isReachable(page.file, target));
      assert.deepEqual(broken, []);
    });
  }

  test("every command of the editor that a page names exists", () => {
    const known = new Set(commandTitles());
    for (const { file, text } of readPages()) {
      const named = captures(text, /(?:\*\*|`)(Canon: [^*`]+)(?:\*\*|`)/g);
      assert.deepEqual(
        named.filter((title) => !known.has(title)),
        [],
        file,
      );
    }
  });

  test("docs/editor.md explains every command and every setting", () => {
    const { text } = pageNamed("docs/editor.md");
    const missing = [...commandTitles(), ...settings()].filter((name) => !text.includes(name));
    assert.deepEqual(missing, []);
  });

  test("every setting and every color that a page names exists", () => {
    const known = new Set([...settings(), ...colors()]);
    for (const { file, text } of readPages()) {
      const named = captures(text, /`(canon\.[a-z][A-Za-z.]*)`/g);
      assert.deepEqual(
        named.filter((name) => !known.has(name)),
        [],
        file,
      );
    }
  });

  test("every code in docs/troubleshooting.md exists in the source", () => {
    const source = sourceText("src/**/*.ts");
    const unknown = documentedCodes().filter((code) => {
      // The command line puts its own room in front of most of its codes at run time.
      const spellings = [`"${code}"`, `"${code.replace(/^cli\//, "")}"`];
      return !spellings.some((spelling) => source.includes(spelling));
    });
    assert.deepEqual(unknown, []);
  });

  test("docs/troubleshooting.md explains every code in the source", () => {
    const documented = new Set([...documentedCodes(), ...ITEM_REASONS]);
    const codes = captures(sourceText("src/**/*.ts"), CODE);
    assert.deepEqual(
      codes.filter((code) => !documented.has(code)),
      [],
    );
  });

  test("docs/cli.md shows every command of the command line", () => {
    const { text } = pageNamed("docs/cli.md");
    const help = canon(tmpdir(), "canon --help").stdout;
    const commands = captures(help.slice(help.indexOf("Commands:")), /^ {2}([a-z]+)[ |]/gm);
    assert.ok(commands.length > 5, help);
    const missing = commands.filter((name) => name !== "help" && !text.includes(`canon ${name}`));
    assert.deepEqual(missing, []);
  });
});

/** Runs the examples of one page, in their order, in one copy of the sample workspace. */
function runExamples(examples: readonly Example[]): void {
  const folder = mkdtempSync(join(tmpdir(), "canon-docs-"));
  try {
    cpSync(join(project, "media", "sample"), folder, { recursive: true });
    for (const { line, exit } of examples) {
      const ended = canon(folder, line);
      assert.equal(ended.status, exit, `${line}\n${ended.stdout.slice(-2000)}\n${ended.stderr}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs one line in a shell that knows `canon`: the built one, else the sources. */
function canon(cwd: string, line: string): { status: number; stdout: string; stderr: string } {
  const built = join(project, "dist", "cli.js");
  const program = existsSync(built) ? built : join(project, "src", "cli", "main.ts");
  const bin = join(project, "out", "docs-bin");
  mkdirSync(bin, { recursive: true });
  const script = `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`;
  writeFileSync(join(bin, "canon"), script, { mode: 0o755 });
  const { status, stdout, stderr } = spawnSync("sh", ["-c", line], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}` },
  });
  return { status: status ?? 127, stdout, stderr };
}

function isReachable(from: string, target: string): boolean {
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? join(project, from) : join(project, dirname(from), path);
  if (!existsSync(file)) return false;
  return anchor === undefined || anchorsOf(readFileSync(file, "utf8")).has(anchor);
}

function documentedCodes(): string[] {
  return captures(pageNamed("docs/troubleshooting.md").text, /^\| `([a-z]+\/[a-z0-9-]+)`/gm);
}

function manifest(): Manifest {
  return JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as Manifest;
}

/** Titles as the palette shows them; the manifest refers to its texts as `%name%`. */
function commandTitles(): string[] {
  const texts = JSON.parse(readFileSync(join(project, "package.nls.json"), "utf8")) as Texts;
  return manifest().contributes.commands.map(({ category, title }) => {
    const shown = title.replace(/^%(.*)%$/, (_, name: string) => texts[name] ?? name);
    return category === undefined ? shown : `${category}: ${shown}`;
  });
}

function colors(): string[] {
  return manifest().contributes.colors.map(({ id }) => id);
}

function settings(): string[] {
  const { configuration } = manifest().contributes;
  const blocks: readonly Configuration[] =
    "properties" in configuration ? [configuration] : configuration;
  return blocks.flatMap(({ properties }) => Object.keys(properties));
}
