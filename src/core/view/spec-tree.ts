import type { SpecSection } from "../model/spec.ts";
import type { SpecReading } from "../plan/snapshot.ts";
import {
  compareFacets,
  facetKind,
  facetsOf,
  passes,
  type Facet,
  type FacetKind,
} from "./section-facets.ts";

/** A folder of the window with its specs. `id` tells it from the others and stays the same. */
export interface TreeFolder {
  readonly id: string;
  readonly name: string;
  readonly specs: readonly SpecReading[];
  /** The name of the connection that serves the ticket of a section; null where none does. */
  readonly connectionOf?: (spec: SpecReading, section: SpecSection) => string | null;
}

export const GROUPINGS = ["spec", "status", "owner", "team", "system", "connection"] as const;
export type Grouping = (typeof GROUPINGS)[number];

interface Branch {
  /** Unique in the tree, and the same as long as the section keeps its id. */
  readonly id: string;
  readonly children: readonly SpecNode[];
  /** How many sections stand here and below. */
  readonly count: number;
}

export interface FolderNode extends Branch {
  readonly kind: "folder";
  readonly folder: TreeFolder;
}

export interface GroupNode extends Branch {
  readonly kind: "group";
  readonly facet: Facet;
}

export interface FileNode extends Branch {
  readonly kind: "spec";
  readonly folder: TreeFolder;
  readonly spec: SpecReading;
}

export interface SectionNode extends Branch {
  readonly kind: "section";
  readonly folder: TreeFolder;
  readonly spec: SpecReading;
  readonly section: SpecSection;
}

/** A row of the view of all specs. */
export type SpecNode = FolderNode | GroupNode | FileNode | SectionNode;

export interface TreeWish {
  readonly groupBy: Grouping;
  /** What sections have to be to be shown; empty: all are. */
  readonly filter: readonly Facet[];
  readonly needsAttention: (folder: TreeFolder, spec: SpecReading, section: SpecSection) => boolean;
}

/**
 * Puts all sections of all specs in a tree.
 *
 * Shape:  every section that passes the filter stands in it once, below the nearest section above
 *         it that is shown as well. A spec without sections is shown where nothing is asked of
 *         sections: without a filter, in the grouping by spec. Folders have rows of their own only
 *         there, and only where there are several.
 */
export function specTree(folders: readonly TreeFolder[], wish: TreeWish): readonly SpecNode[] {
  return wish.groupBy === "spec" ? bySpec(folders, wish) : byFacet(folders, wish, wish.groupBy);
}

/** How many sections have which facet, before any filter. */
export function countFacets(
  folders: readonly TreeFolder[],
  needsAttention: TreeWish["needsAttention"],
): ReadonlyMap<Facet, number> {
  const counts = new Map<Facet, number>();
  for (const folder of folders) {
    for (const spec of folder.specs) {
      for (const section of spec.document.sections) {
        for (const facet of facetsIn(folder, spec, section, needsAttention)) {
          counts.set(facet, (counts.get(facet) ?? 0) + 1);
        }
      }
    }
  }
  return counts;
}

function bySpec(folders: readonly TreeFolder[], wish: TreeWish): readonly SpecNode[] {
  const branches = folders.map((folder): FolderNode => {
    const children = folder.specs.flatMap((spec) => {
      const all = spec.document.sections;
      const kept =
        wish.filter.length === 0
          ? all
          : keptSections(folder, spec, wish).map(({ section }) => section);
      const isShown = kept.length > 0 || (wish.filter.length === 0 && isEmpty(spec));
      return isShown ? [fileNode("", folder, spec, kept)] : [];
    });
    return { kind: "folder", id: folder.id, folder, children, count: total(children) };
  });
  if (folders.length < 2) return branches.flatMap(({ children }) => children);
  return branches.filter(({ children }) => children.length > 0);
}

function byFacet(
  folders: readonly TreeFolder[],
  wish: TreeWish,
  groupBy: FacetKind,
): readonly SpecNode[] {
  const groups = new Map<Facet, FileNode[]>();
  for (const folder of folders) {
    for (const spec of folder.specs) {
      const parts = new Map<Facet, SpecSection[]>();
      for (const { section, facets } of keptSections(folder, spec, wish)) {
        const facet = facets.find((one) => facetKind(one) === groupBy);
        if (facet !== undefined) parts.set(facet, [...(parts.get(facet) ?? []), section]);
      }
      for (const [facet, sections] of parts) {
        const node = fileNode(`${facet}/`, folder, spec, sections);
        groups.set(facet, [...(groups.get(facet) ?? []), node]);
      }
    }
  }
  return [...groups]
    .sort(([one], [other]) => compareFacets(one, other))
    .map(([facet, children]) => ({
      ...({ kind: "group", id: facet, facet, children } as const),
      count: total(children),
    }));
}

function isEmpty({ document }: SpecReading): boolean {
  return document.sections.length === 0;
}

interface KeptSection {
  readonly section: SpecSection;
  readonly facets: readonly Facet[];
}

function keptSections(folder: TreeFolder, spec: SpecReading, wish: TreeWish): KeptSection[] {
  return spec.document.sections
    .map((section) => ({
      section,
      facets: facetsIn(folder, spec, section, wish.needsAttention),
    }))
    .filter(({ facets }) => passes(facets, wish.filter));
}

function facetsIn(
  folder: TreeFolder,
  spec: SpecReading,
  section: SpecSection,
  needsAttention: TreeWish["needsAttention"],
): Facet[] {
  return facetsOf(
    spec.document.frontMatter,
    section,
    needsAttention(folder, spec, section),
    folder.connectionOf?.(spec, section),
  );
}

function fileNode(
  prefix: string,
  folder: TreeFolder,
  spec: SpecReading,
  kept: readonly SpecSection[],
): FileNode {
  const id = `${prefix}${folder.id}/${spec.file}`;
  const names = sectionNames(spec.document.sections);
  const shown = new Set(kept.map(({ index }) => index));
  const below = new Map<number | null, SpecSection[]>();
  for (const section of kept) {
    const parent = shownParent(spec.document.sections, section, shown);
    const siblings = below.get(parent);
    if (siblings === undefined) below.set(parent, [section]);
    else siblings.push(section);
  }
  const children = nodesBelow(null);
  return { kind: "spec", id, folder, spec, children, count: total(children) };

  function nodesBelow(parent: number | null): SectionNode[] {
    return (below.get(parent) ?? []).map((section) => {
      const own = nodesBelow(section.index);
      const name = names[section.index] ?? section.id;
      return {
        ...({ kind: "section", id: `${id}#${name}`, folder, spec, section } as const),
        ...{ children: own, count: total(own) + 1 },
      };
    });
  }
}

/** Ids of sections, told apart where two are the same. */
function sectionNames(sections: readonly SpecSection[]): string[] {
  const seen = new Map<string, number>();
  return sections.map(({ id }) => {
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? id : `${id}#${count}`;
  });
}

function shownParent(
  sections: readonly SpecSection[],
  { parentIndex }: SpecSection,
  shown: ReadonlySet<number>,
): number | null {
  let at = parentIndex;
  while (at !== null && !shown.has(at)) at = sections[at]?.parentIndex ?? null;
  return at;
}

function total(nodes: readonly SpecNode[]): number {
  return nodes.reduce((sum, { count }) => sum + count, 0);
}
