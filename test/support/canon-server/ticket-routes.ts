import type { Answer } from "../remote/fault-server.ts";
import type { CanonStatus, ServerTickets, Tracker } from "./server-tickets.ts";
import { UpstreamError } from "./server-tickets.ts";

type Fields = Readonly<Record<string, unknown>>;

const COMMON = ["ticket_system", "owner", "repo", "project_key"];
const OWN: Readonly<Record<string, readonly string[]>> = {
  create: ["input"],
  status: ["ticket_id"],
  "batch-status": ["ticket_ids"],
  update: ["input"],
  "link-pr": ["ticket_id", "pr_url", "pr_title"],
};
const STATES = ["draft", "todo", "in_progress", "done", "blocked", "deprecated"];

export interface TicketRoutes {
  readonly organization: string;
  readonly trackers: Readonly<Record<Tracker, ServerTickets>>;
  /** Trackers that the organisation has connected. */
  readonly connected: ReadonlySet<Tracker>;
  /** False: the server has nowhere to keep credentials of trackers. */
  readonly hasStore: boolean;
}

/** Answers a call below `/app/<org>/api/tickets`, after the caller has been identified. */
export function answerTickets(routes: TicketRoutes, path: string, body: unknown): Answer {
  const [, org = "", call = ""] = /^\/app\/([^/]+)\/api\/tickets\/([\w-]+)$/.exec(path) ?? [];
  const own = OWN[call];
  if (own === undefined) return { status: 404, body: { detail: "Not Found" } };
  const fields = asFields(body);
  const unknown = Object.keys(fields).find((key) => ![...COMMON, ...own].includes(key));
  if (unknown !== undefined) return invalid(unknown);
  if (decodeURIComponent(org) !== routes.organization) {
    return { status: 403, body: { detail: "Access denied for this organization" } };
  }
  if (!routes.hasStore) return { status: 503, body: { detail: "Integration store unavailable" } };
  const place = placeOf(fields, routes.organization);
  if (typeof place !== "string") return place;
  const system = (fields["ticket_system"] ?? "github") as Tracker;
  if (!routes.connected.has(system)) {
    return { status: 422, body: { detail: `${system} integration not connected` } };
  }
  try {
    return CALLS[call]?.(routes.trackers[system], place, fields) ?? invalid("path");
  } catch (error) {
    if (error instanceof UpstreamError)
      return { status: 500, body: { detail: "Internal Server Error" } };
    throw error;
  }
}

/** The repository, project or team; an answer when it is not given or not allowed. */
function placeOf(fields: Fields, organization: string): string | Answer {
  const { ticket_system: system = "github", owner, repo, project_key: project } = fields;
  if (system === "jira" || system === "linear") {
    return typeof project === "string" && project !== "" ? project : invalid("project_key");
  }
  if (system !== "github") return invalid("ticket_system");
  if (typeof owner !== "string" || typeof repo !== "string" || owner === "" || repo === "") {
    return { status: 400, body: { detail: "owner and repo are required for GitHub" } };
  }
  if (owner === organization) return `${owner}/${repo}`;
  return { status: 400, body: { detail: "Owner does not match organization" } };
}

type Call = (tickets: ServerTickets, place: string, fields: Fields) => Answer;

const CALLS: Readonly<Record<string, Call>> = {
  create(tickets, place, { input }) {
    const wrong = wrongCreate(input);
    if (wrong !== undefined) return invalid(wrong);
    const fields = asFields(input);
    const made = tickets.create(place, {
      title: fields["summary"] as string,
      description: fields["description"] as string,
      status: fields["status"] as CanonStatus,
      labels: (fields["labels"] ?? []) as string[],
      type: (fields["issue_type"] ?? "Task") as string,
      parentKey: (fields["parent_ticket_id"] ?? null) as string | null,
    });
    return {
      status: 200,
      body: { ticket_id: made.id, ticket_url: `https://tracker.example/${made.id}` },
    };
  },
  status(tickets, place, { ticket_id: id }) {
    if (typeof id !== "string") return invalid("ticket_id");
    return { status: 200, body: { ticket_id: id, ...tickets.statusOf(place, id) } };
  },
  "batch-status"(tickets, place, { ticket_ids: ids }) {
    if (!isTexts(ids) || ids.length > 100) return invalid("ticket_ids");
    const results: unknown[] = [];
    const errors: unknown[] = [];
    for (const id of ids) {
      try {
        results.push({ ticket_id: id, ...tickets.statusOf(place, id) });
      } catch {
        errors.push({ ticket_id: id, error: "Failed to fetch ticket status" });
      }
    }
    return { status: 200, body: { results, errors } };
  },
  update(tickets, place, { input }) {
    const { ticket_id: id, status = null, ...rest } = asFields(input);
    if (typeof id !== "string") return invalid("ticket_id");
    const unknown = Object.keys(rest).find(
      (key) => !["summary", "description", "custom_fields"].includes(key),
    );
    if (unknown !== undefined) return invalid(unknown);
    if (status !== null && !isStatus(status)) return invalid("status");
    tickets.update(place, id, status);
    return { status: 200, body: { ok: true } };
  },
  "link-pr"(tickets, place, { ticket_id: id, pr_url: url, pr_title: title }) {
    if (typeof id !== "string" || typeof title !== "string") return invalid("ticket_id");
    if (typeof url !== "string" || !/^https?:\/\//.test(url)) return invalid("pr_url");
    tickets.find(place, id).comments.push(`PR linked: [${title}](${url})`);
    return { status: 200, body: { ok: true } };
  },
};

/** The first field of the wrong kind; undefined when all are right. */
function wrongCreate(input: unknown): string | undefined {
  const fields = asFields(input);
  const isText = (value: unknown): boolean => typeof value === "string";
  const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
  const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
    project_key: isText,
    summary: isText,
    description: isText,
    status: isStatus,
    parent_ticket_id: isTextOrNull,
    labels: isTexts,
    issue_type: isText,
    custom_fields: (value) => typeof value === "object" && value !== null,
    assignees: isTexts,
    milestone: isTextOrNull,
  };
  const missing = ["project_key", "summary", "description", "status"].find(
    (key) => !(key in fields),
  );
  return missing ?? Object.keys(fields).find((key) => checks[key]?.(fields[key]) !== true);
}

function isStatus(value: unknown): value is CanonStatus {
  const { state, blocked_by: blockedBy = null } = asFields(value);
  const isWord = typeof state === "string" && STATES.includes(state);
  return isWord && (blockedBy === null || typeof blockedBy === "string");
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function asFields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function invalid(field: string): Answer {
  const detail = [{ type: "value_error", loc: ["body", field], msg: "Value error" }];
  return { status: 422, body: { detail } };
}
