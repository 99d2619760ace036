import * as z from "zod/mini";
import type { Problem } from "../kernel/problem.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { SPEC_STATES } from "../model/status.ts";
import { parseTicketId, SYSTEMS, type TicketId } from "../model/ticket-ref.ts";
import { redact } from "../redact/redact.ts";
import { healthShape } from "./references-file.ts";
import { PLAN_VERSION, type ChangePlan } from "./plan.ts";

/**
 * A plan file is input like any other, so its texts are redacted here, and again on their way out,
 * when the credentials in use are known.
 */
const safeText = z.pipe(
  z.string(),
  z.transform((text: string) => redact(text).text),
);
const ticket = z.pipe(
  z.string().check(z.refine((text) => parseTicketId(text) !== undefined)),
  z.transform((text: string) => text as TicketId),
);
const hash = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const word = z.nullable(z.string());
const reason = z.enum([
  "spec/unlinked",
  "spec/asked",
  "spec/moved",
  "spec/comment-missing",
  "ticket/unlinked",
  "tracker/moved",
  "first-contact",
  "intent/recovered",
  "link/restored",
  "conflict/status",
  "conflict/title",
  "conflict/text",
  "conflict/criteria",
  "conflict/parent",
  "conflict/merged",
  "shadow/edited",
  "spec/no-shadow",
  "work/realized",
  "work/partial",
  "work/model",
  "verify/unproven",
  "change/unspecified",
]);
const base = {
  id: z.string(),
  direction: z.enum(["forward", "reverse"]),
  file: z.string(),
  sectionId: z.string(),
  sectionIndex: z.int().check(z.minimum(0)),
  system: z.enum(SYSTEMS),
  target: z.string(),
  project: word,
  ticket: z.nullable(ticket),
  from: word,
  to: word,
  reason,
  note: word,
  fileHash: z.string(),
  ticketRevision: word,
  shadowOf: z.exactOptional(ticket),
};
const parent = z.union([
  z.object({ kind: z.literal("ticket"), key: z.string() }),
  z.object({ kind: z.literal("item"), itemId: z.string() }),
]);
const draft = z.object({
  title: safeText,
  managedText: safeText,
  status: z.string(),
  type: word,
  labels: z.array(safeText),
  parent: z.nullable(parent),
});
const criterion = { criterion: z.string(), checked: z.boolean() };
const status = z.object({ state: z.enum(SPEC_STATES), blockedBy: word });
const ref = z.object({ system: z.enum(SYSTEMS), key: z.string() });
const comment = z.object({ marker: z.uuidv4(), text: safeText });
const pullRequest = z.object({
  url: z.url({ protocol: /^https?$/ }).check(z.maxLength(2000)),
  title: safeText,
});
const line = z.nullable(z.int().check(z.minimum(1)));
const evidence = z.object({
  source: z.string(),
  files: z.array(z.object({ path: z.string(), startLine: line, endLine: line })),
});
const item = z.discriminatedUnion("kind", [
  z.object({ ...base, kind: z.literal("create-ticket"), draft }),
  z.object({ ...base, kind: z.literal("create-shadow"), of: z.nullable(ticket), draft }),
  z.object({
    ...base,
    kind: z.literal("update-ticket"),
    change: z.object({
      title: z.exactOptional(safeText),
      managedText: z.exactOptional(safeText),
    }),
  }),
  z.object({ ...base, kind: z.literal("transition-ticket"), status: z.string() }),
  z.object({ ...base, kind: z.literal("link-parent"), parent: z.nullable(parent) }),
  z.object({
    ...base,
    kind: z.literal("insert-link"),
    link: ref,
    isShadow: z._default(z.boolean(), false),
    intentId: z.nullable(z.string()),
    wanted: word,
  }),
  z.object({ ...base, kind: z.literal("set-status"), status }),
  z.object({ ...base, kind: z.literal("set-text"), text: z.string() }),
  z.object({ ...base, kind: z.literal("set-title"), title: z.string() }),
  z.object({ ...base, kind: z.literal("check-criterion"), ...criterion }),
  z.object({ ...base, kind: z.literal("add-criterion"), ...criterion }),
  z.object({ ...base, kind: z.literal("reword-criterion"), ...criterion, wording: z.string() }),
  z.object({ ...base, kind: z.literal("remove-criterion"), criterion: z.string() }),
  z.object({
    ...base,
    kind: z.literal("add-section"),
    after: z.nullable(z.int().check(z.minimum(0))),
    section: z.object({
      title: z.string(),
      prose: z.string(),
      criteria: z.array(z.object({ text: z.string(), checked: z.boolean() })),
      link: z.nullable(ref),
      status,
    }),
  }),
  z.object({ ...base, kind: z.literal("add-evidence"), criterion: word, evidence }),
  z.object({ ...base, kind: z.literal("link-pull-request"), work: z.string(), pullRequest }),
  z.object({ ...base, kind: z.literal("comment"), work: z.string(), comment }),
  z.object({
    ...base,
    kind: z.literal("close-ticket"),
    work: z.string(),
    status: z.string(),
    comment,
    pullRequest: z.nullable(pullRequest),
  }),
]);
const link = z.object({
  status: word,
  raw: word,
  title: word,
  text: word,
  bytes: word,
  criteria: z.array(z.tuple([z.string(), z.boolean()])),
  outside: z.exactOptional(z.array(z.tuple([z.string(), z.boolean()]))),
  parent: word,
  revision: z.string(),
  at: z._default(word, null),
  told: z.exactOptional(z.array(z.string())),
});
const held = z.object({
  file: z.string(),
  sectionId: z.string(),
  sectionIndex: z.int(),
  ticket: z.nullable(ticket),
  reason: z.enum([
    "conflict/status",
    "conflict/title",
    "conflict/text",
    "conflict/criteria",
    "conflict/parent",
    "link/lost",
    "relation/weak",
    "ticket/missing",
    "ticket/unreadable",
    "verify/unproven",
    "workflow/needs-parent",
    "workflow/no-transition",
    "workflow/required-field",
    "workflow/unknown-type",
  ]),
  spec: word,
  tracker: word,
  base: word,
  message: z.string(),
  shadowOf: z.exactOptional(ticket),
});
const plan = z.object({
  planVersion: z.literal(PLAN_VERSION),
  takenAt: z.string(),
  items: z.array(item),
  held: z.array(held),
  agreements: z.array(
    z.object({ ticket, base: link, texts: z.exactOptional(z.record(hash, safeText)) }),
  ),
  settledIntents: z.array(z.string().check(z.regex(/^[0-9a-f-]{36}$/))),
  references: z._default(z.array(z.object({ ticket, health: z.nullable(healthShape) })), []),
});

/**
 * Reads a plan that `canon plan --out` wrote.
 *
 * Errors: one problem that names the first part that does not fit; nothing of such a plan is used.
 */
export function readPlan(json: unknown): Result<ChangePlan, Problem> {
  const read = plan.safeParse(json);
  if (read.success) return ok({ ...read.data, problems: [] });
  const issue = read.error.issues[0];
  const where = issue === undefined ? "" : ` at ${issue.path.join(".") || "the top"}`;
  return err({
    code: "plan/unreadable",
    severity: "error",
    line: null,
    message: `This is not a plan that this version of Canon can apply: it does not fit${where}. Nothing was changed. Make the plan again with \`canon plan --out\`.`,
  });
}
