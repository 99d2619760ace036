import assert from "node:assert/strict";
import fc from "fast-check";
import { SPEC_STATES } from "../../../src/core/model/status.ts";
import type { SpecSection } from "../../../src/core/model/spec.ts";
import type { SpecReading } from "../../../src/core/plan/snapshot.ts";
import {
  compareFacets,
  facetsOf,
  isFacet,
  NEEDS_ATTENTION,
  passes,
  type Facet,
} from "../../../src/core/view/section-facets.ts";
import {
  countFacets,
  GROUPINGS,
  specTree,
  type SpecNode,
  type TreeFolder,
} from "../../../src/core/view/spec-tree.ts";
import { aSection, aSpec } from "../../support/a-section.ts";

const ATTENTION = (_: TreeFolder, __: SpecReading, section: SpecSection): boolean =>
  section.criteria.length === 1;

suite("the tree of all specs", () => {
  test("nests sections below their spec, and names each in a way that stays", () => {
    const folder = aFolder("a", [
      aReading("docs/specs/pay.md", [{ id: "top" }, { id: "key", parent: 0 }, { id: "key" }]),
    ]);
    assert.deepEqual(shape(tree([folder])), [
      "a/docs/specs/pay.md (3)",
      "  a/docs/specs/pay.md#top (2)",
      "    a/docs/specs/pay.md#key (1)",
      "  a/docs/specs/pay.md#key#2 (1)",
    ]);
  });

  test("has rows for folders where there are several", () => {
    const folders = [
      aFolder("a", [aReading("one.md", [{ id: "x" }])]),
      aFolder("b", [aReading("one.md", [{ id: "x" }])]),
      aFolder("c", []),
    ];
    assert.deepEqual(
      shape(tree(folders)).filter((line) => !line.startsWith("  ")),
      ["a (1)", "b (1)"],
    );
  });

  test("groups by status in the order of their course, spec by spec", () => {
    const folder = aFolder("a", [
      aReading("one.md", [
        { id: "x", state: "done" },
        { id: "y", parent: 0, state: "todo" },
      ]),
      aReading("two.md", [{ id: "z", state: "done" }]),
    ]);
    assert.deepEqual(shape(tree([folder], { groupBy: "status" })), [
      "status:todo (1)",
      "  status:todo/a/one.md (1)",
      "    status:todo/a/one.md#y (1)",
      "status:done (2)",
      "  status:done/a/one.md (1)",
      "    status:done/a/one.md#x (1)",
      "  status:done/a/two.md (1)",
      "    status:done/a/two.md#z (1)",
    ]);
  });

  test("groups by connection, where several lead to one tracker", () => {
    const folder = {
      ...aFolder("a", [aReading("one.md", [{ id: "x" }, { id: "y" }, { id: "z" }])]),
      connectionOf: (_: SpecReading, { id }: SpecSection) => ({ x: "shop", y: "pay" })[id] ?? null,
    };
    const groups = shape(tree([folder], { groupBy: "connection" }));
    assert.deepEqual(
      groups.filter((line) => !line.startsWith(" ")),
      ["connection:pay (1)", "connection:shop (1)", "connection: (1)"],
    );
    const filtered = tree([folder], { filter: ["connection:pay"] });
    assert.deepEqual(
      sectionsIn(filtered).map(({ section }) => section.id),
      ["y"],
    );
  });

  test("shows a spec without sections only where nothing is asked of sections", () => {
    const folder = aFolder("a", [aReading("empty.md", [])]);
    assert.deepEqual(shape(tree([folder])), ["a/empty.md (0)"]);
    assert.deepEqual(shape(tree([folder], { filter: ["status:done"] })), []);
    assert.deepEqual(shape(tree([folder], { groupBy: "owner" })), []);
  });

  test("puts a section whose parent is filtered out below the nearest one that is shown", () => {
    const folder = aFolder("a", [
      aReading("one.md", [
        { id: "x", state: "todo" },
        { id: "y", parent: 0, state: "done" },
        { id: "z", parent: 1, state: "todo" },
      ]),
    ]);
    assert.deepEqual(shape(tree([folder], { filter: ["status:todo"] })), [
      "a/one.md (2)",
      "  a/one.md#x (2)",
      "    a/one.md#z (1)",
    ]);
  });

  test("has every section exactly once, in each grouping", () => {
    fc.assert(
      fc.property(folders(), fc.constantFrom(...GROUPINGS), (all, groupBy) => {
        const found = sectionsIn(tree(all, { groupBy })).map(nameOf);
        assert.deepEqual([...found].sort(), everySection(all).sort());
        assert.equal(
          new Set(idsIn(tree(all, { groupBy }))).size,
          idsIn(tree(all, { groupBy })).length,
        );
      }),
    );
  });

  test("comes to the same whether it is filtered or grouped first", () => {
    fc.assert(
      fc.property(folders(), fc.constantFrom(...GROUPINGS), filters(), (all, groupBy, filter) => {
        const both = tree(all, { groupBy, filter });
        const whole = tree(all, { groupBy });
        const kept = (node: Extract<SpecNode, { kind: "section" }>): boolean =>
          passes(
            facetsOf(
              node.spec.document.frontMatter,
              node.section,
              ATTENTION(node.folder, node.spec, node.section),
            ),
            filter,
          );
        const groupsOf = (nodes: readonly SpecNode[]): [string, string[]][] =>
          nodes
            .map((node): [string, string[]] => [
              node.id,
              sectionsIn([node]).filter(kept).map(nameOf),
            ])
            .filter(([, names]) => names.length > 0);
        if (filter.length > 0) assert.deepEqual(groupsOf(both), groupsOf(whole));
        assert.deepEqual(sectionsIn(both).map(nameOf), sectionsIn(whole).filter(kept).map(nameOf));
      }),
    );
  });

  test("counts right, row by row and facet by facet", () => {
    fc.assert(
      fc.property(folders(), fc.constantFrom(...GROUPINGS), filters(), (all, groupBy, filter) => {
        for (const node of nodesIn(tree(all, { groupBy, filter }))) {
          assert.equal(node.count, sectionsIn([node]).length, node.id);
        }
        for (const [facet, count] of countFacets(all, ATTENTION)) {
          assert.equal(sectionsIn(tree(all, { filter: [facet] })).length, count, facet);
        }
      }),
    );
  });
});

