import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as z from "zod/mini";
import { createAzureApi, kindOf } from "../../../../src/adapters/azure-devops/api.ts";
import { azureRateLimit } from "../../../../src/adapters/azure-devops/rate-limit.ts";
import { createAzureDevopsTracker } from "../../../../src/adapters/azure-devops/tracker.ts";
import type { HttpFailure } from "../../../../src/adapters/http/http.ts";
import { createHttp } from "../../../../src/adapters/http/create-http.ts";
import { path } from "../../../../src/adapters/http/request-path.ts";
import { createRequestMeter } from "../../../../src/adapters/request-meter.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { err } from "../../../../src/core/kernel/result.ts";
import { Secret } from "../../../../src/core/kernel/secret.ts";
import { redact } from "../../../../src/core/redact/redact.ts";
import { aTarget } from "../../../support/builders.ts";
import { createFixedClock } from "../../../support/fixed-clock.ts";

suite("opening a connection to Azure DevOps", () => {
  test("asks for a project where none is named, or none that can be one", () => {
    for (const project of [null, "", "  ", "..", "a/b", "a\\b", "a\nb", "x".repeat(65)]) {
      const opened = open("https://dev.azure.com/acme", project);
      assert.equal(!opened.ok && opened.error.code, "config/missing-project", String(project));
      assert.match(opened.ok ? "" : opened.error.message, /Payments/);
    }
    assert.equal(open("https://dev.azure.com/acme", "Online Shop").ok, true);
  });

  test("refuses an address that hides its host", () => {
    for (const address of ["http://dev.azure.com/acme", "https://me@dev.azure.com/acme", ""]) {
      const opened = open(address, "Payments");
      assert.equal(!opened.ok && opened.error.code, "config/bad-address", address);
    }
  });

  test("takes being sent elsewhere by the service for a refused credential", async () => {
    const code = (host: string, status: number) => askAt(`https://${host}/acme/`, status);
    assert.equal(await code("dev.azure.com", 302), "tracker/unauthorized");
    assert.equal(await code("acme.visualstudio.com", 302), "tracker/unauthorized");
    assert.equal(await code("tfs.example.com", 302), "tracker/unreadable-answer");
    assert.equal(await code("tfs.example.com", 203), "tracker/unauthorized");
    assert.equal(await code("notdev.azure.com", 302), "tracker/unreadable-answer");
  });

  test("reads how long to wait from a refusal and from an answer", () => {
    const now = Date.parse("2026-01-05T10:00:00.000Z");
    const wait = (status: number, headers: Readonly<Record<string, string>>) => {
      const header = (name: string) => headers[name] ?? null;
      return azureRateLimit({ status, body: null, header }, now)?.waitMs;
    };
    assert.equal(wait(200, { "retry-after": "7" }), 7000);
    assert.equal(wait(200, { "x-ratelimit-reset": String(now / 1000 + 9) }), undefined);
    assert.equal(wait(429, { "retry-after": "7", "x-ratelimit-reset": "1" }), 7000);
    assert.equal(wait(429, { "x-ratelimit-reset": String(now / 1000 + 9) }), 9000);
    assert.equal(wait(429, { "x-ratelimit-reset": "soon" }), null);
    assert.equal(wait(500, { "retry-after": "7" }), undefined);
  });

  test("knows a refusal by its kind, whatever else it holds", () => {
    for (const body of [null, "text", [], {}, { typeKey: 7 }]) {
      assert.equal(kindOf(aFailure(400, body)), "", JSON.stringify(body));
    }
    assert.equal(
      kindOf(aFailure(400, { typeKey: "RuleValidationException" })),
      "RuleValidationException",
    );
  });
});

function open(baseUrl: string, project: string | null) {
  const clock = createFixedClock();
  const http = createHttp({ clock, meter: createRequestMeter(), redact, isOffline: () => true });
  return createAzureDevopsTracker({
    target: aTarget({ system: "azure-devops", project }),
    access: {
      kind: "direct",
      baseUrl,
      graphqlUrl: null,
      scheme: { kind: "basic", account: "" },
      secret: new Secret("x"),
    },
    http,
    clock,
    redact,
  });
}

async function askAt(address: string, status: number): Promise<string> {
  const connection = { send: () => Promise.resolve(err(aFailure(status, null))) };
  const api = createAzureApi(new URL(address), connection, redact);
  const said = await api.ask(
    {
      method: "GET",
      path: path`_apis/x`,
      answer: z.object({}),
      effect: "read",
      action: "asking",
    },
    NEVER_CANCELLED,
  );
  return said.ok ? "ok" : said.error.error.code;
}

function aFailure(status: number, body: unknown): HttpFailure {
  const error = { code: "tracker/unreadable-answer", message: "Odd." } as const;
  return { error, status, executed: "no", retryAfterMs: null, body };
}
