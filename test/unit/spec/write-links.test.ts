import assert from "node:assert/strict";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import type { SpecDocument } from "../../../src/core/model/spec.ts";
import type { TicketRef } from "../../../src/core/model/ticket-ref.ts";
import type { SpecEdit } from "../../../src/core/spec/edit-target.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import {
  insertShadow,
  insertTicketLink,
  removeTicketLink,
  replaceTicketLink,
} from "../../../src/core/spec/write-links.ts";

const A1: TicketRef = { system: "jira", key: "A-1" };
const B2: TicketRef = { system: "linear", key: "B-2" };

function check(text: string, edit: (document: SpecDocument) => SpecEdit, wanted: string): void {
  const result = edit(parseSpec(text));
  assert.ok(result.ok);
  assert.equal(applySplices(text, result.value), wanted);
}

function refusal(text: string, edit: (document: SpecDocument) => SpecEdit): unknown {
  const result = edit(parseSpec(text));
  return result.ok ? null : result.error.code;
}

suite("inserting a ticket link", () => {
  test("puts it directly below the heading", () => {
    const insert = (document: SpecDocument): SpecEdit => insertTicketLink(document, 0, A1);
    check("## A\r\n\r\nText\r\n", insert, "## A\r\n<!-- canon:ticket:jira:A-1 -->\r\n\r\nText\r\n");
    check("A\n---", insert, "A\n---\n<!-- canon:ticket:jira:A-1 -->");
    check(
      "## A\n<!-- canon:system:a status:todo -->\n",
      insert,
      "## A\n<!-- canon:ticket:jira:A-1 -->\n<!-- canon:system:a status:todo -->\n",
    );
  });

  test("adds the address when there is one", () => {
    check(
      "## A\n",
      (document) => insertTicketLink(document, 0, A1, "https://example.com/A-1"),
      "## A\n<!-- canon:ticket:jira:A-1 url:https://example.com/A-1 -->\n",
    );
  });

  test("writes nothing when it is there, and leaves another ticket alone", () => {
    const text = "## A\n\nwords <!-- canon:ticket:jira:A-1 -->\n";
    check(text, (document) => insertTicketLink(document, 0, A1), text);
    assert.equal(
      refusal(text, (document) => insertTicketLink(document, 0, B2)),
      "spec/already-linked",
    );
  });

  test("refuses keys and addresses that a comment cannot hold", () => {
    for (const key of ["A 1", "A-1 -->", "../A-1", "", "A-1\n"]) {
      const edit = (document: SpecDocument): SpecEdit =>
        insertTicketLink(document, 0, { system: "jira", key });
      assert.equal(refusal("## A\n", edit), "spec/invalid-key", key);
    }
    for (const url of [
      "javascript:x",
      "https://a b",
      "https://a/-->",
      "https://a|b",
      "https://a\nb",
    ]) {
      const edit = (document: SpecDocument): SpecEdit => insertTicketLink(document, 0, A1, url);
      assert.equal(refusal("## A\n", edit), "spec/invalid-url", url);
    }
  });
});

suite("recording a shadow", () => {
  test("puts it behind the ticket and before the status", () => {
    check(
      "## A\n<!-- canon:ticket:jira:A-1 -->\n<!-- canon:system:a status:todo -->\n",
      (document) => insertShadow(document, 0, B2),
      "## A\n<!-- canon:ticket:jira:A-1 -->\n<!-- canon:shadow:linear:B-2 -->\n<!-- canon:system:a status:todo -->\n",
    );
  });
});

suite("replacing a ticket link", () => {
  test("keeps prefix and spacing, and drops the former address", () => {
    check(
      "## A\n x <!--specwright:ticket:jira:A-1  url:https://a/b--> y\n",
      (document) => replaceTicketLink(document, 0, A1, B2),
      "## A\n x <!--specwright:ticket:linear:B-2--> y\n",
    );
  });

  test("writes nothing for the same ticket, and removes a link that is there twice", () => {
    const text = "## A\n<!-- canon:ticket:jira:A-1 -->\n<!-- canon:ticket:linear:B-2 -->\n";
    check(text, (document) => replaceTicketLink(document, 0, A1, A1), text);
    check(
      text,
      (document) => replaceTicketLink(document, 0, A1, B2),
      "## A\n<!-- canon:ticket:linear:B-2 -->\n",
    );
  });

  test("refuses a link that is gone", () => {
    const edit = (document: SpecDocument): SpecEdit => replaceTicketLink(document, 0, A1, B2);
    assert.equal(refusal("## A\n", edit), "spec/no-such-link");
  });
});

suite("removing a ticket link", () => {
  const remove = (document: SpecDocument): SpecEdit => removeTicketLink(document, 0, A1);

  test("takes the line along when nothing else is on it", () => {
    check("## A\r\n  <!-- canon:ticket:jira:A-1 -->\r\nText", remove, "## A\r\nText");
    check("## A\n<!-- canon:ticket:jira:A-1 -->", remove, "## A");
  });

  test("keeps the words around it", () => {
    check("## A\none <!-- canon:ticket:jira:A-1 --> two\n", remove, "## A\none two\n");
  });

  test("leaves an empty line where two paragraphs would become one", () => {
    check("## A\none\n<!-- canon:ticket:jira:A-1 -->\ntwo\n", remove, "## A\none\n\ntwo\n");
  });

  test("never lets a lone return and a newline become one line ending", () => {
    check("## A\r<!-- canon:ticket:jira:A-1 -->\n\nText", remove, "## A\n\nText");
  });

  test("removes every comment for the ticket", () => {
    const comment = "<!-- canon:ticket:jira:A-1 -->\n";
    check(`## A\n${comment}Text\n\n${comment}`, remove, "## A\nText\n\n");
  });

  test("removes comments for the ticket that follow each other, also where the text ends", () => {
    const comment = "<!-- canon:ticket:jira:A-1 -->";
    check(`## A\n${comment}\n${comment}`, remove, "## A\n");
    check(`## A\n${comment} ${comment}\nText\n`, remove, "## A\n\nText\n");
  });

  test("is refused where it would change the text around it", () => {
    const text = "## A\n- [ ] box\n<!-- canon:ticket:jira:A-1 -->\n  words\n";
    assert.equal(refusal(text, remove), "spec/no-safe-place");
  });
});
