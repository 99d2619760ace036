/** One thing that was looked at. `fix` says what to do, null where nothing is to be done. */
export interface Check {
  readonly name: string;
  readonly category: "runtime" | "config" | "auth" | "integrations" | "files";
  readonly status: "ok" | "warn" | "fail";
  readonly detail: string;
  readonly fix: string | null;
}