suite("the facets of sections", () => {
  test("of one kind are alternatives, and different kinds come together", () => {
    const facets: Facet[] = ["status:todo", "owner:ada", "system:jira"];
    assert.ok(passes(facets, []));
    assert.ok(passes(facets, ["status:done", "status:todo"]));
    assert.ok(passes(facets, ["status:todo", "owner:ada"]));
    assert.ok(!passes(facets, ["status:todo", "owner:bob"]));
    assert.ok(!passes(facets, [NEEDS_ATTENTION]));
  });

  test("are sorted with those that name nothing last", () => {
    const facets: Facet[] = ["owner:", "owner:b", "status:done", "owner:a", "status:draft"];
    assert.deepEqual(facets.sort(compareFacets), [
      ...["status:draft", "status:done"],
      ...["owner:a", "owner:b", "owner:"],
    ]);
  });

  test("are told from other texts, which a store may hold", () => {
    assert.ok(isFacet("owner:"));
    for (const text of ["", "owner", "colour:red", 7, null, `owner:${"x".repeat(1000)}`]) {
      assert.ok(!isFacet(text));
    }
  });
});

interface Sketch {
  readonly id: string;
  readonly parent?: number | null;
  readonly state?: (typeof SPEC_STATES)[number];
  readonly isLinked?: boolean;
  readonly hasCriterion?: boolean;
}

