import { fill, seeded, TOKEN_KINDS } from "./token-kinds.ts";

/** A secret that was put somewhere: as it is written there, and what must never be seen of it. */
export interface Planted {
  readonly kind: string;
  /** On one line, with what gives it away where it has no form of its own. */
  readonly text: string;
  readonly value: string;
}

/** Secrets without a form of their own: `@` is the place of the value. */
const IN_CONTEXT: Readonly<Record<string, readonly [around: string, form: string]>> = {
  password: ["DB_PASSWORD=@", "{an14}7!"],
  spoken: ["the password for staging is @", "{an12}8"],
  header: ["Authorization: Bearer @", "{an32}"],
  basic: ["Authorization: Basic @", "{base40}9"],
  address: ["postgres://app:@@db.internal:5432/app", "{an18}"],
  "api key": ["api_key: @", "{an32}"],
  cookie: ["Cookie: theme=dark; session=@", "{an32}"],
  signed: ["https://acme.blob.core.windows.net/c/f?sv=2024-01-01&sig=@", "{base40}%3D"],
  connection: ["AccountName=acme;AccountKey=@;EndpointSuffix=core.windows.net", "{base86}=="],
  "aws secret": ["aws_secret_access_key = @", "{base40}"],
};

/** One secret of every known kind, and one of each form of it in the course of many seeds. */
export function plantedSecrets(seed: number): Planted[] {
  const random = seeded(seed);
  const named = Object.entries(TOKEN_KINDS).map(([kind, forms]) => {
    const form = forms[Math.floor(random() * forms.length)] ?? "";
    const value = fill(form, random);
    return { kind, text: value, value };
  });
  const told = Object.entries(IN_CONTEXT).map(([kind, [around, form]]) => {
    const value = fill(form, random);
    const at = around.indexOf("@");
    return { kind, text: around.slice(0, at) + value + around.slice(at + 1), value };
  });
  return [...named, ...told];
}

/** A private key of several lines, for texts that may have them. */
export function plantedKey(seed: number): Planted {
  const random = seeded(seed);
  const hyphens = "-".repeat(5);
  const body = Array.from({ length: 4 }, () => fill("{base64}", random));
  const [begin, end] = ["BEGIN", "END"].map(
    (word) => `${hyphens}${word} RSA PRIVATE KEY${hyphens}`,
  );
  return { kind: "private key", text: [begin, ...body, end].join("\n"), value: body.join("\n") };
}

/**
 * The secrets of which a part can be read in a text.
 *
 * Shape:  12 characters in a row count as a part; forms in front of the random part are shorter.
 *         Where a secret has one letter case only, the other one tells as much.
 */
export function leaksIn(text: string, planted: readonly Planted[]): string[] {
  const lower = text.toLowerCase();
  const isRead = (piece: string): boolean =>
    /[a-z]/.test(piece) ? text.includes(piece) : lower.includes(piece.toLowerCase());
  return planted
    .filter(({ value }) => piecesOf(value).some(isRead))
    .map(({ kind, value }) => `${kind}: ${value.slice(0, 60)}`);
}

function piecesOf(value: string): string[] {
  const pieces: string[] = [];
  for (const line of value.split("\n")) {
    // The first characters may be a vendor's prefix, which stands in many texts.
    const from = Math.min(10, Math.max(0, line.length - 12));
    for (let at = from; at + 12 <= line.length; at += 6) pieces.push(line.slice(at, at + 12));
    if (line.length >= 12) pieces.push(line.slice(-12));
  }
  return pieces;
}
