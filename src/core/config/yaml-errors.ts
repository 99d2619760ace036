import type { ErrorCode } from "yaml";
import { t, textsBy } from "../kernel/texts.ts";

const messages = textsBy<string>({
  BAD_ALIAS: "This alias refers to an anchor that does not exist. Write the value out.",
  BAD_DQ_ESCAPE:
    "This text in double quotes holds a backslash sequence that YAML does not know. Use single quotes.",
  BAD_INDENT: "The indentation of this line does not fit the lines around it.",
  BAD_SCALAR_START: "This value begins with a character that YAML reserves. Put it in quotes.",
  BLOCK_AS_IMPLICIT_KEY: "Two keys stand on one line here. Begin a new line for the second.",
  MISSING_CHAR:
    "Something is not closed or separated here: a quote, a bracket, a comma or a colon is missing.",
  MULTILINE_IMPLICIT_KEY: "This key runs over several lines. A colon is probably missing.",
  MULTIPLE_DOCS: "A second YAML document begins here (`---`). Keep one document in this file.",
  NON_STRING_KEY: "A list or mapping stands here as a key. Keys must be plain words.",
  RESOURCE_EXHAUSTION: "This is nested too deeply to be a configuration.",
  TAB_AS_INDENT: "A tab indents this line. YAML allows blanks only.",
  UNEXPECTED_TOKEN:
    "YAML does not expect this here. Look at the quotes, brackets and indentation around it.",
});

/** Says in plain words what is wrong with the YAML; never repeats the text, which may be secret. */
export function yamlErrorMessage(code: ErrorCode): string {
  return messages(code) || t("This line is not valid YAML.");
}
