import assert from "node:assert/strict";
import { suite, test } from "mocha";
import {
  environmentAccess,
  environmentSecrets,
} from "../../../../src/adapters/credentials/environment.ts";
import { authorizationOf } from "../../../../src/adapters/http/authorize.ts";
import { createLiveRedactor } from "../../../../src/adapters/http/live-redactor.ts";
import type { SystemName } from "../../../../src/core/model/ticket-ref.ts";
import { aTarget } from "../../../support/builders.ts";

type Environment = Readonly<Record<string, string>>;

const TOKEN = ["to", "ken", "12345"].join("-");
const JIRA = { JIRA_HOST: "acme.atlassian.net", JIRA_API_TOKEN: TOKEN };
const GITHUB = { GITHUB_TOKEN: TOKEN };
const LINEAR = { LINEAR_API_KEY: TOKEN };
const AZURE = { AZURE_DEVOPS_ORG_URL: "https://dev.azure.com/acme", AZURE_DEVOPS_PAT: TOKEN };

function look(system: SystemName, env: Environment, host: string | null = null) {
  return environmentAccess(aTarget({ name: "main", system, host }), env);
}

/** What would be sent, and where to. */
function sent(system: SystemName, env: Environment, host: string | null = null): string[] {
  const found = look(system, env, host);
  assert.ok(found?.ok, JSON.stringify(found));
  const { baseUrl, graphqlUrl, scheme, secret } = found.value;
  return [baseUrl, ...(graphqlUrl === null ? [] : [graphqlUrl]), authorizationOf(scheme, secret)];
}

function problem(system: SystemName, env: Environment, host: string | null = null) {
  const found = look(system, env, host);
  assert.ok(found !== undefined && !found.ok, JSON.stringify(found));
  return found.error;
}

