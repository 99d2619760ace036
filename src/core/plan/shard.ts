import { hashText } from "../kernel/hash.ts";

/** One of `count` parts of a workspace. Units: `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Reads `2/8`; null for everything that is no part of a whole. */
export function parseShard(text: string): Shard | null {
  const match = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text);
  if (match === null) return null;
  const [index, count] = [Number(match[1]), Number(match[2])];
  return index <= count ? { index, count } : null;
}

/**
 * Whether a file belongs to a shard.
 *
 * Every file belongs to exactly one, by its path alone: other files may come and go, and it stays.
 */
export function isInShard(path: string, { index, count }: Shard): boolean {
  return Number.parseInt(hashText(path).slice(0, 8), 16) % count === index - 1;
}
