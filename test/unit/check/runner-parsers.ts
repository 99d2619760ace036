/** A command as a runner understands it. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * Reads a line as the runner of GitHub Actions does; null where it is no command.
 *
 * Source: actions/runner, ActionCommand.TryParseV2 and TryParse.
 */
export function githubCommand(line: string): RunnerCommand | null {
  const trimmed = line.trimStart();
  if (!trimmed.startsWith("::")) return olderCommand(line);
  const end = trimmed.indexOf("::", 2);
  if (end < 0) return olderCommand(line);
  const data = unescape(trimmed.slice(end + 2), { "%0D": "\r", "%0A": "\n", "%25": "%" });
  const values = { "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%" };
  return commandOf(trimmed.slice(2, end), ",", (text) => unescape(text, values), data);
}

/** `##[name key=value;…]data`, anywhere in a line. */
function olderCommand(line: string): RunnerCommand | null {
  const start = line.indexOf("##[");
  const end = line.indexOf("]", start);
  if (start < 0 || end < 0) return null;
  return commandOf(line.slice(start + 3, end), ";", (text) => text, line.slice(end + 1));
}

/**
 * Reads a line as an agent of Azure Pipelines does; null where it is no command.
 *
 * Source: microsoft/azure-pipelines-agent, Command.TryParse.
 */
export function azureCommand(line: string): RunnerCommand | null {
  const start = line.search(/##vso\[/i);
  const end = line.indexOf("]", start);
  if (start < 0 || end < 0) return null;
  const values = { "%0D": "\r", "%0A": "\n", "%3B": ";", "%5D": "]", "%AZP25": "%" };
  const read = (text: string): string => unescape(text, values);
  const data = unescape(line.slice(end + 1), { "%0D": "\r", "%0A": "\n", "%AZP25": "%" });
  return commandOf(line.slice(start + "##vso[".length, end), ";", read, data);
}

function commandOf(
  text: string,
  separator: string,
  read: (text: string) => string,
  data: string,
): RunnerCommand {
  const blank = text.indexOf(" ");
  const name = blank < 0 ? text : text.slice(0, blank);
  const pairs = blank < 0 ? [] : text.slice(blank + 1).split(separator);
  const properties = pairs.flatMap((pair) => {
    const equals = pair.indexOf("=");
    const value = pair.slice(equals + 1);
    return equals < 0 || value === "" ? [] : [[pair.slice(0, equals).trim(), read(value)]];
  });
  return { name, properties: Object.fromEntries(properties) as Record<string, string>, data };
}

/** All at once, so that what comes out of one escape is not read again. */
function unescape(text: string, signs: Readonly<Record<string, string>>): string {
  return text.replace(/%AZP25|%[0-9A-F]{2}/g, (escape) => signs[escape] ?? escape);
}
