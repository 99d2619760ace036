import assert from "node:assert/strict";
import fc from "fast-check";
import { configAt, configPlace, connectionNames } from "../../../src/core/config/config-place.ts";

/** What is offered at the bar: names, or the path of the value. */
function at(marked: string): string {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const place = configPlace(text, offset);
  if (place === undefined) return "nothing";
  return place.kind === "key" ? [...place.keys.keys()].join(" ") : place.path.join(".");
}

suite("what is being typed in CANON.yaml", () => {
  test("are names of the mapping that the cursor is in, without those that are there", () => {
    assert.match(
      at("|"),
      /^version team sync ticket_system project_key ticket_systems routing specs/,
    );
    assert.equal(at("sync:\n  system: jira\n  |"), "project_key create_tickets reverse_sync");
    assert.equal(at("sync:\n  |\n  system: jira\n"), "project_key create_tickets reverse_sync");
    assert.equal(
      at("sync:\r\n  pro|\r\n  system: jira\r\n"),
      "project_key create_tickets reverse_sync",
    );
    assert.equal(at("sync: {system: jira, |}"), "project_key create_tickets reverse_sync");
    assert.match(at("sync:\n  system: jira\n|"), /^version team ticket_system /);
    assert.match(at("team: a\n|\nsync:\n  system: local\n"), /^version ticket_system /);
  });

  test("are names in lists and below names of the person's own", () => {
    assert.equal(at("routing:\n  - |"), "match target shadow_targets");
    assert.equal(
      at("routing:\n  - match:\n      default: true\n    |\n  - target: b\n"),
      "target shadow_targets",
    );
    assert.match(
      at("ticket_systems:\n  payments:\n    |\n    project: PAY\n"),
      /^system repo host /,
    );
    assert.match(
      at("ticket_systems:\n  payments:\n    hierarchy:\n      |"),
      /^2 3 4 5 6 depth_to_type/,
    );
  });

  test("is a value, also one that stands in a list or on the next line", () => {
    assert.equal(at("sync:\n  system: |"), "sync.system");
    assert.equal(at("sync:\n  system: ji|ra\n  project_key: A\n"), "sync.system");
    assert.equal(at("sync:\n  system:\n    |"), "sync.system");
    assert.equal(at("sync:\n  system:|"), "sync.system");
    assert.equal(at("specs:\n  doc_paths:\n    - |\n"), "specs.doc_paths.0");
    assert.equal(at("routing:\n  - match: {default: true}\n    target: |"), "routing.0.target");
    assert.equal(at('routing:\n  - shadow_targets: [a, "|"]\n'), "routing.0.shadow_targets.1");
  });

  test("is nothing in a comment, and where the names are free", () => {
    assert.equal(at("sync: # |"), "nothing");
    assert.equal(at("ticket_systems:\n  |"), "nothing");
    assert.equal(at("sync: |"), "nothing");
    assert.equal(at("sync:|"), "nothing");
    assert.equal(at("nobody_knows:\n  |"), "nothing");
  });

  test("stands around the cursor, whatever the text is", () => {
    const parts = [
      "sync:",
      "routing:",
      "specs:",
      "\n",
      "  ",
      "- ",
      "system: ",
      "{",
      "]",
      '"',
      "#",
      "a",
      "*",
      "&",
      "|",
      "\t",
      "\r\n",
    ];
    const texts = fc.array(fc.constantFrom(...parts), { maxLength: 20 }).map((all) => all.join(""));
    fc.assert(
      fc.property(texts, fc.nat(), (text, where) => {
        const offset = where % (text.length + 1);
        const place = configPlace(text, offset);
        configAt(text, offset);
        if (place === undefined) return;
        assert.ok(place.start <= offset && offset <= place.end && place.end <= text.length);
        assert.doesNotMatch(text.slice(place.start, place.end), /\s/);
      }),
      { numRuns: 2000 },
    );
  });
});

suite("what is known of a place in CANON.yaml", () => {
  test("is the description of a name and of its value", () => {
    const text = "sync:\n  system: jira\n  other: 1\n";
    const found = configAt(text, text.indexOf("system"));
    assert.deepEqual(found?.path, ["sync", "system"]);
    assert.match(found.shape.description, /kind of tracker/);
    assert.equal(text.slice(found.start, found.end), "system");
    assert.deepEqual(configAt(text, text.indexOf("jira"))?.path, ["sync", "system"]);
    assert.equal(configAt(text, text.indexOf("other")), undefined);
    assert.equal(configAt(text, text.indexOf(":")), undefined);
  });

  test("are the connections, while the text is being typed", () =>
    assert.deepEqual(
      connectionNames(
        "ticket_systems:\n  pay:\n    system: jira\n  web: {}\nrouting:\n  - target: ",
      ),
      ["pay", "web"],
    ));
});
