import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRedactor } from "../../src/core/redact/redact.ts";
import { ORDINARY_TEXT } from "../support/redaction/ordinary-text.ts";
import { NAMED_PASSWORDS, NAMED_TOKENS, SURROUNDINGS } from "../support/redaction/surroundings.ts";
import { fill, seeded, TOKEN_KINDS } from "../support/redaction/token-kinds.ts";
import { atMost, forComparison, milliseconds, type Row } from "./row.ts";
import { median } from "./statistics.ts";

const ROUNDS = 15;
const HOSTILE = [
  "key: ",
  "-----BEGIN PRIVATE KEY-----\n",
  "://a:b@",
  "+ASt",
  'password="',
  "密码:",
];
const redact = createRedactor([]);

/** The redactor on ordinary, secret and hostile text, and what it finds of the corpus. */
export function measureRedact(): Row[] {
  const documents = ordinaryDocuments();
  const slowest = HOSTILE.map((unit) => medianMs(unit.repeat(100_000 / unit.length)));
  return [
    speed("redact ordinary text, for 1 MB", documents, 50),
    speed("redact text full of secrets, for 1 MB", secretText(), 333),
    atMost({
      metric: "redact 100,000 hostile characters, the slowest",
      value: Math.max(...slowest),
      limit: 200,
      show: milliseconds,
    }),
    ...Object.entries(TOKEN_KINDS).map(([kind, forms]) => recall(kind, forms)),
    falsePositives(),
  ];
}

function speed(metric: string, text: string, limit: number): Row {
  return atMost({ metric, value: (medianMs(text) * 1e6) / text.length, limit, show: milliseconds });
}

/** Time of the processor, so that a busy machine does not count; the first rounds warm up. */
function medianMs(text: string): number {
  const samples = Array.from({ length: ROUNDS }, () => {
    const startedAt = process.cpuUsage().user;
    redact(text);
    return (process.cpuUsage().user - startedAt) / 1000;
  });
  return median(samples.slice(3));
}

function ordinaryDocuments(): string {
  const names = readdirSync("docs").filter((name) => name.endsWith(".md"));
  const texts = names.map((name) => readFileSync(join("docs", name), "utf8"));
  return [...texts, ...ORDINARY_TEXT].join("\n").repeat(4);
}

function secretText(): string {
  const random = seeded(3);
  const forms = Object.values(TOKEN_KINDS).flat();
  const places = [...SURROUNDINGS, ...NAMED_PASSWORDS, ...NAMED_TOKENS];
  return places
    .flatMap((place) => forms.map((form) => place.replace("@", fill(form, random))))
    .join("\n");
}

function recall(kind: string, forms: readonly string[]): Row {
  const random = seeded(kind.length + 1);
  const cases = forms.flatMap((form) =>
    SURROUNDINGS.map((place) => [place, fill(form, random)] as const),
  );
  const found = cases.filter(
    ([place, token]) => !redact(place.replace("@", token)).text.includes(token.slice(-12)),
  );
  return forComparison(`  found of the kind ${kind}`, `${found.length} of ${cases.length}`);
}

function falsePositives(): Row {
  const wrong = ORDINARY_TEXT.filter((text) => redact(text).found.length > 0);
  return forComparison("  ordinary texts changed", `${wrong.length} of ${ORDINARY_TEXT.length}`);
}
