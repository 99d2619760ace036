import { Ajv } from "ajv";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { configJsonSchema } from "../../../src/core/config/json-schema.ts";
import { configReference } from "../../run/config-reference.ts";

const schema = configJsonSchema();
const validate = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false }).compile(
  schema,
);

suite("the schema of CANON.yaml", () => {
  test("is the one that the extension carries", () => {
    const file = new URL("../../../media/canon.schema.json", import.meta.url);
    const carried: unknown = JSON.parse(readFileSync(file, "utf8"));
    assert.deepEqual(carried, schema, "Run node test/run/write-schema.ts.");
  });

  test("is explained by the page that carries every key of it", () => {
    const page = readFileSync(
      new URL("../../../docs/config-reference.md", import.meta.url),
      "utf8",
    );
    assert.equal(page, configReference(), "Run node test/run/write-schema.ts.");
    for (const key of [
      "sync.project_key",
      "routing[].match.path",
      "specs.verify_on_close",
      "sre",
    ]) {
      assert.ok(page.includes(`\`${key}\``), key);
    }
  });

  const accepted = [
    'version: "1"\nteam: a\n',
    "version: 1\n",
    "sync: {system: azure, project_key: A, create_tickets: off, reverse_sync: false}\n",
    "ticket_system: github\nproject_key: a/b\nslack_channel: x\n",
    "specs: {lifecycle_sync: close_only, doc_paths: [docs/**/*.md, ./README.md]}\n",
    "ticket_systems: {a: {system: jira, status_map: {todo: Open}, hierarchy: {2: Epic}, auto_parent: true}}\n",
    "ticket_systems: {a: {system: jira, host: 'https://jira.example.com:8443/jira', status_map: {forward: {todo: Open}, reverse: {Open: todo}, fallback: todo}, hierarchy: {depth_to_type: {2: Epic}, default_type: Task, auto_parent: 'yes'}}}\n",
    "routing: [{match: {tags: [a], team: b, owner: c, path: 'd/*'}, target: a, shadow_targets: [b]}, {match: {default: true}, target: c}]\n",
    "agents: {anything: 1}\nide:\ntriage: [1]\n",
  ];
  for (const text of accepted) {
    test(`accepts ${text.trim()}`, () => assert.ok(validate(parse(text)), errors()));
  }

  const rejected = [
    "tiket_system: jira\n",
    "sync: {sytem: jira}\n",
    "sync: {system: jria}\n",
    "sync: {create_tickets: maybe}\n",
    "specs: {doc_paths: docs/*.md}\n",
    "specs: {doc_paths: []}\n",
    "specs: {doc_paths: [../x.md]}\n",
    "specs: {doc_paths: [a/../../x.md]}\n",
    "specs: {doc_paths: ['C:/x.md']}\n",
    "ticket_systems: {a: {project: A}}\n",
    "ticket_systems: {a: {system: jira, project: 4}}\n",
    "ticket_systems: {a: {system: jira, token: abc}}\n",
    "ticket_systems: {a: {system: jira, host: 'https://me:pw@x'}}\n",
    "ticket_systems: {a: {system: jira, status_map: {forward: {tod: Open}}}}\n",
    "ticket_systems: {a: {system: jira, hierarchy: {1: Epic}}}\n",
    "routing: [{match: {}, target: a}]\n",
    "routing: [{match: {tag: [a]}, target: a}]\n",
    "routing: [{match: {default: true}}]\n",
    "version: 2\n",
  ];
  for (const text of rejected) {
    test(`rejects ${text.trim()}`, () => assert.equal(validate(parse(text)), false));
  }

  test("says what every key is for", () => {
    const undescribed: string[] = [];
    visit(schema, "");
    assert.deepEqual(undescribed, []);

    function visit(node: unknown, path: string): void {
      if (typeof node !== "object" || node === null) return;
      if ("properties" in node && typeof node.properties === "object" && node.properties !== null) {
        for (const [key, value] of Object.entries(node.properties)) {
          const text: unknown = (value as { description?: unknown }).description;
          if (typeof text !== "string" || text.length < 5) undescribed.push(`${path}.${key}`);
        }
      }
      for (const [key, value] of Object.entries(node)) visit(value, `${path}.${key}`);
    }
  });
});

function errors(): string {
  return JSON.stringify(validate.errors);
}
