/** GitHub and Azure Boards know the first set; Linear and most teams the second as well. */
export type ClosingWords = "common" | "wide";

const COMMON = "close[sd]?|fix(?:e[sd])?|resolve[sd]?";
export const CLOSING: Readonly<Record<ClosingWords, RegExp>> = {
  common: closingBefore(COMMON),
  wide: closingBefore(`${COMMON}|complete[sd]?|implement(?:s|ed)?`),
};
/** Words that may stand between the start of a clause and its closing word. */
export const CLAUSE_START =
  /^(?:\s*(?:this|the|pr|pull|merge|request|mr|change|changes|changeset|commit|patch|branch|it|also|and|which|that|now|should|fully|completely|finally))*\s*$/iu;

export const NEGATION = wordsOf([
  "not|never|neither|nor|cannot|without|[a-z]{2,6}n['’]t",
  "no (?:fix|change|changes|code|work|part)",
]);

/** Work on something that is more than this. */
export const PARTIAL = wordsOf([
  "part(?:s|ly|ial|ially)?|half|halfway|wip|some of|sort of|kind of|mostly|almost|more work|towards?",
  "contributes?|progress|(?:step|phase) \\d+",
  "(?:first|initial|next|another) (?:step|part|half|cut|pass|slice|piece|iteration|version|work)",
  "(?:start|starts|started|begin|begins|work|works|working) (?:work )?on",
  "skeleton|scaffold(?:s|ing)?|stubs?|placeholders?|prototypes?|spike|experiments?|draft|proposal|designs?",
  "workaround|mitigat(?:es|ion)|temporary|interim|possible|potential|attempts?|feature flag",
  "tests?|fixtures?|mocks?|typos?|(?:docs|documentation) (?:for|of|on|about)|the (?:first|rest) of|refactor(?:s|ing)?|clean-?ups?|tid(?:y|ies)",
]);

/** Something that has to do with a ticket and is not what it asks for. */
export const PASSING = wordsOf([
  "see|cf|e\\.g|example|examples|such as|template|thanks|cc",
  "follow|follows|following|followed|follow[- ]?ups?|continues|continuation",
  "related?|relates|relating|refs?|references?|referenced|referring|mentions?|mentioned",
  "like|similar|same|unlike|instead|rather|unrelated|context|background|inspired|based|stacked",
  "after|before|since|until|once|when|if|unless|later|future|next|already|earlier|previous|previously",
  "block(?:s|ed|er|ing)?|unblocks?|depend(?:s|ing|ent|ency)?|needed|needs?|requires?|required|waits?|waiting|pending",
  "prepar(?:e|es|ation|ing)|groundwork|builds? on|on top of",
  "bugs? in|regress(?:ed|ion)|introduced|caused?|causes|broken?|breaks|found|noticed",
  "supersed(?:e|es|ed)|replac(?:e|es|ed|ing)|duplicates?|splits?|spun|extracted",
  "cherry|back-?port(?:s|ed)?|port of|revert(?:s|ed)?|undo(?:es)?|roll(?:s|ed)?[- ]?back|merged?|conflicts?",
  "discuss(?:ed|ion)|todo|tbd|fixme|remaining|rest|leaves?|left|except|apart|besides|out of scope",
  "was|were|will|would|might|may|could|hopefully|eventually|someone|somebody|another",
]);

/** Headings and labels under which nothing is done, whatever stands there. */
export const LATER_LABEL = wordsOf([
  "follow[- ]?ups?|out of scope|excluded|todo|tbd|later|future|next|remaining|examples?|e\\.g|template",
  "block(?:s|ed|ers?)|depends|dependencies|reverts?|prepares?",
]);
/** Headings and labels under which tickets are named that are not this one. */
export const RELATED_LABEL = wordsOf([
  "relate[sd]?|see|see also|refs?|references?|context|background|previous|previously|part of|links",
]);

