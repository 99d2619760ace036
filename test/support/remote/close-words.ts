/** How a pull request says that it closes a ticket, by the habits of each tracker. */
export function closing(system: string, key: string): string {
  switch (system) {
    case "github":
      return `Closes #${key.slice(key.lastIndexOf("#") + 1)}`;
    case "azure-devops":
      return `Fixes AB#${key}`;
    default:
      return `Closes ${key}`;
  }
}