function aReading(
  file: string,
  sketches: readonly Sketch[],
  matter: { owner?: string | null; team?: string | null } = {},
): SpecReading {
  const sections = sketches.map((sketch, index) =>
    aSection({
      ...{ index, id: sketch.id, parentIndex: sketch.parent ?? null },
      status: sketch.state === undefined ? null : { state: sketch.state, blockedBy: null },
      ...(sketch.isLinked === true ? {} : { tickets: [] }),
      ...(sketch.hasCriterion === true
        ? { criteria: [{ text: "x", details: "", checked: false, line: 1, evidence: [] }] }
        : {}),
    }),
  );
  const spec = aSpec(sections);
  const document = { ...spec, frontMatter: { ...spec.frontMatter, ...matter } };
  return { file, hash: "", document, isUnsaved: false };
}

function aFolder(id: string, specs: readonly SpecReading[]): TreeFolder {
  return { id, name: id, specs };
}

function tree(
  all: readonly TreeFolder[],
  wish: { groupBy?: (typeof GROUPINGS)[number]; filter?: readonly Facet[] } = {},
): readonly SpecNode[] {
  return specTree(all, { groupBy: "spec", filter: [], needsAttention: ATTENTION, ...wish });
}

function shape(nodes: readonly SpecNode[], indent = ""): string[] {
  return nodes.flatMap((node) => [
    `${indent}${node.id} (${node.count})`,
    ...shape(node.children, `${indent}  `),
  ]);
}

function nodesIn(nodes: readonly SpecNode[]): SpecNode[] {
  return nodes.flatMap((node) => [node, ...nodesIn(node.children)]);
}

function idsIn(nodes: readonly SpecNode[]): string[] {
  return nodesIn(nodes).map(({ id }) => id);
}

function sectionsIn(nodes: readonly SpecNode[]): Extract<SpecNode, { kind: "section" }>[] {
  return nodesIn(nodes).filter((node) => node.kind === "section");
}

function nameOf(node: Extract<SpecNode, { kind: "section" }>): string {
  return `${node.folder.id}/${node.spec.file}#${node.section.index}`;
}

function everySection(all: readonly TreeFolder[]): string[] {
  return all.flatMap((folder) =>
    folder.specs.flatMap((spec) =>
      spec.document.sections.map(({ index }) => `${folder.id}/${spec.file}#${index}`),
    ),
  );
}

function folders(): fc.Arbitrary<TreeFolder[]> {
  const name = fc.constantFrom(null, "ada", "bob");
  const sketch = fc.record({
    id: fc.constantFrom("x", "y", "z"),
    state: fc.constantFrom(...SPEC_STATES),
    isLinked: fc.boolean(),
    hasCriterion: fc.boolean(),
    depth: fc.integer({ min: 2, max: 4 }),
  });
  const spec = fc.tuple(fc.array(sketch, { maxLength: 8 }), name, name);
  return fc.array(fc.array(spec, { maxLength: 4 }), { maxLength: 3 }).map((all) =>
    all.map((specs, at) =>
      aFolder(
        `f${at}`,
        specs.map(([sketches, owner, team], number) =>
          aReading(`${number}.md`, sketches.map(withParent), { owner, team }),
        ),
      ),
    ),
  );
}

/** As in a text: the parent is the nearest heading before that is less deep. */
function withParent<S extends Sketch & { readonly depth: number }>(
  sketch: S,
  index: number,
  all: readonly S[],
): S {
  const parent = all.slice(0, index).findLastIndex(({ depth }) => depth < sketch.depth);
  return { ...sketch, parent: parent < 0 ? null : parent };
}

function filters(): fc.Arbitrary<Facet[]> {
  return fc.subarray<Facet>([
    ...(["status:todo", "status:done", "owner:ada", "owner:", "team:bob"] as const),
    ...(["system:local", "system:", NEEDS_ATTENTION] as const),
  ]);
}
