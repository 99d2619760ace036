import { fieldsOf } from "../../core/kernel/json-fields.ts";
import { isSpecState, type SpecState } from "../../core/model/status.ts";

/** What the server says about one ticket: Canon's own word, and the tracker's. */
export interface WireStatus {
  readonly id: string;
  readonly state: SpecState;
  readonly blockedBy: string | null;
  readonly rawStatus: string;
}

/** The answer about many tickets; an id in neither list was not answered. */
export interface WireBatch {
  readonly found: ReadonlyMap<string, WireStatus>;
  /** The server could not look; it does not say why. */
  readonly failed: ReadonlySet<string>;
}

/**
 * Reads the answer of `batch-status`; undefined for another shape.
 *
 * A ticket whose entry cannot be understood counts as not answered, and harms no other.
 */
export function readBatch(body: unknown): WireBatch | undefined {
  const { results, errors } = fieldsOf(body);
  if (!Array.isArray(results) || !Array.isArray(errors)) return undefined;
  const statuses = results.flatMap((one) => readStatus(one) ?? []);
  const failed = errors.flatMap((one) => asText(fieldsOf(one)["ticket_id"]) ?? []);
  return { found: new Map(statuses.map((one) => [one.id, one])), failed: new Set(failed) };
}

/** Reads the answer of `create`; undefined without a key. */
export function readCreated(body: unknown): string | undefined {
  return asText(fieldsOf(body)["ticket_id"]);
}

/** The answer of writes that give nothing back. */
export function isAccepted(body: unknown): boolean {
  return fieldsOf(body)["ok"] === true;
}

/** How the server says that it refused: its own words as text, or a list about the form. */
export function detailOf(body: unknown): "text" | "list" | "none" {
  const { detail } = fieldsOf(body);
  if (Array.isArray(detail)) return "list";
  return typeof detail === "string" ? "text" : "none";
}

function readStatus(value: unknown): WireStatus | undefined {
  const answer = fieldsOf(value);
  const id = asText(answer["ticket_id"]);
  const rawStatus = asText(answer["raw_status"]);
  const status = fieldsOf(answer["status"]);
  const { state } = status;
  if (id === undefined || rawStatus === undefined) return undefined;
  if (typeof state !== "string" || !isSpecState(state)) return undefined;
  return { id, state, blockedBy: asText(status["blocked_by"]) ?? null, rawStatus };
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value.length <= 300 ? value : undefined;
}
