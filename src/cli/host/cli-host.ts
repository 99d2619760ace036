import type { Readable } from "node:stream";

/** Where output goes; the part of a terminal or pipe that the command line needs. */
export interface OutputStream {
  write(text: string | Uint8Array): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Everything that a run of the command line takes from the process around it. */
export interface CliHost {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

export function processHost(): CliHost {
  const { env, stdin, stdout, stderr } = process;
  return { cwd: process.cwd(), env, stdin, stdout, stderr };
}

/** The value of an environment variable; an empty one counts as unset. */
export function variable(host: CliHost, name: string): string | undefined {
  const value = host.env[name];
  return value === undefined || value === "" ? undefined : value;
}
