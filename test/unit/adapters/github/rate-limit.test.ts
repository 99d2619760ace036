import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { githubRateLimit } from "../../../../src/adapters/github/rate-limit.ts";

const NOW = Date.parse("2026-01-05T10:00:00Z");
const IN_A_MINUTE = String(NOW / 1000 + 60);
const SPENT = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": IN_A_MINUTE };
const SECONDARY = { message: "You have exceeded a secondary rate limit." };

suite("the limits of GitHub", () => {
  test("waits until the hourly budget is filled again, in seconds since 1970", () => {
    check(403, SPENT, {}, { waitMs: 60_000 });
    check(429, SPENT, {}, { waitMs: 60_000 });
  });

  test("does as Retry-After says before all else", () => {
    check(403, { ...SPENT, "retry-after": "7" }, {}, { waitMs: 7000 });
    check(429, { "retry-after": "7" }, {}, { waitMs: 7000 });
  });

  test("waits a minute on a secondary limit that names no time", () => {
    check(403, {}, SECONDARY, { waitMs: 60_000 });
    check(429, {}, SECONDARY, { waitMs: 60_000 });
    const page = "https://docs.github.com/rest/overview#abuse-rate-limits";
    check(403, {}, { message: "abuse detection", documentation_url: page }, { waitMs: 60_000 });
  });

  test("takes a plain refusal for a refusal", () => {
    check(403, {}, { message: "Must have admin rights to Repository." }, undefined);
    check(403, { "x-ratelimit-remaining": "4000" }, null, undefined);
    check(404, SPENT, {}, undefined);
  });

  test("does not wait after an answer that spent the last of the budget", () => {
    check(200, SPENT, { data: { viewer: { login: "ada" } } }, undefined);
    check(200, SPENT, [], undefined);
  });

  test("hears the limit of GraphQL in an answer that looks like success", () => {
    check(200, SPENT, { errors: [{ type: "RATE_LIMITED" }] }, { waitMs: 60_000 });
    check(200, {}, { errors: [{ type: "RATE_LIMIT" }] }, { waitMs: 60_000 });
    check(200, {}, { errors: [{ type: "NOT_FOUND" }] }, undefined);
  });

  test("does not believe a time that is none", () => {
    const odd = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon" };
    check(403, odd, {}, undefined);
    check(429, odd, {}, { waitMs: null });
  });
});

function check(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: unknown,
  expected: ReturnType<typeof githubRateLimit>,
): void {
  const header = (name: string): string | null => headers[name] ?? null;
  assert.deepEqual(githubRateLimit({ status, body, header }, NOW), expected);
}
