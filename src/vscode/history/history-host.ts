import type { Disposable } from "../host/disposable.ts";
import type { HistoryDocuments } from "./history-documents.ts";

/** Loads the documents of past runs when somebody first looks at one. */
export class HistoryHost implements Disposable {
  #documents: HistoryDocuments | undefined;
  #isDisposed = false;

  async load(): Promise<HistoryDocuments> {
    const { HistoryDocuments: Documents } = await import("./history-documents.ts");
    this.#documents ??= new Documents();
    if (this.#isDisposed) this.#documents.dispose();
    return this.#documents;
  }

  /** Undefined while nobody has looked at the history. */
  get loaded(): HistoryDocuments | undefined {
    return this.#documents;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#documents?.dispose();
  }
}