suite("credentials from the environment", () => {
  test("are what each system wants to see, at the address named beside them", () => {
    const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;
    assert.deepEqual(sent("jira", JIRA), ["https://acme.atlassian.net/", `Bearer ${TOKEN}`]);
    assert.deepEqual(sent("jira", { ...JIRA, JIRA_EMAIL: "d@acme.example" }), [
      "https://acme.atlassian.net/",
      basic(`d@acme.example:${TOKEN}`),
    ]);
    assert.deepEqual(sent("jira", { ...JIRA, JIRA_HOST: "http://127.0.0.1:8080/jira" }), [
      "http://127.0.0.1:8080/jira/",
      `Bearer ${TOKEN}`,
    ]);
    assert.deepEqual(sent("linear", LINEAR), ["https://api.linear.app/graphql/", TOKEN]);
    assert.deepEqual(sent("linear", { ...LINEAR, LINEAR_API_URL: "http://127.0.0.1:9/graphql" }), [
      "http://127.0.0.1:9/graphql/",
      TOKEN,
    ]);
    assert.deepEqual(sent("azure-devops", AZURE), [
      "https://dev.azure.com/acme/",
      basic(`:${TOKEN}`),
    ]);
  });

  test("for GitHub come from either variable, with both addresses", () => {
    const own = ["https://api.github.com/", "https://api.github.com/graphql/", `Bearer ${TOKEN}`];
    assert.deepEqual(sent("github", GITHUB), own);
    assert.deepEqual(sent("github", { GH_TOKEN: TOKEN }), own);
    assert.deepEqual(sent("github", { GITHUB_TOKEN: TOKEN, GH_TOKEN: "another-one" }), own);
    const enterprise = {
      GITHUB_API_URL: "https://github.acme.example/api/v3",
      GITHUB_GRAPHQL_URL: "https://github.acme.example/api/graphql",
    };
    const there = [
      "https://github.acme.example/api/v3/",
      "https://github.acme.example/api/graphql/",
      `Bearer ${TOKEN}`,
    ];
    assert.deepEqual(sent("github", { ...GITHUB, ...enterprise }), there);
    const { GITHUB_API_URL } = enterprise;
    assert.deepEqual(sent("github", { ...GITHUB, GITHUB_API_URL }), there, "the second follows");
  });

  test("an empty variable counts as unset", () => {
    assert.equal(look("github", { GITHUB_TOKEN: "", GH_TOKEN: " " }), undefined);
    assert.equal(look("linear", { LINEAR_API_KEY: "" }), undefined);
    assert.equal(look("jira", { JIRA_HOST: "", JIRA_API_TOKEN: "" }), undefined);
    assert.deepEqual(sent("jira", { ...JIRA, JIRA_EMAIL: "" })[1], `Bearer ${TOKEN}`);
    assert.deepEqual(sent("github", { ...GITHUB, GITHUB_API_URL: "" }), sent("github", GITHUB));
  });

  test("of another system, or addresses alone, are no credential", () => {
    assert.equal(look("linear", { ...JIRA, ...GITHUB, ...AZURE }), undefined);
    assert.equal(look("github", { GITHUB_API_URL: "https://api.github.com" }), undefined);
    assert.equal(look("local", { ...JIRA, ...GITHUB }), undefined);
  });

  test("say which variable is missing beside the one that is set", () => {
    for (const [system, env, missing] of [
      ["jira", { JIRA_HOST: "acme.example" }, "JIRA_API_TOKEN"],
      ["jira", { JIRA_API_TOKEN: TOKEN }, "JIRA_HOST"],
      ["azure-devops", { AZURE_DEVOPS_PAT: TOKEN }, "AZURE_DEVOPS_ORG_URL"],
      ["azure-devops", { AZURE_DEVOPS_ORG_URL: "https://x.example" }, "AZURE_DEVOPS_PAT"],
      ["github", { ...GITHUB, GITHUB_GRAPHQL_URL: "https://x.example/graphql" }, "GITHUB_API_URL"],
    ] as const) {
      const { code, message } = problem(system, env);
      assert.equal(code, "config/missing-credential");
      assert.match(message, new RegExp(`${missing} is not`));
      assert.ok(!message.includes(TOKEN));
    }
  });

  test("A4: are not sent to an address that could be read in two ways", () => {
    for (const address of [
      "http://acme.example",
      "https://acme.example@evil.example",
      "https://user:pw@acme.example",
      "https://acme.example\\.evil.example",
      "https://acme.example./",
      "https://2130706433/",
      "https://0x7f.1/",
      "file:///etc/passwd",
      "https://",
      "https://acme.example?x=1",
      "https://acme.example#x",
      "https://acme.example\r\nX: y",
      "javascript:alert(1)",
    ]) {
      const { code, message } = problem("jira", { ...JIRA, JIRA_HOST: address });
      assert.equal(code, "config/bad-address", address);
      assert.match(message, /^The address in JIRA_HOST /);
    }
  });

  test("A3: are not sent anywhere when the workspace names another host", () => {
    for (const host of [
      "evil.example",
      "https://evil.example",
      "acme.atlassian.net.evil.example",
      "acme.atlassian.net:8443",
      "http://acme.atlassian.net",
      "ACME.atlassian.net.",
      "xacme.atlassian.net",
      "user@acme.atlassian.net",
      "https://acme.atlassian.net/other",
    ]) {
      const { code, message } = problem("jira", JIRA, host);
      assert.equal(code, "config/foreign-host", host);
      assert.match(message, /is for acme\.atlassian\.net, so nothing was sent.*JIRA_HOST/);
      assert.ok(!message.includes(TOKEN));
    }
    assert.equal(problem("github", GITHUB, "github.acme.example").code, "config/foreign-host");
    const other = "https://dev.azure.com/others";
    assert.equal(problem("azure-devops", AZURE, other).code, "config/foreign-host");
  });

  test("go out when the workspace names their own host", () => {
    for (const [system, env, host] of [
      ["jira", JIRA, "acme.atlassian.net"],
      ["jira", JIRA, "https://acme.atlassian.net"],
      ["jira", JIRA, "HTTPS://Acme.Atlassian.net/"],
      ["jira", { ...JIRA, JIRA_HOST: "http://127.0.0.1:8080/jira" }, "127.0.0.1:8080"],
      ["github", GITHUB, "github.com"],
      ["github", GITHUB, "https://api.github.com"],
      ["linear", LINEAR, "linear.app"],
      ["azure-devops", AZURE, "dev.azure.com"],
      ["azure-devops", AZURE, "https://dev.azure.com/acme"],
    ] as const) {
      assert.equal(look(system, env, host)?.ok, true, host);
    }
  });

  test("are all known to the redactor, and a proxy's password too", () => {
    const env = {
      ...JIRA,
      GH_TOKEN: "second-token-67",
      HTTPS_PROXY: "http://me:proxy-password@proxy.example:3128",
    };
    const live = createLiveRedactor();
    for (const secret of environmentSecrets(env)) live.hold(secret);
    const { text } = live.redact(`${TOKEN} second-token-67 proxy-password acme.atlassian.net`);
    assert.doesNotMatch(text, /token|password/);
    assert.match(text, /acme\.atlassian\.net/);
  });
});
