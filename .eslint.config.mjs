// Linting with types. What a type checker and the import rules cannot see is caught here, in the
// editor already: clocks, randomness and promises where there must be none, and the few casts
// that would open a wall. Comments cannot switch a rule off.
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const CLOCK_AND_CHANCE = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "The time comes in as a value: a pure room has no clock.",
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: "The time comes in as a value: a pure room has no clock.",
  },
];

const PROMISES = [
  {
    selector: ":function[async=true]",
    message: "core answers at once: no promises.",
  },
  {
    selector: "TSTypeReference[typeName.name=/^Promise/]",
    message: "core answers at once: no promises.",
  },
  { selector: "Identifier[name='Promise']", message: "core answers at once: no promises." },
];

/** A secret is revealed without a word about what; views reveal a row or a place. */
const REVEAL = {
  selector:
    "MemberExpression[property.name='reveal']:not(CallExpression[arguments.length>0] > MemberExpression.callee)",
  message: "Only adapters/http may read a secret.",
};
const SAFE_TEXT = {
  selector: ":matches(TSAsExpression, TSTypeAssertion) TSTypeReference[typeName.name='SafeText']",
  message: "Only core/redact makes safe text.",
};
const APPROVED = {
  selector:
    ":matches(TSAsExpression, TSTypeAssertion) TSTypeReference[typeName.name='ApprovedPlan']",
  message: "Only approvePlan makes an approved plan.",
};
const ZOD = {
  selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
  message:
    'Write import * as z from "zod": the named import brings every language into the bundle.',
};
const forbid = (files, ...selectors) => ({
  files,
  rules: { "no-restricted-syntax": ["error", ...selectors] },
});

const noClock = {
  files: ["src/{core,ports,sync,design-cycle}/**/*.ts"],
  rules: {
    "no-restricted-properties": [
      "error",
      { object: "Date", property: "now", message: "The time comes in through the clock port." },
      { object: "Math", property: "random", message: "A pure room gives the same answer twice." },
    ],
  },
};

const sizes = {
  files: ["src/**/*.ts"],
  rules: {
    "max-lines": ["warn", 250],
    "max-lines-per-function": ["warn", 50],
    "no-console": "error",
    "no-warning-comments": ["error", { terms: ["todo", "xxx", "hack"] }],
  },
};

const tests = {
  files: ["test/**/*.ts"],
  rules: {
    "max-lines": ["warn", 600],
    "no-restricted-properties": [
      "error",
      ...["suite", "test"].flatMap((object) =>
        ["only", "skip"].map((property) => ({ object, property, message: "Every test runs." })),
      ),
    ],
    "@typescript-eslint/no-non-null-assertion": "off",
    "@typescript-eslint/no-extraneous-class": "off",
  },
};

const typed = {
  files: ["**/*.ts"],
  extends: [...tseslint.configs.strictTypeChecked],
  languageOptions: {
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
  rules: {
    "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": true, "ts-ignore": true }],
    "@typescript-eslint/consistent-type-imports": "error",
    "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: true }],
    "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    "@typescript-eslint/switch-exhaustiveness-check": [
      "error",
      { considerDefaultExhaustiveForUnions: true },
    ],
  },
};

const plain = {
  rules: {
    eqeqeq: ["error", "always", { null: "ignore" }],
    "no-cond-assign": "error",
    "no-else-return": "error",
    "no-empty": "error",
    "no-self-compare": "error",
    "no-template-curly-in-string": "error",
    "no-unsafe-finally": "error",
    "no-var": "error",
    "object-shorthand": "error",
    "prefer-const": "error",
  },
};

const PURE = [...CLOCK_AND_CHANCE, ...PROMISES];

export default defineConfig(
  {
    ignores: ["dist/", "out/", "node_modules/", "test/fixtures/", "media/sample/", ".vscode-test/"],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "off" } },
  plain,
  typed,
  sizes,
  tests,
  noClock,
  { files: ["src/cli/**/*.ts"], rules: { "no-console": "off" } },
  forbid(["src/**/*.ts"], REVEAL, SAFE_TEXT, APPROVED, ZOD),
  forbid(
    ["src/{ports,sync,design-cycle}/**/*.ts"],
    REVEAL,
    SAFE_TEXT,
    APPROVED,
    ZOD,
    ...CLOCK_AND_CHANCE,
  ),
  forbid(["src/core/**/*.ts"], REVEAL, SAFE_TEXT, APPROVED, ZOD, ...PURE),
  forbid(["src/core/redact/**/*.ts"], REVEAL, APPROVED, ZOD, ...PURE),
  forbid(["src/core/plan/approve.ts"], REVEAL, SAFE_TEXT, ZOD, ...PURE),
  forbid(["src/adapters/http/**/*.ts"], SAFE_TEXT, APPROVED, ZOD),
  // The login file is where a credential of the command line lies, readable by its owner only.
  forbid(["src/cli/host/login-file.ts"], SAFE_TEXT, APPROVED, ZOD),
  // A panel of the editor is revealed, which is no secret.
  forbid(["src/vscode/progress/progress-panel.ts"], SAFE_TEXT, APPROVED, ZOD),
  // The editor's own safe takes the plain value that the person has just typed.
  forbid(["src/vscode/host/secret-store.ts"], SAFE_TEXT, APPROVED, ZOD),
);
