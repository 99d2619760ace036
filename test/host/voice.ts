/** Lines that code inside the extension host wants a person to see begin with this. */
export const VOICE = "canon-test| ";
