/** References to a secret, and values that only describe one. */
const REFERENCE =
  /^(?:\$[{(A-Za-z_]|\{\{|<[^>]*>?$|<%|%[\w(]+[%)]|#\{|@[\w.]+[({]|\[REDACTED:|process\.env|import\.meta|os\.(?:environ|getenv)|getenv|env\.|env\(|ENV\[|System\.|Environment\.|secrets?\.|vars?\.|var\.|local\.|data\.|module\.|config\.|settings\.|params?\.|props\.|this\.|self\.|req(?:uest)?\.|ctx\.|options?\.|args?\.|vault[:/]|op:\/\/|arn:|projects\/|keyvault|ssm:|file:|sops:|enc[:[(]|ref[:+]|!\w|\*+$|[•·●…*.x_-]{3,}$|x{3,}(?:[^a-z0-9]|$)|x{5,})/i;
const DESCRIBED =
  /^(?:null|nil|none|undefined|nan|true|false|yes|no|on|off|empty|blank|unset|missing|absent|string|str|text|number|int|integer|boolean|bool|bytes|object|any|unknown|void|required|optional|hidden|redacted|masked|removed|omitted|secret|secrets|token|tokens|password|passwords|passwort|key|keys|value|values|credential|credentials|changeme|change-me|change_me|example|sample|dummy|test|todo|tbd|placeholder|your|the|a|an|is|are|was|must|should|can|may|will|not|for|of|in|to|from|and|or|if|when|with|see|stored|read|kept|sent|here|there|prompt|ask|auto|default|random|generated|rotate|rotated|expired|invalid|wrong|valid|http|https)$/i;
const STAND_IN =
  /^(?:your|my|the|some|insert|enter|replace|put|add|change|dummy|fake|example|sample|test|mock|placeholder|todo)[-_ ]/i;
const CALL = /^[A-Za-z_$][\w$.]*\(/;

/** Tells whether a value names a secret kept elsewhere, is masked, or only describes one. */
export function isReference(value: string): boolean {
  return value === "" || REFERENCE.test(value) || DESCRIBED.test(value) || CALL.test(value);
}

/** `your-api-key`, `replace_me`: words that ask for a secret. */
function isStandIn(value: string): boolean {
  return STAND_IN.test(value) && !/\d/.test(value);
}

/** What is looked at of a value; its beginning tells enough, and the work stays bounded. */
const SAMPLE = 100;

interface Written {
  /** The value stood in quotes. */
  readonly isQuoted: boolean;
  /** The name and its value are joined as in a shell or a connection string. */
  readonly isTight: boolean;
}

/** Whether the value of a name that means nothing but secrets is one. */
export function isStrongValue(whole: string, { isQuoted, isTight }: Written): boolean {
  const value = whole.slice(0, SAMPLE);
  if (value.length < 4 || (/\s/.test(value) && !isPassphrase(whole))) return false;
  const hasDigit = /\d/.test(value);
  // No random value of that length does without a digit, and the other looks take their time.
  if (!hasDigit && whole.length > SAMPLE && !isQuoted) return false;
  if (isReference(value) || isStandIn(value) || isCodeOrType(value, isQuoted)) return false;
  const hasLetter = /\p{L}/u.test(value);
  const hasSymbol = /[^\p{L}\p{N}\s._/\\:,-]/u.test(value);
  if ((hasDigit && hasLetter) || (hasSymbol && value.length >= 6)) return true;
  if (hasDigit && !hasLetter)
    return value.length >= 6 && !/^[\d.,:/-]*[.,:/-][\d.,:/-]*$/.test(value);
  if (isMixed(value)) return value.length >= 10;
  return (isTight && value.length >= 6) || (isQuoted && /^[a-z]{14,}$/.test(value));
}

/** Whether a value looks like nothing that people write by hand. */
export function looksRandom(whole: string, minimum: number): boolean {
  const value = whole.slice(0, SAMPLE);
  if (value.length < minimum || isReference(value) || /\s/.test(value)) return false;
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value))
    return value.length >= 24 && isMixed(value) && !/[-_./]/.test(value);
  if (/^[\w-]+(?:\.[\w-]+)+\.[a-z]{2,4}$/i.test(value) || /^v?\d+(?:\.\d+)+/.test(value))
    return false;
  if (/^[A-Z][A-Z0-9_]*-\d+$/.test(value) || /^\d{4}-\d\d-\d\d/.test(value)) return false;
  if (UUID.test(value)) return false;
  if (value.includes("/")) return isRandomBase64(value);
  return entropy(value) >= 3 && switches(value) >= 4;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A slash is a digit of base64 too; paths seldom change between letters, digits and case. */
function isRandomBase64(value: string): boolean {
  return /^[A-Za-z0-9+/]{38,}={0,2}$/.test(value) && switches(value) >= 12;
}

/** Types, member accesses, paths and translations stand behind such names in ordinary code. */
function isCodeOrType(value: string, isQuoted: boolean): boolean {
  if (/^(?:https?|ftp|file):\/\/[^@]*$/i.test(value) && !/[?&=]/.test(value)) return true;
  if (/^(?:\.{0,2}|~)?\/(?:[\w.@-]+\/)+[\w.@-]*$/.test(value)) return !isRandomBase64(value);
  if (isQuoted) return /^[\w.-]+\.(?:json|ya?ml|txt|pem|key|env|ts|js|py|go|md)$/i.test(value);
  return (
    /^[A-Za-z_$][A-Za-z_$]*(?:\.[A-Za-z_$][\w$]*)+[;,)]*$/.test(value) ||
    isTypeName(value) ||
    /^[\w$.]+[[(<]/.test(value)
  );
}

/** `SecretString`: its words are longer than those of as many random letters. */
function isTypeName(value: string): boolean {
  if (!/^[A-Z][A-Za-z]+(?:<.*>?)?(?:\[\])?[;,)|?]*$/.test(value)) return false;
  return value.length < LONGEST_MIXED_TYPE || !isMixed(value);
}

/** Up to here a name in code may have as many capitals as random letters, as `IAMDBAuthURI` has. */
const LONGEST_MIXED_TYPE = 20;

/** Several words are a secret only as one of those phrases that consist of bare words. */
function isPassphrase(value: string): boolean {
  return (
    value.length <= 300 &&
    /^[a-z]+(?: [a-z]+){3,24}$/.test(value) &&
    value.split(" ").every((word) => word.length >= 3 && !DESCRIBED.test(word))
  );
}

/** Capitals inside, not only where a name in code begins a word. */
function isMixed(value: string): boolean {
  const humps = value.match(/[A-Z]/g)?.length ?? 0;
  const lower = value.match(/[a-z]/g)?.length ?? 0;
  return (
    humps >= 3 &&
    lower >= 3 &&
    humps * 3 >= value.length - humps &&
    /[A-Z]{2}|[a-z][A-Z][a-z]{0,2}[A-Z]/.test(value)
  );
}

/** Changes between letters, digits and case; words and numbers have few. */
function switches(value: string): number {
  let count = 0;
  let before = "";
  for (const character of value) {
    const kind = /\d/.test(character)
      ? "0"
      : /[A-Z]/.test(character)
        ? "A"
        : /[a-z]/.test(character)
          ? "a"
          : "-";
    if (before !== "" && kind !== before) count += 1;
    before = kind;
  }
  return count;
}

/** Bits a character, after Shannon. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / value.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}
