import assert from "node:assert/strict";
import fc from "fast-check";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { hashText } from "../../../src/core/kernel/hash.ts";
import type { SpecReading } from "../../../src/core/plan/snapshot.ts";
import { PlaceFinder } from "../../../src/core/plan/suggest-places.ts";
import { WordIndex, wordsOf } from "../../../src/core/plan/word-overlap.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";
import { aTicket } from "../../support/builders.ts";

const { config } = parseConfig(
  `ticket_systems:
  pay: { system: jira, project: PAY }
  web: { system: jira, project: WEB }
routing:
  - match: { path: "docs/specs/web*.md" }
    target: web
  - match: { default: true }
    target: pay
`,
  "CANON.yaml",
);

function spec(file: string, text: string): SpecReading {
  return { file, hash: hashText(text), document: parseSpec(text), isUnsaved: false };
}

const PAY = spec(
  "docs/specs/pay.md",
  "# Pay\n\n## Key generation\n\nKeys from the request.\n\n## Refunds\n\nMoney back to the card.\n\n## Done\n<!-- canon:ticket:jira:PAY-1 -->\n\nWebhook signatures.\n",
);
const WEB = spec(
  "docs/specs/web.md",
  "# Web\n\n## 1. Cart\n\n### 1.1 Total\n\n### 1.2 Tax\n\n## 2. Search\n",
);

function suggest(title: string, text = "", system = "pay", specs = [PAY, WEB]) {
  const connection = config.systems.get(system);
  assert.ok(connection !== undefined);
  const ticket = { ...aTicket({ title }), managedText: null, otherText: text };
  const { links, place } = new PlaceFinder(config, specs).suggest(connection, ticket);
  return {
    links: links.map(({ section }) => section.title),
    place: place === null ? null : [place.spec.file, place.after?.title ?? null],
  };
}

suite("where a ticket may belong", () => {
  test("is the section that shares its rare words", () => {
    assert.deepEqual(suggest("Refund to a card").links, ["Refunds"]);
    assert.deepEqual(suggest("Generation of a key", "from the request").links, ["Key generation"]);
  });

  test("is no section by chance, and none that has a ticket", () => {
    assert.deepEqual(suggest("Order the new chairs").links, []);
    assert.deepEqual(suggest("Webhook signatures").links, []);
  });

  test("is a spec of its own project, behind what is most alike", () => {
    assert.deepEqual(suggest("Webhook signatures").place, ["docs/specs/pay.md", "Done"]);
    assert.deepEqual(suggest("Money back in the search", "", "web").place, [
      "docs/specs/web.md",
      "Search",
    ]);
  });

  test("is the end of a numbered list, whichever of it is most alike", () =>
    assert.deepEqual(suggest("Total", "", "web").place, ["docs/specs/web.md", "Tax"]));

  test("is the end of the first spec when nothing is alike, and nowhere without a spec", () => {
    assert.deepEqual(suggest("Chairs", "", "web").place, ["docs/specs/web.md", "Search"]);
    assert.equal(suggest("Chairs", "", "web", []).place, null);
    const hidden = spec("docs/specs/web.md", "---\nsync: false\n---\n# Web\n\n## Cart\n");
    assert.equal(suggest("Cart", "", "web", [hidden]).place, null);
  });
});

suite("the score of two texts", () => {
  test("is between 0 and 1, and 1 for the same text", () => {
    fc.assert(
      fc.property(fc.array(fc.lorem({ maxCount: 8 }), { minLength: 1, maxLength: 8 }), (texts) => {
        const words = texts.map((text) => wordsOf(text, ""));
        const index = new WordIndex(words);
        words.forEach((one, place) => {
          const scores = index.scores(one);
          for (const score of scores.values()) assert.ok(score >= 0 && score <= 1);
          assert.equal(scores.get(place) ?? 1, 1);
        });
      }),
    );
  });
});
