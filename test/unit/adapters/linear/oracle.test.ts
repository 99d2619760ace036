import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LinearClient, LinearErrorType, type LinearError } from "@linear/sdk";
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  parse,
  validate,
} from "graphql";
import { suite, test } from "mocha";
import * as documents from "../../../../src/adapters/linear/documents.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { type LinearBench, withLinearBench } from "../../../support/linear/linear-bench.ts";
import { loadSchema } from "../../../support/linear/schema.ts";

suite("Linear's own client, driving the double", () => {
  check("knows who it is", async (client) => {
    const viewer = await client.viewer;
    assert.equal(viewer.name, "Ada Lovelace");
    assert.equal(viewer.isMe, true);
  });

  check(
    "creates, reads, changes and lists issues that Canon reads alike",
    async (client, bench) => {
      const [team] = bench.double.workspace.teams;
      const id = randomUUID();
      const created = await client.createIssue({
        id,
        teamId: team?.id ?? "",
        title: "By the client",
        description: "Some *text*.",
      });
      assert.equal(created.success, true);
      assert.equal(created.issueId, id);

      const issue = await client.issue("ENG-1");
      assert.equal(issue.id, id);
      assert.equal(issue.identifier, "ENG-1");
      assert.ok(issue.createdAt instanceof Date);
      assert.equal((await issue.state)?.name, "Backlog");

      const states = await client.workflowStates({ filter: { team: { key: { eq: "ENG" } } } });
      const done = states.nodes.find(({ name }) => name === "Done");
      const updated = await client.updateIssue(id, { stateId: done?.id ?? "", title: "Changed" });
      assert.equal(updated.success, true);

      const listed = await client.issues({ filter: { number: { in: [1, 2] } }, first: 100 });
      assert.deepEqual(
        listed.nodes.map(({ title, priority }) => [title, priority]),
        [["Changed", 0]],
      );
      const reading = (await bench.tracker.readTickets(["ENG-1"], NEVER_CANCELLED)).get("ENG-1");
      assert.ok(reading?.kind === "found");
      const { title, status, createdAt, updatedAt } = reading.ticket;
      assert.deepEqual(
        { title, status },
        {
          title: "Changed",
          status: { name: "Done", category: "completed" },
        },
      );
      assert.equal(createdAt, listed.nodes[0]?.createdAt.toISOString());
      assert.equal(updatedAt, listed.nodes[0]?.updatedAt.toISOString());
    },
  );

  check("turns pages of issues", async (client, bench) => {
    bench.double.seed(7);
    const page = await client.issues({ first: 3 });
    await page.fetchNext();
    await page.fetchNext();
    assert.deepEqual(
      page.nodes.map(({ number }) => number),
      [7, 6, 5, 4, 3, 2, 1],
    );
    assert.equal(page.pageInfo.hasNextPage, false);
  });

  check("posts a comment that Canon reads", async (client, bench) => {
    const [key = ""] = bench.double.seed(1);
    const { success } = await client.createComment({ issueId: key, body: "From the client." });
    assert.equal(success, true);
    const comments = await bench.tracker.readComments(key, NEVER_CANCELLED);
    assert.deepEqual(comments.ok && comments.value.map(({ text }) => text), ["From the client."]);
  });

  check("understands the refusals of the double", async (client, bench) => {
    const [team] = bench.double.workspace.teams;
    const input = { id: randomUUID(), teamId: team?.id ?? "", title: "Once" };
    await client.createIssue(input);
    await refused(client.createIssue(input), LinearErrorType.InvalidInput);
    await refused(client.issue("ENG-77"), LinearErrorType.InvalidInput);
    await refused(client.issues({ first: 251 }), LinearErrorType.InvalidInput);
    bench.double.faultFor = () => ({ kind: "status", status: 429, retryAfter: "7" });
    await refused(client.viewer, LinearErrorType.Ratelimited);
    bench.double.faultFor = () => ({ kind: "status", status: 401 });
    await refused(client.viewer, LinearErrorType.AuthenticationError);
  });
});

const folder = process.env["CANON_VENDOR_SCHEMAS"] ?? "";
if (folder !== "") {
  suite("Linear's own schema", () => {
    const vendor = buildSchema(readFileSync(join(folder, "linear-schema.graphql"), "utf8"));

    for (const [name, text] of everyDocument()) {
      test(`allows the document ${name}`, () => {
        assert.deepEqual(validate(vendor, parse(text)), []);
      });
    }

    test("has all that the double knows, with the same types", () => {
      assert.deepEqual(strangersIn(loadSchema(), vendor), []);
    });
  });
}

test("the double knows all that Canon's documents ask for", () => {
  for (const [name, text] of everyDocument()) {
    assert.deepEqual(validate(loadSchema(), parse(text)), [], name);
  }
});

function check(
  title: string,
  task: (client: LinearClient, bench: LinearBench) => Promise<void>,
): void {
  test(title, () =>
    withLinearBench((bench) => {
      const { apiKey, url } = bench.double;
      return task(new LinearClient({ apiKey, apiUrl: url }), bench);
    }),
  );
}

async function refused(asked: Promise<unknown>, type: LinearErrorType): Promise<void> {
  await assert.rejects(asked, (error: LinearError) => {
    assert.equal(error.type, type);
    return true;
  });
}

function everyDocument(): [name: string, text: string][] {
  const steps = ["attachment", "comment", "change"] as const;
  const closings = Array.from({ length: 7 }, (_, index) =>
    steps.filter((_step, place) => ((index + 1) & (1 << place)) !== 0),
  );
  return [
    ...Object.entries(documents).flatMap(([name, text]): [string, string][] =>
      typeof text === "string" ? [[name, text]] : [],
    ),
    ...closings.map((chosen): [string, string] => [
      `closing by ${chosen.join(", ")}`,
      documents.closingDocument(new Set(chosen)),
    ]),
  ];
}

/** What a schema has that the other has not, or has with another type. */
function strangersIn(subset: GraphQLSchema, whole: GraphQLSchema): string[] {
  return Object.values(subset.getTypeMap())
    .filter(({ name }) => !name.startsWith("__"))
    .flatMap((type) => {
      const other = whole.getType(type.name);
      if (other?.constructor !== type.constructor) return [type.name];
      const known = new Set(partsOf(other));
      return partsOf(type).filter((part) => !known.has(part));
    });
}

function partsOf(type: GraphQLNamedType): string[] {
  const { name } = type;
  if (isEnumType(type)) return type.getValues().map((value) => `${name}.${value.name}`);
  if (isUnionType(type)) return type.getTypes().map((member) => `${name} = ${member.name}`);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((one) => `${name}.${one.name}: ${String(one.type)}`);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const interfaces = type.getInterfaces().map((one) => `${name} implements ${one.name}`);
  const fields = Object.values(type.getFields()).flatMap((field) => [
    `${name}.${field.name}: ${String(field.type)}`,
    ...field.args.map((one) => `${name}.${field.name}(${one.name}: ${String(one.type)})`),
  ]);
  return [...interfaces, ...fields];
}
