export const SPEC = "docs/specs/payments.md";
export const CODE = "src/payments/keys.ts";
export const LOCAL = "sync:\n  system: local\n";

/** A spec with every status, evidence, a ticket that says something else, and two mistakes. */
export const SURFACE_FILES: Readonly<Record<string, string>> = {
  "CANON.yaml": LOCAL,
  ".canon/tickets/LOCAL-1.md": ticket("Retry", "done", "Waits longer each time.", [
    "assignee: Marta Oliveira",
    "### 2026-03-31T15:38:00Z Marta Oliveira\n\nThe wait doubles now. The tests are in the same change.\n",
  ]),
  ".canon/tickets/LOCAL-2.md": ticket("Refund a payment in part", "todo", "Money goes back."),
  ".canon/tickets/LOCAL-3.md": ticket("Order new chairs", "todo", "The old ones creak."),
  [SPEC]: `---
title: Payments
owner: ada
team: money
---

# Payments

## 1. Keys
<!-- canon:system:keys status:done -->
<!-- canon:realized-in:PR#412 ${CODE}:2-3 -->

A key is the same for the same order.

- [x] Kept for a day
- [ ] Random

### 1.1 Retry
<!-- canon:ticket:local:LOCAL-1 -->
<!-- canon:system:retry status:in_progress -->

Waits longer each time.

## 2. Reports
<!-- canon:system:reports status:todo -->

## 3. Refunds
<!-- canon:system:refunds status:blocked:PAY-9 -->

## 4. Cash
<!-- canon:system:cash status:deprecated -->

## 5. Cheques
<!-- canon:system:cheques status:finished -->

## 6. Later

\\<!-- canon:delta:added -->
`,
  "docs/specs/search.md": `# Search

## 1. Index
<!-- canon:system:index status:todo -->

Every word.

## 2. Ranking

Newest first.
`,
  [CODE]: `export function issueKey(order: string): string {
  const key = order.trim();
  return key;
}
`,
};

/** A spec of a thousand sections. */
export function thousandSections(): Readonly<Record<string, string>> {
  const sections = Array.from(
    { length: 1000 },
    (_, at) => `## ${at + 1}. Part ${at + 1}\n<!-- canon:system:s${at} status:todo -->\n\nText.\n`,
  );
  return { "CANON.yaml": LOCAL, [SPEC]: `# Payments\n\n${sections.join("\n")}` };
}

function ticket(
  title: string,
  status: string,
  text: string,
  [facts = "", comments = ""]: readonly string[] = [],
): string {
  const front = facts === "" ? "" : `${facts}\n`;
  const comment = comments === "" ? "" : `\n## Comments\n\n${comments}`;
  return `---\ntitle: ${title}\nstatus: ${status}\n${front}---\n\n${text}\n${comment}`;
}
