import { CLOSE_CHECKS } from "./config.ts";
import { DEFAULT_DOC_PATHS } from "./default-config.ts";
import { keys, type RecordShape } from "./shape.ts";

/** What `specs` may hold. */
export const SPECS_SHAPE: RecordShape = {
  kind: "record",
  description: "Which files are specs, and what happens to them.",
  keys: keys({
    doc_paths: {
      kind: "list",
      notEmpty: true,
      default: DEFAULT_DOC_PATHS,
      of: {
        kind: "text",
        form: "glob",
        description: "`*` stays in one folder, `**` crosses folders, `?` is one character.",
      },
      description:
        "Files that are specs. Names that begin with `_` never are, nor files without `.md`.",
    },
    auto_tickets: {
      kind: "boolean",
      default: true,
      description: "`false`: tickets are created only for sections that a person names.",
    },
    require_review: {
      kind: "boolean",
      default: false,
      description: "`true`: a spec needs `review_status: approved` before tickets are created.",
    },
    lifecycle_sync: {
      kind: "boolean",
      orWord: "close_only",
      default: true,
      description:
        "Which status changes go to tickets: all, only closing ones (`close_only`), or none.",
    },
    verify_on_close: {
      kind: "word",
      words: CLOSE_CHECKS,
      // Many readers of YAML take the word for this.
      aliases: new Map([["false", "off"]]),
      default: "warn",
      description:
        "Before a closed ticket makes a section `done`, its evidence is checked: `warn` tells what is missing, `require` holds the section, `off` checks nothing.",
    },
  }),
};
