declare const redacted: unique symbol;

/**
 * Text that went through the redactor. Only `core/redact` can make one; everything that leaves
 * the machine, and every line of the log, is of this type.
 */
export type SafeText = string & { readonly [redacted]: true };
