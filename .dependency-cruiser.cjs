// Who may import whom. From a room, anything that is not listed is an error: other rooms, npm
// packages and Node's own modules alike. docs/architecture.md says why the walls stand where they
// stand, and test/house pushes against every one of them.

/** Files of these packages, or of the types that describe them. */
const npm = (...names) => `(^|/)node_modules/(@types/)?(${names.join("|")})/`;
const core = (...rooms) => `^src/core/(${rooms.join("|")})/`;

/** A room that may import what matches `may`, and nothing that Node brings. */
const pure = (name, from, ...may) => ({
  name,
  severity: "error",
  from: { path: from },
  to: { pathNot: may },
});

/** A room that may import what matches `may`, and Node's own modules. */
const onNode = (name, from, ...may) => ({
  name,
  severity: "error",
  from: { path: from },
  to: { pathNot: may, dependencyTypesNot: ["core"] },
});

const FOR_ADAPTERS = [core("kernel", "model", "redact"), "^src/ports/", "^src/adapters/http/"];

/** Each adapter is an island: it knows the way out, and no other adapter unless that is named. */
const adapter = (name, ...may) =>
  onNode(name, `^src/adapters/${name}/`, ...FOR_ADAPTERS, `^src/adapters/${name}/`, ...may);

const VSCODE = ["^vscode$", npm("vscode")];
const FOR_SHELLS = [
  "^src/(core|ports|sync|design-cycle|agent-tools|preview)/",
  "^src/adapters/(catalog|native-hash|request-meter)\\.ts$",
  "^src/adapters/(files|git|clock|credentials|canon-server|mcp|agent)/",
  "^src/adapters/http/(live-redactor|create-http|http|base-url)\\.ts$",
];

module.exports = {
  forbidden: [
    pure("kernel", "^src/core/kernel/", core("kernel"), npm("@noble/hashes")),
    pure("model", "^src/core/model/", core("kernel", "model")),
    pure(
      "spec",
      "^src/core/spec/",
      core("kernel", "model", "spec"),
      npm("markdown-it", "yaml", "fastest-levenshtein"),
    ),
    pure(
      "config",
      "^src/core/config/",
      core("kernel", "model", "config"),
      npm("yaml", "zod", "fastest-levenshtein"),
    ),
    pure("redact", "^src/core/redact/", core("kernel", "model", "redact")),
    pure(
      "plan",
      "^src/core/plan/",
      core("kernel", "model", "spec", "config", "redact", "plan"),
      npm("zod"),
    ),
    pure("merge", "^src/core/merge/", core("kernel", "model", "spec", "plan", "merge")),
    pure("claims", "^src/core/claims/", core("kernel", "model", "spec", "claims")),
    pure(
      "references",
      "^src/core/references/",
      core("kernel", "model", "spec", "plan", "claims", "references"),
    ),
    pure("wording", "^src/core/realization/wording/", core("model", "realization/wording")),
    pure(
      "relations",
      "^src/core/realization/relations/",
      core("kernel", "model", "config", "plan", "realization/wording", "realization/relations"),
    ),
    pure(
      "verdicts",
      "^src/core/realization/verdicts/",
      core("kernel", "model", "spec", "realization/relations", "realization/verdicts"),
    ),
    pure(
      "opinions",
      "^src/core/realization/opinions/",
      core("kernel", "model", "plan"),
      core("realization/wording", "realization/verdicts", "realization/opinions"),
      npm("zod"),
    ),
    pure(
      "record",
      "^src/core/realization/record/",
      core("kernel", "model", "config", "plan"),
      core("realization/relations", "realization/verdicts", "realization/record"),
    ),
    pure(
      "compare",
      "^src/core/compare/",
      core("kernel", "model", "spec", "config", "plan", "claims", "redact", "compare"),
      core("realization/relations", "realization/verdicts", "realization/opinions"),
      npm("zod"),
    ),
    pure("check", "^src/core/check/", core("kernel", "plan", "view", "check")),
    pure("view", "^src/core/view/", core("kernel", "model", "spec", "plan", "view")),
    pure(
      "progress",
      "^src/core/progress/",
      core("kernel", "model", "redact", "view", "progress"),
      npm("d3-array", "d3-shape", "d3-time"),
    ),
    pure("ports", "^src/ports/", core("kernel", "model"), "^src/ports/"),
    pure("sync", "^src/sync/", "^src/(core|ports|sync)/", npm("zod")),
    pure(
      "preview",
      "^src/preview/",
      core("kernel", "model", "spec", "view"),
      "^src/preview/",
      npm("markdown-it"),
    ),
    pure("agent-tools", "^src/agent-tools/", "^src/(core|ports|sync|agent-tools)/"),
    pure("design-cycle", "^src/design-cycle/", "^src/(core|ports|design-cycle)/"),

    adapter("http", npm("p-queue")),
    adapter("files"),
    adapter("git"),
    adapter("clock"),
    adapter("local", "^src/adapters/files/", npm("yaml")),
    adapter("credentials"),
    adapter("canon-server"),
    adapter("canon-proxy"),
    adapter("jira", npm("jira\\.js", "markdown-it", "zod")),
    adapter("linear", npm("@linear/sdk", "zod")),
    adapter("agent", "^src/adapters/files/"),
    adapter("mcp", "^src/adapters/files/", npm("@modelcontextprotocol/client", "zod")),
    adapter("github", npm("@octokit/[^/]+", "zod")),
    adapter("azure-devops", npm("markdown-it", "zod")),
    onNode("catalog", "^src/adapters/[^/]+\\.ts$", "^src/(core|ports|adapters)/"),

    onNode("vscode", "^src/vscode/", ...FOR_SHELLS, "^src/vscode/", ...VSCODE),
    onNode(
      "cli",
      "^src/cli/",
      ...FOR_SHELLS,
      "^src/cli/",
      npm("@modelcontextprotocol/server", "commander", "picocolors"),
    ),
    pure("webview", "^src/webview/", core("kernel", "view", "progress"), "^src/webview/"),

    {
      name: "vscode-in-one-room",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/vscode/" },
      to: { path: VSCODE },
    },
    {
      name: "every-file-has-a-room",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: [
          core(
            "kernel",
            "model",
            "spec",
            "config",
            "redact",
            "plan",
            "merge",
            "claims",
            "references",
            "realization/(wording|relations|verdicts|opinions|record)",
            "compare",
            "check",
            "view",
            "progress",
          ),
          "^src/(ports|sync|design-cycle|agent-tools|preview|vscode|cli|webview)/",
          "^src/adapters/(http|files|git|clock|local|credentials|canon-server|canon-proxy|jira|linear|mcp|agent|github|azure-devops)/",
          "^src/adapters/(catalog|git-host-problems|native-hash|request-meter)\\.ts$",
        ],
      },
      to: {},
    },
    { name: "no-circular", severity: "error", from: { path: "^src/" }, to: { circular: true } },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: VSCODE },
    },
  ],
  options: {
    // Without this, a type-only import slips through every wall.
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "node", "default"],
      extensions: [".ts", ".mjs", ".js", ".d.ts"],
    },
  },
};
