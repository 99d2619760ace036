import assert from "node:assert/strict";
import { Ajv, type Schema } from "ajv";

/** An object that has all the keys, each of its kind; more keys may be added. */
function object(properties: Record<string, Schema>): Schema {
  return { type: "object", required: Object.keys(properties), properties };
}

const list = (items: Schema): Schema => ({ type: "array", items });
const oneOf = (...words: (string | null)[]): Schema => ({ enum: words });
const text: Schema = { type: "string" };
const textOrNull: Schema = { type: ["string", "null"] };
const count: Schema = { type: "integer", minimum: 0 };
const line: Schema = { type: "integer", minimum: 1 };
const lineOrNull: Schema = { type: ["integer", "null"], minimum: 1 };
const flag: Schema = { type: "boolean" };

const problem = object({
  code: { type: "string", pattern: "^[a-z-]+/[a-z-]+$" },
  severity: oneOf("error", "warning", "info"),
  line: lineOrNull,
  message: { type: "string", minLength: 1 },
});
const problems = list(problem);

const totals = object({
  sections: count,
  deprecated: count,
  byState: object({ draft: count, todo: count, in_progress: count, done: count, blocked: count }),
  linked: count,
  criteria: count,
  met: count,
  realized: count,
});
const ticketLink = object({ system: text, key: text, url: textOrNull, line });
const evidence = object({
  source: text,
  files: list(object({ path: text, startLine: lineOrNull, endLine: lineOrNull })),
  line,
});
const section = object({
  id: text,
  number: textOrNull,
  title: text,
  depth: { type: "integer", minimum: 2, maximum: 6 },
  line,
  endLine: line,
  parentId: textOrNull,
  status: oneOf("draft", "todo", "in_progress", "done", "blocked", "deprecated"),
  blockedBy: textOrNull,
  tickets: list(ticketLink),
  shadows: list(ticketLink),
  evidence: list(evidence),
  criteria: list(object({ text, checked: flag, line, evidence: list(evidence) })),
});
const spec = object({
  file: text,
  title: text,
  status: text,
  owner: textOrNull,
  team: textOrNull,
  tags: list(text),
  ticketProject: textOrNull,
  reviewStatus: textOrNull,
  sync: oneOf("true", "false", "auto"),
  sections: list(section),
  problems,
});

