import { cutShort } from "../kernel/cut-short.ts";
import { t } from "../kernel/texts.ts";
import { AI_EXPOSURES, type AiExposure } from "../model/ai-exposure.ts";
import type { FrontMatter, ReviewStatus, SyncMode } from "../model/spec.ts";
import { isSpecState, SPEC_STATES } from "../model/status.ts";
import type { Field } from "./front-matter-yaml.ts";
import type { Severity } from "../kernel/problem.ts";
import { specProblem, type SpecProblem } from "./spec-problem.ts";

export interface FieldsReading {
  readonly frontMatter: FrontMatter;
  readonly problems: readonly SpecProblem[];
}

/** Makes the front matter of its fields; the last of several with one name counts. */
export function readFields(fields: readonly Field[]): FieldsReading {
  const reader = new FieldReader(fields);
  const frontMatter: FrontMatter = {
    title: reader.text("title"),
    status: reader.status(),
    owner: reader.text("owner"),
    team: reader.text("team"),
    tags: reader.tags(),
    ticketProject: reader.text("ticket_project"),
    reviewStatus: reader.reviewStatus(),
    sync: reader.sync(),
    aiExposure: reader.aiExposure(),
  };
  return { frontMatter, problems: reader.problems };
}

const EXPOSURE = "ai_exposure";

class FieldReader {
  readonly problems: SpecProblem[] = [];
  readonly #fields = new Map<string, Field>();
  readonly #exposures: readonly Field[];

  constructor(fields: readonly Field[]) {
    this.#exposures = fields.filter(({ name }) => name.toLowerCase() === EXPOSURE);
    for (const field of fields) {
      if (this.#fields.has(field.name)) {
        this.#report(field, "spec/duplicate-key", (name) =>
          t("`{0}` in the front matter stands here twice; this one counts. Remove one.", name),
        );
      }
      this.#fields.set(field.name, field);
    }
  }

  text(name: string): string | null {
    const field = this.#fields.get(name);
    if (field === undefined) return null;
    if (field.value.kind === "scalar") return field.value.text?.trim() || null;
    this.#report(field, "spec/front-matter-value", (name) =>
      t("`{0}` in the front matter must be a text and is ignored. Write a text.", name),
    );
    return null;
  }

  status(): string {
    const field = this.#fields.get("status");
    const status = this.text("status");
    if (field !== undefined && status !== null && !isSpecState(status)) {
      this.#report(field, "spec/front-matter-value", (name) =>
        t(
          "`{0}` in the front matter is not a known status. Use one of {1}.",
          name,
          SPEC_STATES.join(", "),
        ),
      );
    }
    return status ?? "draft";
  }

  tags(): readonly string[] {
    const field = this.#fields.get("tags");
    if (field === undefined) return [];
    if (field.value.kind === "list") return field.value.texts;
    if (field.value.kind === "scalar") {
      const tags = (field.value.text ?? "").split(",").map((tag) => tag.trim());
      return tags.filter((tag) => tag !== "");
    }
    this.#report(field, "spec/front-matter-value", (name) =>
      t(
        "`{0}` in the front matter must be a list and is ignored. Write a list like [api, payments].",
        name,
      ),
    );
    return [];
  }

  reviewStatus(): ReviewStatus | null {
    const field = this.#fields.get("review_status");
    const value = this.text("review_status");
    if (field === undefined || value === null) return null;
    if (value === "draft" || value === "in_review" || value === "approved") return value;
    this.#report(field, "spec/front-matter-value", (name) =>
      t(
        "`{0}` in the front matter is not known and counts as not set. Use draft, in_review or approved.",
        name,
      ),
    );
    return null;
  }

  /** YAML 1.1 reads `off`, `no` and `false` alike. */
  sync(): SyncMode {
    const field = this.#fields.get("sync");
    if (field === undefined) return "auto";
    const { value } = field;
    if (value.kind === "scalar") {
      const word = String(value.value).trim().toLowerCase();
      if (word === "true" || word === "false" || word === "auto") return word;
      if (value.value === null) return "auto";
    }
    this.#report(field, "spec/front-matter-value", (name) =>
      t(
        "`{0}` in the front matter is not known and counts as auto. Use true, false or auto.",
        name,
      ),
    );
    return "auto";
  }

  /** Of several the strictest counts, and whatever is not understood is as strict as can be. */
  aiExposure(): AiExposure | null {
    const read = this.#exposures.map((field): AiExposure => {
      const { value } = field;
      const word = value.kind === "scalar" ? (value.text ?? "").trim().toLowerCase() : "";
      const known = AI_EXPOSURES.find((one) => one === word);
      if (known !== undefined && field.name === EXPOSURE) return known;
      const text = (name: string): string =>
        t(
          "`{0}` in the front matter is not understood, so nothing of this spec is shown to a language model. Write ai_exposure: full, metadata or none.",
          name,
        );
      this.#report(field, "spec/front-matter-value", text, "error");
      return "none";
    });
    return AI_EXPOSURES.findLast((one) => read.includes(one)) ?? null;
  }

  /** Line 1 of the file opens the block, so the YAML begins on line index 1. */
  #report(
    field: Field,
    code: SpecProblem["code"],
    message: (name: string) => string,
    severity: Severity = "warning",
  ): void {
    const name = cutShort(field.name, 60);
    this.problems.push(specProblem(code, severity, field.lineIndex + 1, message(name)));
  }
}
