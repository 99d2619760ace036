/** What no XML document can hold, and what would steer a reader's screen. */
const UNWANTED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\p{Cs}\ufffe\uffff]/gu;

const NAMES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Any text as a text or an attribute's value of HTML and XML. */
export function escaped(text: string): string {
  return text.replace(UNWANTED, "").replace(/[&<>"']/g, (sign) => NAMES[sign] ?? "");
}

/** An element around text or around elements that are markup already. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...inside: readonly string[]
): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join("");
  return `<${name}${written}>${inside.join("")}</${name}>`;
}
