import assert from "node:assert/strict";
import type { LoginCredential } from "../../../../src/adapters/canon-server/login.ts";
import { createRequestMeter } from "../../../../src/adapters/request-meter.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { Secret } from "../../../../src/core/kernel/secret.ts";
import type { SystemName } from "../../../../src/core/model/ticket-ref.ts";
import type { TrackerTarget } from "../../../../src/core/model/ticket.ts";
import { createRedactor } from "../../../../src/core/redact/redact.ts";
import { EditorCredentials } from "../../../../src/vscode/credentials/editor-credentials.ts";
import { EditorLoginStore } from "../../../../src/vscode/credentials/editor-login-store.ts";
import {
  StoredCredentials,
  type StoredCredential,
} from "../../../../src/vscode/credentials/stored-credentials.ts";
import { SecretStore } from "../../../../src/vscode/host/secret-store.ts";
import { createFixedClock } from "../../../support/fixed-clock.ts";
import { createMemoryStorage } from "./memory-storage.ts";

interface Given {
  readonly stored?: readonly (readonly [StoredCredential["system"], string])[];
  readonly sessions?: Readonly<Record<string, string>>;
  readonly login?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTrusted?: boolean;
  /** The storage cannot be read. */
  readonly fails?: boolean;
}

suite("the credential of a connection in the editor", () => {
  test("is the stored one before all others", async () => {
    const given = {
      stored: [["github", "https://api.github.com/"]],
      sessions: { "https://api.github.com/": "session-token" },
      login: true,
      env: { GITHUB_TOKEN: "env-token" },
    } as const;
    await expectFrom(given, { system: "github" }, "stored-0", "https://api.github.com/");
  });

  test("is the editor's own session where nothing is stored", async () => {
    const given = {
      sessions: { "https://api.github.com/": "session-token" },
      login: true,
      env: { GITHUB_TOKEN: "env-token" },
    };
    await expectFrom(given, { system: "github" }, "session-token", "https://api.github.com/");
  });

  test("is the login to a Canon server before the environment", async () => {
    const given = { login: true, env: { GITHUB_TOKEN: "env-token" } };
    await expectFrom(given, { system: "github" }, "login-token", "https://canon.example");
    await expectFrom(given, { system: "jira" }, "login-token", "https://canon.example");
    await expectFrom(given, { system: "linear" }, "login-token", "https://canon.example");
  });

  test("is never the login for Azure DevOps, which no server stands in for", async () => {
    const problem = await refused({ login: true }, { system: "azure-devops" });
    assert.equal(problem.code, "config/missing-credential");
  });

  test("is that of the environment last, at the address named there", async () => {
    const env = {
      JIRA_HOST: "acme.example",
      JIRA_EMAIL: "ada@acme.example",
      JIRA_API_TOKEN: "env-token",
    };
    await expectFrom({ env }, { system: "jira" }, "env-token", "https://acme.example/");
  });

  test("is the one whose host the workspace names, among several", async () => {
    const stored: Given["stored"] = [
      ["jira", "https://one.example/"],
      ["jira", "https://two.example/"],
    ];
    const target = { system: "jira", host: "two.example" } as const;
    await expectFrom({ stored }, target, "stored-1", "https://two.example/");
    const problem = await refused({ stored }, { system: "jira" });
    assert.equal(problem.code, "config/tracker-unavailable");
    assert.match(problem.message, /one\.example, two\.example/);
  });

  test("goes to no host that only the workspace names (A1)", async () => {
    const problem = await refused(
      { stored: [["jira", "https://acme.example/"]] },
      { system: "jira", host: "evil.example" },
    );
    assert.equal(problem.code, "config/foreign-host");
    assert.match(problem.message, /evil\.example.*acme\.example.*Nothing was sent/);
  });

  test("of the environment goes to no host that the workspace names (A3)", async () => {
    const env = { JIRA_HOST: "acme.example", JIRA_API_TOKEN: "env-token" };
    const problem = await refused({ env }, { system: "jira", host: "evil.example" });
    assert.equal(problem.code, "config/foreign-host");
  });

  test("is not even looked for in a window that is not trusted (B1)", async () => {
    const given: Given = {
      stored: [["jira", "https://acme.example/"]],
      env: { GITHUB_TOKEN: "env-token" },
      isTrusted: false,
    };
    const { credentials, held } = await prepare(given);
    for (const system of ["jira", "github", "linear"] as const) {
      const found = await credentials.find(aTarget({ system }), NEVER_CANCELLED);
      assert.equal(found.ok, false);
    }
    assert.deepEqual(held, []);
  });

  test("of Azure DevOps is no session that nobody chose for that organisation", async () => {
    const sessions = { "https://dev.azure.com/acme/": "session-token" };
    const target = { system: "azure-devops", host: "dev.azure.com/acme" } as const;
    assert.equal((await refused({ sessions }, target)).code, "config/missing-credential");
  });

  test("is said to be out of reach where the storage fails", async () => {
    const { credentials } = await prepare({ fails: true });
    const found = await credentials.find(aTarget({ system: "jira" }), NEVER_CANCELLED);
    assert.match(found.ok ? "" : found.error.message, /secret storage could not be read/);
  });

  test("is masked from the moment it is found (A9)", async () => {
    const { credentials, held } = await prepare({ env: { LINEAR_API_KEY: "env-token" } });
    await credentials.find(aTarget({ system: "linear" }), NEVER_CANCELLED);
    assert.deepEqual(held, ["env-token"]);
  });
});

