interface ElementOptions {
  readonly class?: string;
  /** Shown as it is: no text ever becomes an element. */
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Makes an element with text and children. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  options: ElementOptions = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (options.class !== undefined) made.className = options.class;
  if (options.text !== undefined) made.textContent = options.text;
  for (const [key, value] of Object.entries(options.attributes ?? {})) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/**
 * A button that keeps the focus when the page is drawn anew.
 *
 * Shape: `id` is the same for the same button on every drawing.
 */
export function button(
  id: string,
  options: ElementOptions,
  onClick: (made: HTMLButtonElement) => void,
): HTMLButtonElement {
  const attributes = { type: "button", "data-focus": id, ...options.attributes };
  const made = element("button", { ...options, attributes });
  made.addEventListener("click", () => {
    onClick(made);
  });
  return made;
}
