import {
  inputRequired,
  inputResponse,
  type InputRequiredResult,
} from "@modelcontextprotocol/server";
import { contextFor, toText } from "../../agent-tools/call-tool.ts";
import { carryOut, confirmationLines, MOST_CONFIRMED } from "../../agent-tools/carry-out.ts";
import type { ShelvedPlan } from "../../agent-tools/plan-shelf.ts";
import type { ToolHost } from "../../agent-tools/tool-host.ts";
import { readInput } from "../../agent-tools/tool-schema.ts";
import { APPLY_PLAN } from "../../agent-tools/tool-schemas.ts";
import { err } from "../../core/kernel/result.ts";
import { redact } from "../../core/redact/redact.ts";
import type { Run } from "../../sync/engine.ts";
import type { RequestContext } from "./request-run.ts";
import { toResult, type ToolResult } from "./tool-result.ts";

/** A person reads before they answer. */
export const CONFIRM_TIMEOUT_MS = 10 * 60 * 1000;

type Apply = (
  input: unknown,
  ctx: RequestContext,
  run: Run,
) => Promise<ToolResult | InputRequiredResult>;

/**
 * The tool that carries a plan out: the client shows all of it to its person and brings the answer.
 *
 * An answer counts only for a plan that this server has shown, and for the first time.
 */
export function applyTool(
  host: ToolHost,
  capabilitiesOf: (ctx: RequestContext) => object | undefined,
): Apply {
  const shown = new Set<string>();
  return async (input, ctx, run) => {
    const read = readInput(APPLY_PLAN, input);
    if (!read.ok) return refused(read.error);
    const { planId = "" } = read.value;
    if (shown.delete(planId)) return answered(host, planId, ctx, run);
    const plan = host.shelf.look(planId);
    if (!plan.ok) return refused(plan.error);
    if (!canAsk(capabilitiesOf(ctx))) return refused(CANNOT_ASK);
    const lines = await linesOf(host, plan.value, run);
    if (lines.length > MOST_CONFIRMED) return refused(TOO_MANY);
    shown.add(planId);
    const confirm = inputRequired.elicit({ message: question(lines), requestedSchema: CONFIRM });
    return inputRequired({ inputRequests: { confirm } });
  };
}

async function answered(
  host: ToolHost,
  planId: string,
  { mcpReq }: RequestContext,
  run: Run,
): Promise<ToolResult> {
  const plan = host.shelf.take(planId);
  if (!plan.ok) return refused(plan.error);
  const said = inputResponse(mcpReq.inputResponses, "confirm");
  const agrees =
    said.kind === "elicit" && said.action === "accept" && said.content?.["confirm"] === true;
  if (!agrees) return refused(TURNED_DOWN);
  const { folder } = plan.value;
  const context = await contextFor(host, folder, run);
  return toResult(toText(await carryOut(context, plan.value), folder.redact));
}

async function linesOf(host: ToolHost, plan: ShelvedPlan, run: Run): Promise<string[]> {
  const { folder } = plan;
  const lines = confirmationLines(plan, await contextFor(host, folder, run));
  return lines.map((line) => folder.redact(line).text);
}

function question(lines: readonly string[]): string {
  const what = lines.length === 1 ? "this change" : `these ${String(lines.length)} changes`;
  return `Canon would make ${what} in spec files and tickets:\n\n${lines.map((line) => `- ${line}`).join("\n")}\n\nMake ${lines.length === 1 ? "it" : "them"}?`;
}

const CONFIRM = {
  type: "object" as const,
  properties: {
    confirm: { type: "boolean" as const, title: "Make these changes", default: false },
  },
  required: ["confirm"],
};

/** A form to fill in; a client that only opens addresses cannot ask. */
function canAsk(capabilities: object | undefined): boolean {
  if (capabilities === undefined || !("elicitation" in capabilities)) return false;
  const { elicitation } = capabilities;
  if (typeof elicitation !== "object" || elicitation === null) return false;
  return "form" in elicitation || !("url" in elicitation);
}

function refused(message: string): ToolResult {
  return toResult(err(redact(message).text));
}

const CANNOT_ASK =
  "This client cannot ask its person, so nothing was changed. Tell the person to run canon plan --out plan.json, look at it, and then canon apply plan.json.";
const TOO_MANY = `The plan has more than ${String(MOST_CONFIRMED)} changes, too many to agree to in one message, so nothing was changed. Plan fewer specs at once, or tell the person to run canon plan --out plan.json, look at it, and then canon apply plan.json.`;
const TURNED_DOWN =
  "The person did not agree. Nothing was changed, and the plan is gone. Do not ask again unless they want it.";
