import { generateKeyPairSync, sign } from "node:crypto";

/** A certificate that nobody trusts unless told to, with its key; both in PEM. */
export interface PrivateCertificate {
  readonly certificate: string;
  readonly key: string;
}

const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
const COMMON_NAME = "2.5.4.3";
const BASIC_CONSTRAINTS = "2.5.29.19";
const SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";

/**
 * Makes a certificate that is its own authority, for 127.0.0.1 and, where one is given, for a name.
 *
 * Source: RFC 5280, 4.1, put together by hand, because Node reads certificates and makes none.
 */
export function makePrivateCertificate(host?: string): PrivateCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(identifier(ECDSA_WITH_SHA256));
  const name = sequence(
    tagged(0x31, sequence(identifier(COMMON_NAME), tagged(0x0c, Buffer.from("Private authority")))),
  );
  const body = sequence(
    tagged(0xa0, integer(2)),
    integer(1),
    algorithm,
    name,
    sequence(time("20200101000000Z"), time("20991231235959Z")),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(0xa3, sequence(...extensions(host))),
  );
  const signature = sign("sha256", body, privateKey);
  const whole = sequence(body, algorithm, tagged(0x03, Buffer.concat([Buffer.of(0), signature])));
  return {
    certificate: pem("CERTIFICATE", whole),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function extensions(host: string | undefined): Buffer[] {
  const isAuthority = sequence(tagged(0x01, Buffer.of(0xff)));
  const names = host === undefined ? [] : [tagged(0x82, Buffer.from(host))];
  const address = sequence(tagged(0x87, Buffer.of(127, 0, 0, 1)), ...names);
  return [
    sequence(
      identifier(BASIC_CONSTRAINTS),
      tagged(0x01, Buffer.of(0xff)),
      tagged(0x04, isAuthority),
    ),
    sequence(identifier(SUBJECT_ALTERNATIVE_NAME), tagged(0x04, address)),
  ];
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function integer(value: number): Buffer {
  return tagged(0x02, Buffer.of(value));
}

function time(text: string): Buffer {
  return tagged(0x18, Buffer.from(text));
}

function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
