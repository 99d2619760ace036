import { parseConfig } from "../../../src/core/config/parse-config.ts";
import type { MergedWork } from "../../../src/core/model/merged-work.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

const CONFIG = `
ticket_systems:
  pay: { system: jira, project: PAY, host: acme.atlassian.net }
  eng: { system: linear, project: ENG }
  shop: { system: github, project: acme/shop }
  boards: { system: azure-devops, project: Billing }
  tools: { system: local, project: TOOL }
routing:
  - { match: { path: docs/specs/search.md }, target: eng }
  - { match: { path: docs/specs/portal.md }, target: shop }
  - { match: { path: docs/specs/billing.md }, target: boards }
  - { match: { path: docs/specs/tools.md }, target: tools }
  - { match: { path: "services/payments/**" }, target: pay }
  - { match: { default: true }, target: pay }
`;

const PAYMENTS = `# Payments

## 2. Idempotency
<!-- canon:ticket:jira:PAY-140 -->
<!-- canon:system:idempotency status:in_progress -->

### 2.1 Key Generation
<!-- canon:ticket:jira:PAY-142 url:https://acme.atlassian.net/browse/PAY-142 -->
<!-- canon:system:key-gen status:todo -->
A key is made from the request.

### 2.2 Key Expiry
<!-- canon:ticket:jira:PAY-143 -->
<!-- canon:system:key-expiry status:todo -->

### 2.3 Replay
<!-- canon:ticket:jira:PAY-14 -->
<!-- canon:system:replay status:todo -->

### 2.4 Refunds
<!-- canon:ticket:jira:PAY-150 -->
<!-- canon:ticket:jira:PAY-151 -->
<!-- canon:system:refunds status:done -->
<!-- canon:realized-in:PR#398 src/payments/refunds.ts -->

### 2.5 Audit Log
<!-- canon:system:audit status:todo -->

### 2.6 Exports
<!-- canon:ticket:jira:PAY-160 -->
<!-- canon:system:exports status:todo -->

### 2.7 Export Formats
<!-- canon:ticket:jira:PAY-160 -->
<!-- canon:system:formats status:todo -->
`;

const SEARCH = `# Search

## 2.1 Ranking
<!-- canon:ticket:linear:ENG-7 -->
<!-- canon:system:ranking status:todo -->

## 2.2 Synonyms
<!-- canon:ticket:linear:ENG-8 -->
<!-- canon:shadow:github:acme/shop#88 -->
<!-- canon:system:synonyms status:todo -->
`;

const PORTAL = `# Portal

## 1. Login
<!-- canon:ticket:github:31 -->
<!-- canon:system:login status:todo -->

## 2. Sign-out
<!-- canon:ticket:github:acme/shop#3 -->
<!-- canon:system:sign-out status:todo -->
`;

const BILLING = `# Billing

## 4.1 Invoices
<!-- canon:ticket:azure-devops:71 -->
<!-- canon:system:invoices status:todo -->

## 4.2 Dunning
<!-- canon:ticket:azure-devops:72 -->
<!-- canon:system:dunning status:todo -->
`;

const TOOLS = `# Tools

## Importer
<!-- canon:ticket:local:TOOL-5 -->
<!-- canon:system:importer status:todo -->
`;

/** The workspace that all cases of the corpus are about: five specs, each with its own tracker. */
export const CONFIG_OF_CORPUS = parseConfig(CONFIG, "CANON.yaml").config;

export const SPECS_OF_CORPUS = Object.entries({
  "docs/specs/billing.md": BILLING,
  "docs/specs/payments.md": PAYMENTS,
  "docs/specs/portal.md": PORTAL,
  "docs/specs/search.md": SEARCH,
  "docs/specs/tools.md": TOOLS,
}).map(([file, text]) => ({ file, document: parseSpec(text, file) }));

/** A merged pull request that changes code; a case names only what matters to it. */
export function aWork(parts: Partial<MergedWork> = {}): MergedWork {
  return {
    source: "PR#412",
    number: 412,
    title: "Change the code",
    body: "",
    branch: "topic",
    base: "main",
    url: "https://github.com/acme/shop/pull/412",
    repository: "acme/shop",
    author: "ada",
    mergedCommit: "1f2e3d4c5b6a798081726354453627180a9b8c7d",
    mergedAt: "2026-01-05T10:00:00Z",
    commits: [],
    files: [{ path: "src/code.ts", previousPath: null, change: "modified", lines: null }],
    review: "approved",
    isOnDefaultBranch: true,
    isComplete: true,
    ...parts,
  };
}

export function commits(...messages: string[]): Pick<MergedWork, "commits"> {
  const id = "0".repeat(40);
  return { commits: messages.map((message) => ({ id, message })) };
}

export function files(...paths: string[]): Pick<MergedWork, "files"> {
  return {
    files: paths.map((path) => ({ path, previousPath: null, change: "modified", lines: null })),
  };
}
