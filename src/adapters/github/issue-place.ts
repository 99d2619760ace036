/** A repository as an address names it. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
}

/** Where one issue stands. Issues and pull requests of a repository share its numbers. */
export interface IssuePlace extends Repository {
  readonly number: number;
}

const OWNER = "[A-Za-z0-9][A-Za-z0-9_-]{0,99}";
const NAME = "(?!\\.{1,2}(?:#|$))[A-Za-z0-9._-]{1,100}";
const REPOSITORY = new RegExp(`^(${OWNER})/(${NAME})$`);
const KEY = new RegExp(`^(?:(?:(${OWNER})/)?(${NAME})#|#)?([1-9]\\d{0,9})$`);
/** GraphQL has no larger whole numbers, and no repository has as many issues. */
const LARGEST_NUMBER = 2_147_483_647;

/** Reads `owner/repo`; undefined for any other form. */
export function parseRepository(text: string): Repository | undefined {
  const [, owner, name] = REPOSITORY.exec(text) ?? [];
  return owner === undefined || name === undefined ? undefined : { owner, name };
}

/**
 * Reads `42`, `#42`, `repo#7` and `owner/repo#7`; undefined for any other form.
 *
 * Shape: what the key leaves out is taken from `own`.
 */
export function parseIssueKey(key: string, own: Repository): IssuePlace | undefined {
  const [, owner = own.owner, name = own.name, digits] = KEY.exec(key) ?? [];
  const number = Number(digits);
  return number >= 1 && number <= LARGEST_NUMBER ? { owner, name, number } : undefined;
}

export function isSameRepository(a: Repository, b: Repository): boolean {
  return repositoryId(a) === repositoryId(b);
}

/** One text for each issue: letter case does not tell repositories apart. */
export function placeId(place: IssuePlace): string {
  return `${repositoryId(place)}#${place.number}`;
}

export function repositoryId({ owner, name }: Repository): string {
  return `${owner}/${name}`.toLowerCase();
}

/** The form for messages: `owner/repo#7`. */
export function placeName({ owner, name, number }: IssuePlace): string {
  return `${owner}/${name}#${number}`;
}
