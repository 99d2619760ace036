import assert from "node:assert/strict";

/** An element of a parsed document: its name, its attributes, and the text directly inside. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  text: string;
}

const TAG = /<(?:(\/)([\w-]+)\s*|([\w-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/)?)>/y;
const TEXT = /[^<]+/y;
const ENTITY = /&(?!(?:amp|lt|gt|quot|#39);)/;
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/u;

/** Parses XML strictly, as far as Canon writes it; fails where a parser of XML would. */
export function parseXml(source: string): XmlElement[] {
  assert.doesNotMatch(source, ENTITY);
  assert.doesNotMatch(source, ILLEGAL);
  const all: XmlElement[] = [];
  const open: XmlElement[] = [];
  let at = 0;
  while (at < source.trimEnd().length) {
    TEXT.lastIndex = at;
    const text = TEXT.exec(source)?.[0];
    if (text !== undefined) {
      const inside = open.at(-1);
      assert.ok(inside !== undefined, "text outside of the root");
      inside.text += decoded(text);
      at += text.length;
      continue;
    }
    TAG.lastIndex = at;
    const match = TAG.exec(source);
    assert.ok(match !== null, `not well-formed: ${source.slice(at, at + 80)}`);
    at += match[0].length;
    const [, isEnd, ended, name = "", attributes = "", isEmpty] = match;
    if (isEnd !== undefined) {
      assert.equal(open.pop()?.name, ended);
      continue;
    }
    assert.ok(open.length > 0 || all.length === 0, "two roots");
    const element = { name, attributes: readAttributes(attributes), text: "" };
    all.push(element);
    if (isEmpty === undefined) open.push(element);
  }
  assert.deepEqual(open, []);
  return all;
}

function readAttributes(text: string): Map<string, string> {
  const found = [...text.matchAll(/([\w:-]+)="([^"]*)"/g)];
  const attributes = new Map(found.map(([, name = "", value = ""]) => [name, decoded(value)]));
  assert.equal(attributes.size, found.length, "an attribute twice");
  return attributes;
}

function decoded(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
