/** Whether a path, from the folder and with forward slashes, is an artifact of the design workflow. */
export function isDesignFile(path: string): boolean {
  return path.startsWith(".design/") && path.toLowerCase().endsWith(".md");
}
