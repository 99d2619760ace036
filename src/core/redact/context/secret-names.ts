/**
 * How surely a name says that its value is secret: `strong` names hold nothing else, the values
 * of `weak` names must look random as well.
 */
export type NameStrength = "strong" | "weak" | null;

const STRONG_WORDS = new Set(
  (
    "password passwd passwort passphrase passcode pwd pword kennwort geheimnis passwords contraseña " +
    "contrasena senha palavrachave motdepasse wachtwoord hasło haslo lösenord losenord salasana parola " +
    "jelszó jelszo heslo пароль 密码 密碼 パスワード 비밀번호 mdp clave secret secrets secretkey apikey apikeys " +
    "accesskey authkey privatekey clientsecret authtoken accesstoken refreshtoken bearertoken apitoken " +
    "sessiontoken credential credentials creds sharedaccesskey accountkey masterkey encryptionkey " +
    "signingkey deploykey webhooksecret pgpassword mysqlpwd sshpass subscriptionkey connectionstring geheim " +
    "storagekey servicekey secretaccesskey appsecret consumersecret idtoken csrftoken oauthtoken licensekey"
  ).split(" "),
);

/** Pairs of words that mean a secret together, whatever stands around them. */
const STRONG_PAIRS = new Set(
  (
    "api key|access key|secret key|private key|auth key|account key|master key|encryption key|signing key|" +
    "shared key|storage key|service key|ssh key|deploy key|license key|subscription key|function key|" +
    "access token|auth token|api token|refresh token|bearer token|session token|secret token|bot token|" +
    "personal token|id token|oauth token|service token|deploy token|security token|registration token|" +
    "client secret|app secret|consumer secret|webhook secret|shared secret|signing secret|jwt secret|" +
    "account token|npm token|github token|gitlab token|slack token|jira token|linear token|csrf token|" +
    "connection string|recovery code|backup code|seed phrase|sas token|push token|ci token|vault token|" +
    "read token|write token|publish token|upload token|admin token|root token|runner token|user token|" +
    "auth pass|db pass|db pw|user pass|admin pass|smtp pass|mail pass|root pass|ftp pass|key pass|store pass|" +
    "datadog key|app key|application key|sendgrid key|stripe key|openai key|anthropic key|maps key|gcp key|" +
    "aws key|azure key|cloudflare key|twilio token|zugangs token|api schlüssel|clé api|chave api|" +
    "mot de|pass word|pass phrase|app password|master password"
  ).split("|"),
);

const WEAK_WORDS = new Set(
  "token tokens key keys auth authorization authentication bearer pass pw pin sig signature sid session sessionid cookie jwt hmac salt nonce otp totp seed cred dsn code pat sas schlüssel jeton llave".split(
    " ",
  ),
);

/** What a name with one of these speaks about the secret, not the secret itself. */
const DESCRIBING = new Set(
  (
    "url uri endpoint path file filename dir directory name names type types kind id ids label labels title " +
    "placeholder hint help description desc length len size min max minimum maximum limit limits count total " +
    "policy policies rule rules regex pattern format field fields input column expiry expires expiration ttl " +
    "lifetime age timeout duration rotation rotated created updated date time at version algorithm alg ref " +
    "reference manager provider store storage vault source scope scopes issuer audience enabled disabled required " +
    "optional valid invalid validator validation check checker reset changed strength score message error text " +
    "prefix suffix header param parameter env var variable mode method strategy status state usage used budget " +
    "per rate cost costs price window generator service services class handler fingerprint thumbprint schema " +
    "forgot link page form dialog button icon view template example docs confirm confirmation new old repeat"
  ).split(" "),
);

/** Keys and tokens that are public, or mean something else. */
const HARMLESS = new Set(
  (
    "public publishable idempotency cache sort primary foreign partition row column object s3 bucket ticket " +
    "issue jira map dict lookup group order routing unique composite natural surrogate hot short config " +
    "translation message i18n data query react list item index dedupe dedup dedupliction license_type " +
    "max num number prompt completion input output context total reserved next page continuation cursor " +
    "keyboard monkey turkey donkey hockey shortcut commit tree blob parent git sha sha1 sha256 sha512 md5 checksum " +
    "integrity digest etag hash trace span request correlation build run job deployment product postal zip " +
    "country currency error status exit http response area dialing"
  ).split(" "),
);

/** A part of every name that can mean a secret; a quick look before the words are told apart. */
export const NAME_HINT =
  /pass|pwd|pw\b|key|token|secret|cred|auth|bearer|sig|sess|sid|cookie|jwt|hmac|salt|nonce|otp|totp|seed|dsn|code|pat|sas|pin|ke[nń]nwort|gehe?im|contrase|senha|mot.?de|mdp|clave|wachtwoord|has[lł]o|l[oö]senord|salasana|parola|jelsz|heslo|schl[uü]ssel|jeton|llave|chave|cl[eé]|string|phrase|пароль|密|パスワード|비밀/i;

/** Judges a name in any case and joining style, by its words. */
export function nameStrength(name: string): NameStrength {
  if (!NAME_HINT.test(name)) return null;
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  if (words.length > 1 && DESCRIBING.has(last)) return null;
  if (words.some((word) => STRONG_WORDS.has(word))) {
    return words.includes("public") || words.includes("publishable") ? null : "strong";
  }
  if (words.some((word) => HARMLESS.has(word))) return null;
  for (let index = 1; index < words.length; index++) {
    if (STRONG_PAIRS.has(`${words[index - 1] ?? ""} ${words[index] ?? ""}`)) return "strong";
  }
  return words.some((word) => WEAK_WORDS.has(word)) ? "weak" : null;
}

/** `DB_PASSWORD`, `dbPassword`, `db-password`, `db password` and `DBPassword` have two words. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