async function expectFrom(
  given: Given,
  target: Partial<TrackerTarget> & { system: SystemName },
  secret: string,
  baseUrl: string,
): Promise<void> {
  const { credentials } = await prepare(given);
  const found = await credentials.find(aTarget(target), NEVER_CANCELLED);
  assert.ok(found.ok, found.ok ? "" : found.error.message);
  assert.equal(found.value.secret.reveal(), secret);
  assert.equal(found.value.baseUrl, baseUrl);
}

async function refused(given: Given, target: Partial<TrackerTarget> & { system: SystemName }) {
  const { credentials } = await prepare(given);
  const found = await credentials.find(aTarget(target), NEVER_CANCELLED);
  assert.ok(!found.ok, "a credential was found");
  return found.error;
}

function aTarget(target: Partial<TrackerTarget> & { system: SystemName }): TrackerTarget {
  return { name: "work", project: "PAY", host: null, extraStates: [], ...target };
}

async function prepare({
  stored = [],
  sessions = {},
  login = false,
  env = {},
  isTrusted = true,
  fails = false,
}: Given) {
  const store = new SecretStore(createMemoryStorage());
  const credentials = new StoredCredentials(store, () => undefined);
  for (const [index, [system, baseUrl]] of stored.entries()) {
    const secret = new Secret(`stored-${index}`);
    const token = { scheme: { kind: "bearer" } as const, secret };
    await credentials.set({ system, baseUrl, graphqlUrl: null, owner: "", token });
  }
  const logins = new EditorLoginStore(store);
  if (login) await logins.write(aLogin());
  const held: string[] = [];
  const redact = createRedactor([]);
  const meter = createRequestMeter();
  return {
    held,
    credentials: new EditorCredentials({
      ...{ logins, env },
      stored: fails ? { list: () => Promise.reject(new Error("locked")) } : credentials,
      sessions: {
        find: (_system, baseUrl) => {
          const token = sessions[baseUrl];
          return Promise.resolve(
            token === undefined ? undefined : { account: "ada", secret: new Secret(token) },
          );
        },
      },
      loginDeps: { clock: createFixedClock(), meter, redact, isOffline: () => true },
      isTrusted: () => isTrusted,
      hold: (secret) => held.push(secret.reveal()),
    }),
  };
}

function aLogin(): LoginCredential {
  return {
    accessToken: new Secret("login-token"),
    refreshToken: null,
    expiresAt: null,
    organization: "acme",
    email: "ada@acme.example",
    server: "https://canon.example",
  };
}
