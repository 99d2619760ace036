import type { LabelledSpan } from "../rule.ts";
import { nameStrength } from "./secret-names.ts";
import { isStrongValue } from "./secret-values.ts";

const NAME =
  /(?:"(?:name|key|Name|Key)\\?"\s{0,4}:\s{0,4}\\?"([\w.-]{2,60})\\?"|\b(?:name|key)=["']([\w.-]{2,60})["']|^[ \t>-]{0,24}(?:- )?name:[ \t]{1,4}["']?([\w.-]{2,60})["']?[ \t]{0,4}$)/gm;
const VALUE =
  /^[\s,\\]{0,40}(?:(?:type|secure|isSecret)["\\]{0,2}[:=][ \t]?["\\]{0,2}\w{1,20}["\\]{0,2}[\s,]{0,20})?(?:\\?"(?:value|Value)\\?"\s{0,4}:\s{0,4}\\?"([^"\\\n]{4,2000})|value=["']([^"'\n]{4,2000})|value:[ \t]{1,4}["']?([^"'\s]{4,2000}))/;

/** A name and its value in two fields: `{"name": "DB_PASSWORD", "value": "…"}`. */
export function findPairs(text: string): LabelledSpan[] {
  if (!/value/i.test(text)) return [];
  const spans: LabelledSpan[] = [];
  for (const match of text.matchAll(NAME)) {
    if (nameStrength(match[1] ?? match[2] ?? match[3] ?? "") !== "strong") continue;
    const behind = match.index + match[0].length;
    const found = VALUE.exec(text.slice(behind, behind + 2200));
    const value = found?.[1] ?? found?.[2] ?? found?.[3];
    if (found === null || value === undefined) continue;
    if (!isStrongValue(value, { isQuoted: true, isTight: true })) continue;
    const start = behind + found[0].length - value.length;
    spans.push({ start, end: start + value.length, label: "secret" });
  }
  return spans;
}
