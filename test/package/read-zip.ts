import { readFileSync } from "node:fs";

export interface ZipEntry {
  readonly name: string;
  readonly bytes: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * Lists the files of a zip archive from its central directory, the part at the end.
 *
 * Errors: throws when the file is no zip archive.
 * Source: PKWARE APPNOTE.TXT, sections 4.3.12 and 4.3.16.
 */
export function listZip(file: string): ZipEntry[] {
  const zip = readFileSync(file);
  const end = findEnd(zip);
  const count = zip.readUInt16LE(end + 10);
  const entries: ZipEntry[] = [];
  for (let at = zip.readUInt32LE(end + 16); entries.length < count;) {
    if (zip.readUInt32LE(at) !== ENTRY) {
      throw new Error(`${file} has a broken list of files at byte ${at}.`);
    }
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString("utf8", at + 46, nameEnd),
      bytes: zip.readUInt32LE(at + 24),
    });
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(zip: Buffer): number {
  for (let at = zip.length - 22; at >= 0; at -= 1) {
    if (zip.readUInt32LE(at) === END) {
      return at;
    }
  }
  throw new Error("The file is no zip archive.");
}
