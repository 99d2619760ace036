import assert from "node:assert/strict";
import fc from "fast-check";
import { suite, test } from "mocha";
import type { TicketRef } from "../../../src/core/model/ticket-ref.ts";
import { BRANCH_TEMPLATE, branchName } from "../../../src/core/view/branch-name.ts";

suite("the branch for a section", () => {
  test("is called after its ticket and its title", () => {
    assert.equal(named("Idempotency layer", local("SHOP-4")), "shop-4-idempotency-layer");
  });

  test("is called after the section where there is no ticket", () => {
    assert.equal(named("Idempotency layer", null), "keys-idempotency-layer");
  });

  test("says a section's name once where its id and its title begin alike", () => {
    assert.equal(named("Keys", null), "keys");
    assert.equal(named("Keys of customers", null), "keys-of-customers");
    assert.equal(named("Keyserver", null), "keys-keyserver");
    assert.equal(named("Keys", null, "work/{key}"), "work/keys");
  });

  test("leaves out the repository in the key of an issue", () => {
    const ticket: TicketRef = { system: "github", key: "acme/shop#12" };
    assert.equal(named("Réessayer & Größe", ticket), "12-reessayer-grosse");
  });

  test("is cut between words", () => {
    const name = named(`${"long word ".repeat(9)}end`, local("SHOP-4"));
    assert.equal(name, "shop-4-long-word-long-word-long-word-long-word-long-word");
  });

  test("follows the template, folders included", () => {
    assert.equal(named("Keys", local("SHOP-4"), "work/{key}/{id}"), "work/shop-4/keys");
    assert.equal(named("Keys", local("SHOP-4"), "~^: ..//"), "shop-4-keys");
  });

  test("is a name that git takes, whatever title and template are", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.string({ unit: "binary" }),
        (title, template) => {
          const name = named(title, local("SHOP-4"), template);
          assert.match(name, /^\w[\w./-]{0,59}$/);
          assert.doesNotMatch(name, /\.\.|\/\/|\/[.-]|[./-]$|\.lock(?:\/|$)/);
        },
      ),
    );
  });
});

function named(title: string, ticket: TicketRef | null, template = BRANCH_TEMPLATE): string {
  return branchName({ ticket, title, sectionId: "keys" }, template);
}

function local(key: string): TicketRef {
  return { system: "local", key };
}