/** What even a title with the name in brackets, or behind a colon, says of other work. */
export const OTHER_WORK = wordsOf([
  "follow[- ]?ups?|part of|partial(?:ly)?|wip|relate[sd]?|prepar(?:e|es|ation|ing)|groundwork",
  "revert(?:s|ed)?|back-?port(?:s|ed)?|towards?|unblocks?|needed|regression|leftovers?|split|see|merge",
]);
/** In brackets, or behind a colon or a dash. */
export const APART = /(?:[([:–—|]|\s-)\s*[*_]{0,3}$/u;
/** What takes something away, directly in front of its name. */
export const TAKING_AWAY =
  /(?<![\p{L}\p{N}])(?:remov|delet|disabl|hid|drop|undo|reopen|ignor|skip)(?:e|es|ed|ing|s|ped|ping)?\s+$/iu;

/** The last word before a name that is what the sentence is about. */
export const SUBJECT_WORD =
  /(?<![\p{L}\p{N}])(?:implement(?:s|ed|ing)?|implementation of|adds?|added|builds?|delivers?|delivered|covers?|completes?|realizes?|realises?|address(?:es|ed)?|satisf(?:y|ies)|fulfil(?:s|ls|l)?|closes?|fixe?s?|resolves?|for|per|ticket|tickets|issue|story|task|bug|jira|linear|key|spec|section|and|work items?)\s*$/iu;
/** A sentence that says what was made, up to the word that leads to the name. */
export const MADE =
  /^\W*(?:this (?:pr |change |commit |patch )?)?(?:implement|deliver|complete|realize|realise|add|build|make|introduce|create|write)(?:s|es|ed)?(?![\p{L}\p{N}]).{1,200}\s(?:of|in|from|under|by)\s+[([*_\u0060]{0,4}$/iu;

/** What the words after a name make of it. */
export const VERB_AFTER =
  /^\s+(?:is|are|was|were|will|would|can|cannot|could|should|must|may|might|does|do|did|has|had|have|needs?|still|stays?|remains?|comes?|follows?|describes?|asks?|says?|introduced|broke|caused|added)(?![\p{L}\p{N}])/iu;
export const THING_AFTER =
  /^(?:['’]s)?[\s(–—-]+(?:regressions?|fallout|follow[- ]?ups?|leftovers?|breakage|review|clean-?ups?|partial|partially|partly|in part|part \d+|step \d+|phase \d+|wip|sort of|kind of|mostly|almost|spike|prototype|revert)(?![\p{L}\p{N}])/iu;
export const CONDITION_AFTER =
  /^(?:['’]s)?[\s(,–—-]+(?:tests?|typos?|docs?|documentation|once|when|until|after|if|unless|except|apart|minus|later|eventually|as|next|soon|tomorrow|separately|halfway|(?:in|by|with|via) (?:pr|pull|another|a follow))(?![\p{L}\p{N}])|^[\s(]+(?:in|by|with|via) #/iu;
/** What makes all names of the list before it wait for something. */
export const ON_CONDITION = /^[\s(,–—-]+(?:once|when|until|after|if|unless)(?![\p{L}\p{N}])/iu;
/** One of two, or the first of a range: nobody can tell which is meant. */
export const CHOICE_AFTER =
  /^(?:\.\.|,?\s(?:or|to|through|thru|till)\s+[A-Z#]|\s?[–—]\s?[A-Z]\w{0,30}-\d)/iu;
export const SMART_COMMIT =
  /^(?:[\s,]{1,5}[A-Za-z]\w{0,30}-\d{1,12}){0,20}(?:\s+#(?:time|comment)[^#\n]{0,200})?\s*#(?:close[sd]?|resolve[sd]?|done|fix(?:e[sd])?|complete[sd]?)(?![\p{L}\p{N}_-])/iu;

export const SENTENCE = /(?<!\b(?:e\.g|i\.e|cf|vs|no|nr))[.!?;](?=\s)/giu;
/** A clause or bracket of its own: what is denied before it is not denied in it. */
export const ASIDE = /(?<!\])\(|:|\s[–—-]\s/gu;
export const CLAUSE = /[,:()[\]–—*_]|\s-\s/gu;

function closingBefore(words: string): RegExp {
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}_'’-])(?:${words})(?:\s?:)?\s{1,3}[[(*_]{0,4}$`,
    "iu",
  );
}

function wordsOf(lines: readonly string[]): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${lines.join("|")})(?![\p{L}\p{N}])`, "iu");
}
