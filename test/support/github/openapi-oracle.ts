import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OpenAPIBackend, type Document } from "openapi-backend";
import type { SeenRequest } from "../remote/double.ts";
import type { Answer } from "../remote/fault-server.ts";
import { withGithubBench, type GithubBench } from "./github-bench.ts";

const REST = "/api/v3";

/**
 * Runs a task on a bench and then holds each request and answer of the REST interface against
 * GitHub's own description of it, from `folder`.
 */
export async function withDescribedGithub(
  folder: string,
  task: (bench: GithubBench) => Promise<void>,
): Promise<void> {
  const oracle = await openOracle(folder);
  await withGithubBench(async (bench) => {
    const problems: string[] = [];
    bench.double.onAnswer = (request, answer) => {
      if (request.url.startsWith(REST)) problems.push(...problemsOf(oracle, request, answer));
    };
    await task(bench);
    assert.deepEqual(problems, []);
  });
}

const oracles = new Map<string, Promise<OpenAPIBackend>>();

function openOracle(folder: string): Promise<OpenAPIBackend> {
  const opened = oracles.get(folder) ?? readOracle(folder);
  oracles.set(folder, opened);
  return opened;
}

function readOracle(folder: string): Promise<OpenAPIBackend> {
  const text = readFileSync(join(folder, "github-issues-openapi.json"), "utf8");
  return new OpenAPIBackend({
    definition: JSON.parse(text, withNull) as Document,
    quick: true,
    ajvOpts: {
      strict: false,
      allErrors: true,
      logger: false,
      formats: {
        "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
        uri: (text) => URL.canParse(text),
      },
    },
  }).init();
}

/** A list of values that may be null says so beside the list, where the validator does not look. */
function withNull(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (!("nullable" in value && "enum" in value && Array.isArray(value.enum))) return value;
  return { ...value, enum: [...new Set([...(value.enum as unknown[]), null])] };
}

function problemsOf(oracle: OpenAPIBackend, request: SeenRequest, answer: Answer): string[] {
  const { pathname, searchParams } = new URL(request.url, "http://github.example");
  const parsed = {
    method: request.method,
    path: pathname.slice(REST.length),
    query: Object.fromEntries(searchParams),
    headers: {},
    ...(request.body === "" ? {} : { body: JSON.parse(request.body) as object }),
  };
  const scene = `${parsed.method} ${parsed.path} -> ${answer.status}`;
  const operation = oracle.matchOperation(parsed);
  if (operation === undefined) return [`${scene}: no such operation`];
  const asked = oracle.validateRequest(parsed, operation).errors ?? [];
  const isTold = answer.status < 300 && answer.body !== undefined;
  const told = isTold
    ? (oracle.validateResponse(answer.body, operation, answer.status).errors ?? [])
    : [];
  return [...asked, ...told].map(
    ({ instancePath, message }) => `${scene}: ${instancePath} ${message ?? ""}`,
  );
}
