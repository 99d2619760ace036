import type { SpecDocument, SpecSection } from "../../core/model/spec.ts";
import type { ChangePlan } from "../../core/plan/plan.ts";
import type { LoadedFolder } from "../workspace/folder-session.ts";

/** The specs that a plan is about, as they stand now, so that rows can name their sections. */
export class PlanSources {
  readonly #documents: ReadonlyMap<string, SpecDocument>;

  private constructor(documents: ReadonlyMap<string, SpecDocument>) {
    this.#documents = documents;
  }

  static async read(folder: LoadedFolder, plan: ChangePlan): Promise<PlanSources> {
    const files = new Set([...plan.items, ...plan.held].map(({ file }) => file));
    const documents = new Map<string, SpecDocument>();
    for (const file of files) {
      const reading = await folder.files.read(file);
      if (reading.kind === "found") documents.set(file, folder.parse(reading.text));
    }
    return new PlanSources(documents);
  }

  document(file: string): SpecDocument | undefined {
    return this.#documents.get(file);
  }

  readonly sectionOf = (file: string, sectionIndex: number): SpecSection | undefined =>
    this.#documents.get(file)?.sections[sectionIndex];
}
