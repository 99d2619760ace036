import type { Clock } from "../../ports/clock.ts";
import type { AzureApi } from "./api.ts";
import type { TextForm } from "./description.ts";
import type { TypeData } from "./type-data.ts";

/** One project of an organisation, as the operations of its tracker see it. */
export interface Place {
  readonly api: AzureApi;
  /** Of the organisation or collection; ends in a slash. */
  readonly address: URL;
  readonly project: string;
  readonly types: TypeData;
  readonly clock: Clock;
  /** Work items that were seen by this tracker, for what may stand under them. */
  readonly seen: Set<number>;
  /** How long texts are written; `html` once this server turned out to know no Markdown. */
  textForm: TextForm;
}
