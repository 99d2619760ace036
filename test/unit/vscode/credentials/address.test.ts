import assert from "node:assert/strict";
import { isSamePlace, readAddress } from "../../../../src/vscode/credentials/address.ts";
import type { RemoteSystem } from "../../../../src/vscode/credentials/systems.ts";

suite("the address of a tracker", () => {
  const addresses: [RemoteSystem, string, string, string | null][] = [
    ["jira", "acme.atlassian.net", "https://acme.atlassian.net/", null],
    ["jira", "https://example.com/jira", "https://example.com/jira/", null],
    ["linear", "linear.app", "https://api.linear.app/graphql/", null],
    ["linear", "https://api.linear.app/graphql", "https://api.linear.app/graphql/", null],
    ["github", "github.com", "https://api.github.com/", "https://api.github.com/graphql/"],
    [
      "github",
      "https://api.github.com",
      "https://api.github.com/",
      "https://api.github.com/graphql/",
    ],
    [
      "github",
      "git.example.com",
      "https://git.example.com/api/v3/",
      "https://git.example.com/api/graphql/",
    ],
    [
      "github",
      "https://git.example.com/api/v3",
      "https://git.example.com/api/v3/",
      "https://git.example.com/api/graphql/",
    ],
    ["github", "acme.ghe.com", "https://api.acme.ghe.com/", "https://api.acme.ghe.com/graphql/"],
    [
      "github",
      "http://127.0.0.1:9000",
      "http://127.0.0.1:9000/api/v3/",
      "http://127.0.0.1:9000/api/graphql/",
    ],
    ["azure-devops", "dev.azure.com/acme", "https://dev.azure.com/acme/", null],
    ["azure-devops", "https://acme.visualstudio.com", "https://acme.visualstudio.com/", null],
  ];
  for (const [system, text, baseUrl, graphqlUrl] of addresses) {
    test(`of ${system} is understood as ${text}`, () => {
      assert.deepEqual(readAddress(system, text), { ok: true, value: { baseUrl, graphqlUrl } });
    });
  }

  for (const [system, text] of [
    ["azure-devops", "https://dev.azure.com/"],
    ["jira", "http://acme.atlassian.net"],
    ["jira", "https://acme.atlassian.net@evil.example"],
    ["jira", "https://acme.atlassian.net\\@evil.example"],
    ["jira", "https://0x7f.1/"],
    ["jira", "acme.atlassian.net."],
    ["github", "file:///etc/passwd"],
    ["linear", ""],
  ] as const) {
    test(`of ${system} is refused as "${text}" (A4)`, () => {
      assert.equal(readAddress(system, text).ok, false);
    });
  }
});

suite("a host that the workspace names", () => {
  const places: [RemoteSystem, string, string, boolean][] = [
    ["jira", "acme.atlassian.net", "https://acme.atlassian.net/", true],
    ["jira", "ACME.atlassian.net", "https://acme.atlassian.net/", true],
    ["jira", "acme.atlassian.net:8443", "https://acme.atlassian.net/", false],
    ["jira", "acme.atlassian.net.evil.example", "https://acme.atlassian.net/", false],
    ["jira", "evil.example/acme.atlassian.net", "https://acme.atlassian.net/", false],
    ["jira", "example.com/jira", "https://example.com/jira/", true],
    ["jira", "example.com/other", "https://example.com/jira/", false],
    ["github", "github.com", "https://api.github.com/", true],
    ["github", "git.example.com", "https://git.example.com/api/v3/", true],
    ["github", "github.com", "https://git.example.com/api/v3/", false],
    ["github", "acme.ghe.com", "https://api.acme.ghe.com/", true],
    ["linear", "linear.app", "https://api.linear.app/graphql/", true],
    ["azure-devops", "dev.azure.com", "https://dev.azure.com/acme/", true],
    ["azure-devops", "dev.azure.com/acme", "https://dev.azure.com/acme/", true],
    ["azure-devops", "dev.azure.com/acme-evil", "https://dev.azure.com/acme/", false],
    ["azure-devops", "dev.azure.com/ac", "https://dev.azure.com/acme/", false],
  ];
  for (const [system, named, given, expected] of places) {
    test(`${named} is ${expected ? "" : "not "}that of the credential for ${given}`, () => {
      assert.equal(isSamePlace(system, named, given), expected);
    });
  }
});