const itemKeys = {
  id: text,
  kind: oneOf(
    "create-shadow",
    "create-ticket",
    "update-ticket",
    "transition-ticket",
    "link-parent",
    "insert-link",
    "set-status",
    "add-criterion",
    "add-evidence",
    "add-section",
    "check-criterion",
    "close-ticket",
    "comment",
    "link-pull-request",
    "remove-criterion",
    "reword-criterion",
  ),
  direction: oneOf("forward", "reverse"),
  file: text,
  sectionId: text,
  system: oneOf("jira", "linear", "github", "azure-devops", "local"),
  ticket: textOrNull,
  from: textOrNull,
  to: textOrNull,
  reason: text,
};
const planKeys = {
  planVersion: { const: 1 },
  takenAt: { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$" },
  held: list(
    object({
      file: text,
      sectionId: text,
      ticket: textOrNull,
      reason: {
        type: "string",
        pattern:
          "^(conflict/[a-z]+|link/lost|relation/weak|ticket/(missing|unreadable)|verify/unproven|workflow/(needs-parent|no-transition|required-field|unknown-type))$",
      },
      spec: textOrNull,
      tracker: textOrNull,
      base: textOrNull,
    }),
  ),
  problems,
  summary: object({
    created: count,
    updated: count,
    transitioned: count,
    specEdits: count,
    held: count,
    failed: count,
  }),
  requests: object({
    total: count,
    reads: count,
    writes: count,
    byHost: { type: "object", additionalProperties: count },
  }),
};

const SCHEMAS = {
  parse: object({ specs: list(spec), problems }),
  lint: object({ problems }),
  status: object({
    sections: list(
      object({
        file: text,
        sectionId: text,
        title: text,
        line,
        status: text,
        coverage: object({ criteria: count, checked: count, realized: count }),
        ticket: textOrNull,
        ticketStatus: textOrNull,
        drift: textOrNull,
      }),
    ),
    problems,
  }),
  drift: object({
    sections: list(
      object({
        file: text,
        sectionId: text,
        ticket: textOrNull,
        shadows: list(text),
        drift: list(
          object({
            field: oneOf("status", "title", "text", "criteria"),
            moved: list({ type: "string", pattern: "^(spec|tracker|shadow:.+)$" }),
            spec: textOrNull,
            tracker: textOrNull,
            base: textOrNull,
          }),
        ),
      }),
    ),
    problems,
    requests: object({ total: count, reads: count, writes: count }),
  }),
  check: object({
    problems,
    files: list(text),
    requests: object({ total: count, reads: count, writes: count }),
  }),
  plan: object({ ...planKeys, items: list(object(itemKeys)) }),
  sync: object({
    ...planKeys,
    items: list(
      object({
        ...itemKeys,
        outcome: oneOf("done", "stale", "failed", "unsure", "skipped"),
        error: textOrNull,
      }),
    ),
  }),
  link: object({ file: textOrNull, sectionId: textOrNull, ticket: textOrNull, problems }),
  triage: object({
    tickets: list(
      object({
        ticket: text,
        title: text,
        status: text,
        url: textOrNull,
        type: textOrNull,
        suggestions: list(object({ kind: oneOf("link-section", "add-section", "out-of-scope") })),
      }),
    ),
    outOfScope: count,
    problems,
    requests: planKeys.requests,
  }),
  ignore: object({ changed: list(text), problems }),
  history: object({
    runs: list(
      object({
        runId: text,
        at: text,
        undoneAt: textOrNull,
        items: list(
          object({ number: line, id: text, kind: text, outcome: text, undone: flag, reason: text }),
        ),
      }),
    ),
    problems,
  }),
  undo: object({
    steps: list(object({ kind: oneOf("file", "ticket"), what: text, outcome: text })),
    items: list(
      object({ id: text, kind: text, file: text, sectionId: text, outcome: text, message: text }),
    ),
    problems,
  }),
  doctor: object({
    checks: list(
      object({
        name: text,
        category: text,
        status: oneOf("ok", "warn", "fail"),
        detail: text,
        fix: textOrNull,
      }),
    ),
  }),
  report: object({
    name: text,
    takenAt: text,
    totals,
    specs: list(
      object({
        file: text,
        title: text,
        owner: textOrNull,
        team: textOrNull,
        totals,
        sections: list(
          object({
            sectionId: text,
            title: text,
            line,
            status: text,
            blockedBy: textOrNull,
            ticket: textOrNull,
            criteria: count,
            met: count,
            realized: count,
          }),
        ),
      }),
    ),
    owners: list(object({ name: textOrNull, totals })),
    teams: list(object({ name: textOrNull, totals })),
    systems: list(object({ name: textOrNull, totals })),
    needsAttention: list(object({ kind: text, file: text, sectionId: text })),
    history: {
      type: ["array", "null"],
      items: object({ at: text, sections: count, done: count, criteria: count, met: count }),
    },
    historyGaps: list(oneOf("shallow", "ceiling", "unreadable")),
    historyReason: textOrNull,
    problems,
  }),
  verify: object({
    sections: list(
      object({
        file: text,
        sectionId: text,
        title: text,
        line,
        status: text,
        coverage: object({ criteria: count, checked: count, realized: count }),
        isBorneOut: flag,
        evidence: list(
          object({
            source: text,
            path: text,
            startLine: lineOrNull,
            endLine: lineOrNull,
            line,
            criterion: textOrNull,
            state: oneOf("holds", "moved", "stale", "unchecked"),
            reason: textOrNull,
          }),
        ),
        gaps: list(
          object({
            kind: oneOf("no-evidence", "open-criterion", "open-section"),
            line,
            criterion: textOrNull,
          }),
        ),
      }),
    ),
    problems,
    summary: object({
      ...{ sections: count, borneOut: count, evidence: count, holds: count },
      ...{ moved: count, stale: count, unchecked: count, gaps: count },
    }),
  }),
  redact: object({ text, redacted: list(object({ kind: text, count: line })) }),
  error: object({ error: object({ code: text, message: text }), problems }),
} as const;

export interface ItemJson {
  readonly id: string;
  readonly kind: string;
  readonly direction: string;
  readonly file: string;
  readonly sectionId: string;
  readonly ticket: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string;
  readonly outcome?: string;
}

/** The parts of the documents that tests look at. */
export interface Documents {
  readonly items: readonly ItemJson[];
  readonly held: readonly { readonly reason: string; readonly sectionId: string }[];
  readonly problems: readonly {
    readonly code: string;
    readonly file?: string;
    readonly line: number | null;
    readonly severity: string;
    readonly message: string;
  }[];
  readonly summary: Readonly<Record<string, number>>;
  readonly requests: { readonly total: number };
  readonly specs: readonly {
    readonly file: string;
    readonly sections: readonly Readonly<Record<string, unknown>>[];
  }[];
  readonly sections: readonly Readonly<Record<string, unknown>>[];
  readonly checks: readonly {
    readonly name: string;
    readonly category: string;
    readonly status: string;
    readonly detail: string;
    readonly fix: string | null;
  }[];
  readonly error: { readonly code: string; readonly message: string };
  readonly ticket: string | null;
  readonly tickets: readonly {
    readonly ticket: string;
    readonly title: string;
    readonly suggestions: readonly Readonly<Record<string, unknown>>[];
  }[];
  readonly outOfScope: number;
  readonly files: readonly string[];
  readonly changed: readonly string[];
  readonly steps: readonly { readonly what: string; readonly outcome: string }[];
  readonly runs: readonly {
    readonly runId: string;
    readonly undoneAt: string | null;
    readonly items: readonly {
      readonly number: number;
      readonly kind: string;
      readonly undone: boolean;
    }[];
  }[];
  readonly text: string;
  readonly redacted: readonly { readonly kind: string; readonly count: number }[];
}

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });

/** Checks a document against what scripts were promised, and gives it back. */
export function valid(kind: keyof typeof SCHEMAS, document: unknown): Documents {
  const check = ajv.compile(SCHEMAS[kind]);
  assert.ok(
    check(document),
    `${ajv.errorsText(check.errors)}\n${JSON.stringify(document, null, 2)}`,
  );
  return document as Documents;
}
