import { TestWorkspace } from "./canon-process.ts";

export const SPEC = "docs/specs/payments.md";

export const LOCAL = "sync:\n  system: local\n";

export const PAYMENTS = `# Payments

## 1. Background

Why we do this.

## 2. Retry
<!-- canon:system:retry status:todo -->

Retries back off.

### Acceptance Criteria

- [ ] Backs off
- [x] Gives up after five

### 2.1 Jitter
<!-- canon:system:jitter status:in_progress -->

Adds noise.
`;

/** A workspace on the embedded tracker: two sections that want a ticket, one that does not. */
export function paymentsWorkspace(files: Readonly<Record<string, string>> = {}): TestWorkspace {
  return new TestWorkspace({ "CANON.yaml": LOCAL, [SPEC]: PAYMENTS, ...files });
}
