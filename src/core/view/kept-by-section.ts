import type { SpecSection } from "../model/spec.ts";

/**
 * What was worked out for sections, kept until a section or something else that it follows from is
 * another one. An edit leaves the sections around it the same objects, so that only what was typed
 * into is worked out again.
 */
export class KeptBySection<Value> {
  readonly #kept = new WeakMap<SpecSection, { basis: readonly unknown[]; value: Value }>();

  /** `basis` is all that a value follows from besides its section; things are compared by identity. */
  of(section: SpecSection, basis: readonly unknown[], make: () => Value): Value {
    const known = this.#kept.get(section);
    if (known !== undefined && isSame(known.basis, basis)) return known.value;
    const value = make();
    this.#kept.set(section, { basis, value });
    return value;
  }
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return (
    one === other || (one.length === other.length && one.every((part, at) => part === other[at]))
  );
}
