import type { Memento } from "vscode";
import { isFacet, type Facet } from "../../core/view/section-facets.ts";
import { GROUPINGS, type Grouping } from "../../core/view/spec-tree.ts";

const GROUPING_KEY = "canon.specs.groupBy";
const FILTER_KEY = "canon.specs.filter";

/** How the person wants to see the specs of this workspace; kept on this machine. */
export class ViewChoice {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  get groupBy(): Grouping {
    const kept = this.#memento.get(GROUPING_KEY);
    return GROUPINGS.find((grouping) => grouping === kept) ?? "spec";
  }

  get filter(): readonly Facet[] {
    const kept = this.#memento.get(FILTER_KEY);
    return Array.isArray(kept) ? kept.filter(isFacet) : [];
  }

  async group(groupBy: Grouping): Promise<void> {
    await this.#memento.update(GROUPING_KEY, groupBy);
  }

  async show(filter: readonly Facet[]): Promise<void> {
    await this.#memento.update(FILTER_KEY, filter.length === 0 ? undefined : filter);
  }
}
