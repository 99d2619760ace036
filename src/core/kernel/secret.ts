/**
 * A credential that cannot be printed by accident.
 *
 * Only `adapters/http` may call `reveal()`; a lint rule says so.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }

  get [Symbol.toStringTag](): string {
    return "Secret";
  }
}
