import type { SpecState } from "../../core/model/status.ts";
import type { SystemName } from "../../core/model/ticket-ref.ts";
import type { App } from "../app.ts";
import type { Answer, Place } from "../host/steps.ts";
import type { FolderSession, LoadedFolder } from "../workspace/folder-session.ts";

/** What the questions are asked with. */
export interface SetUpRoom {
  readonly app: App;
  readonly session: FolderSession;
  readonly folder: LoadedFolder;
}

/** The answers so far. Each question fills in its own and leaves the others. */
export interface Draft {
  system: SystemName | null;
  host: string | null;
  project: string | null;
  docPaths: readonly string[];
  statusMap: ReadonlyMap<SpecState, string> | null;
}

/** `passed`: there was nothing to ask, so that the way goes on in its direction. */
export type Move = "next" | "back" | "cancelled" | "passed";

export type Step = (place: Place) => Promise<Move>;

/** Goes on with an answer, and hands on what is none. */
export function take<T>(answer: Answer<T>, use: (value: T) => void): Move {
  if (typeof answer === "string") return answer;
  use(answer.value);
  return "next";
}
