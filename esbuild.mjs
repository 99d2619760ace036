// Builds what ships: `dist/extension.js` for the editor, `dist/webview` for its page and
// `dist/cli.js` for the shell.
//
//   node esbuild.mjs [extension|webview|cli] [--watch]
//
// Only the extension knows a module called `vscode`: behind the command line it stops the build.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

/** Reads the files of a package as if their authors had written them another way. */
const rewritten = (name, filter, rewrite) => ({
  name,
  setup(builder) {
    builder.onLoad({ filter }, ({ path }) => ({
      contents: rewrite(readFileSync(path, "utf8")),
      loader: "js",
    }));
  },
});

/** The named import of zod brings every language into the bundle; jira.js means only the schemas. */
const namespaceZod = rewritten("namespace-zod", /[\\/]jira\.js[\\/]dist[\\/].*\.js$/, (code) =>
  code.replace(/^import \{ z \} from (['"])zod\1;/m, "import * as z from 'zod';"),
);

/**
 * The client of Linear makes a text of every query that it knows as soon as it is loaded: more than a megabyte,
 * and Canon sends its own. esbuild leaves out what nobody uses only once it is told that making one changes nothing else.
 */
const withoutLinearQueries = rewritten(
  "without-linear-queries",
  /[\\/]@linear[\\/]sdk[\\/]dist[\\/]index\.mjs$/,
  (code) =>
    code.replaceAll("= new TypedDocumentString(", "= /* @__PURE__ */ new TypedDocumentString("),
);

/** What a person answered is read where it is used, field by field. */
const ANY_ANSWER =
  "export class DefaultJsonSchemaValidator { getValidator() { return (data) => ({ valid: true, data, errorMessage: undefined }); } }";

/**
 * The client and the server of the Model Context Protocol bring a compiler of JSON schemas, which makes programs
 * of what the other end sends. Canon looks at answers itself, and leaves it out.
 */
const withoutSchemaCompiler = {
  name: "without-schema-compiler",
  setup(builder) {
    const named = { filter: /^@modelcontextprotocol\/(client|server)\/_shims$/ };
    builder.onResolve(named, ({ path }) => ({ path, namespace: "mcp-shims" }));
    builder.onLoad({ filter: /.*/, namespace: "mcp-shims" }, ({ path }) => ({
      contents: path.includes("client")
        ? "export const CORS_IS_POSSIBLE = false; export class DefaultJsonSchemaValidator {}"
        : `export { default as process } from "node:process"; ${ANY_ANSWER}`,
      loader: "js",
    }));
  },
};

/**
 * Modules that the editor's bundle loads on first use, and then together. Each of them alone would be
 * one more way into the code, and every way in multiplies the chunks: hundreds of them, which pack badly.
 */
export const LOADED_TOGETHER = {
  /** What helps at the cursor. All of it reads specs or configurations, and the parsers are most of its size. */
  help: [
    "src/core/config/mend-config.ts",
    "src/preview/heading-badges.ts",
    "src/vscode/compare/change-fixes.ts",
    "src/vscode/quick-fixes/fixes-for.ts",
    "src/vscode/rename/rename-section-id.ts",
    "src/vscode/verify/cited-lines.ts",
    "src/vscode/verify/find-references.ts",
    "src/vscode/verify/verify-fixes.ts",
    "src/vscode/writing/comment-items.ts",
    "src/vscode/writing/config-hover.ts",
    "src/vscode/writing/config-items.ts",
    "src/vscode/writing/offer-link.ts",
  ],
  /** What happens because somebody asked for it, so that nothing of it may be shown by a start of the editor. */
  asked: [
    "src/vscode/agent-tools/invoke-tool.ts",
    "src/vscode/agent-tools/participant.ts",
    "src/vscode/commands/commands.ts",
    "src/vscode/credentials/log-in.ts",
    "src/vscode/history/history-documents.ts",
    "src/vscode/review/merge-in-editor.ts",
    "src/vscode/specs/drop-ticket.ts",
  ],
  /** What `dist/mcp.js` loads at once when it opens a folder. */
  engine: [
    "src/adapters/catalog.ts",
    "src/adapters/files/node-file-store.ts",
    "src/adapters/request-meter.ts",
    "src/cli/host/own-credentials.ts",
    "src/sync/create-engine.ts",
  ],
};

const loadedTogether = {
  name: "loaded-together",
  setup(builder) {
    builder.onResolve({ filter: /^\.\.?\// }, ({ kind, resolveDir, path }) => {
      const module = relative(here, join(resolveDir, path)).replaceAll("\\", "/");
      const group = Object.entries(LOADED_TOGETHER).find(([, modules]) => modules.includes(module));
      const isWanted = kind === "dynamic-import" && group !== undefined;
      return isWanted ? { path: group[0], namespace: "loaded-together" } : undefined;
    });
    builder.onLoad({ filter: /.*/, namespace: "loaded-together" }, ({ path }) => ({
      contents: LOADED_TOGETHER[path].map((module) => `export * from "./${module}";`).join("\n"),
      resolveDir: here,
    }));
  },
};

const shared = {
  bundle: true,
  platform: "node",
  target: "node22",
  logLevel: "warning",
  legalComments: "none",
  metafile: true,
  outdir: "dist",
  format: "esm",
  splitting: true,
  minify: true,
  // The build of `yaml` for browsers is the same code as ES modules: smaller, and no `require`.
  alias: { yaml: join(here, "node_modules/yaml/browser/index.js") },
  plugins: [namespaceZod, withoutLinearQueries, withoutSchemaCompiler],
};

const BUNDLES = {
  extension: {
    ...shared,
    entryPoints: { extension: "src/vscode/extension.ts", mcp: "src/cli/mcp-main.ts" },
    chunkNames: "chunks/[name]-[hash]",
    external: ["vscode"],
    plugins: [...shared.plugins, loadedTogether],
  },
  webview: {
    bundle: true,
    platform: "browser",
    target: "chrome130",
    logLevel: "warning",
    legalComments: "none",
    metafile: true,
    minify: true,
    format: "iife",
    outdir: "dist/webview",
    entryPoints: ["digest", "progress"].flatMap((page) => [
      `src/webview/${page}.ts`,
      `src/webview/${page}.css`,
    ]),
  },
  cli: {
    ...shared,
    entryPoints: { cli: "src/cli/main.ts" },
    chunkNames: "cli-chunks/[name]-[hash]",
  },
};

/**
 * Builds the named bundles; `out/meta/<name>.json` says what is in them.
 *
 * Errors: rejects with esbuild's messages when one of them does not build.
 */
export async function build(names = Object.keys(BUNDLES)) {
  for (const name of names) {
    const { metafile } = await esbuild.build({ ...BUNDLES[name], absWorkingDir: here });
    removeStaleChunks(name, metafile);
    mkdirSync(join(here, "out/meta"), { recursive: true });
    writeFileSync(join(here, `out/meta/${name}.json`), JSON.stringify(metafile));
  }
  if (names.includes("cli")) {
    chmodSync(join(here, "dist/cli.js"), 0o755);
  }
}

/**
 * The files that starting `entry` loads: itself, and what it imports before anything is asked.
 *
 * @param {import("esbuild").Metafile} metafile
 * @param {string} entry
 */
export function filesLoadedAtStart(metafile, entry) {
  /** @type {Map<string, number>} */
  const loaded = new Map();
  /** @param {string} path */
  const visit = (path) => {
    const output = metafile.outputs[path];
    if (output === undefined || loaded.has(path)) {
      return;
    }
    loaded.set(path, output.bytes);
    const atStart = output.imports.filter(({ kind }) => kind === "import-statement");
    atStart.forEach(({ path: imported }) => visit(imported));
  };
  visit(entry);
  return [...loaded].map(([path, bytes]) => ({ path, bytes }));
}

function removeStaleChunks(name, metafile) {
  const folder = join(here, "dist", name === "extension" ? "chunks" : `${name}-chunks`);
  const current = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
  const present = existsSync(folder) ? readdirSync(folder) : [];
  for (const file of present.filter((each) => !current.has(each))) {
    rmSync(join(folder, file));
  }
}

async function watch(names) {
  for (const name of names) {
    const context = await esbuild.context({ ...BUNDLES[name], logLevel: "info", minify: false });
    await context.watch();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const args = process.argv.slice(2);
  const named = args.filter((arg) => !arg.startsWith("--"));
  const names = named.length > 0 ? named : Object.keys(BUNDLES);
  await (args.includes("--watch") ? watch(names) : build(names)).catch((error) => {
    // A build that failed has said why already; anything else is a bug of this script.
    if (error.errors === undefined) {
      throw error;
    }
    process.exitCode = 1;
  });
}
