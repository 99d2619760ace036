import * as vscode from "vscode";

type Window = { -readonly [Key in keyof typeof vscode.window]: (typeof vscode.window)[Key] };
type Pick = vscode.QuickPick<vscode.QuickPickItem>;

const shown: Window = vscode.window;
const own = {
  createQuickPick: shown.createQuickPick,
  showQuickPick: shown.showQuickPick,
  showInputBox: shown.showInputBox,
  showInformationMessage: shown.showInformationMessage,
  showWarningMessage: shown.showWarningMessage,
  showErrorMessage: shown.showErrorMessage,
};

/** What the person was shown, in order. */
export interface Seen {
  readonly messages: string[];
  /** Entries of each list, separators left out. */
  readonly lists: string[][];
  readonly inputs: vscode.InputBoxOptions[];
}

/** How the person answers. What is not answered is dismissed. */
export interface Answers {
  /** Decides on a review; the default confirms everything. False turns the plan down. */
  review?: (list: Pick) => boolean | Promise<boolean>;
  /** Labels to choose from plain lists, in order. */
  picks?: string[];
  inputs?: string[];
  /** Buttons to press in messages, wherever they are offered. */
  buttons?: string[];
}

/** Lets a person who never hesitates answer everything that Canon asks while `task` runs. */
export async function withPerson(answers: Answers, task: () => Promise<unknown>): Promise<Seen> {
  const seen: Seen = { messages: [], lists: [], inputs: [] };
  const message = (text: string, ...rest: unknown[]): Promise<unknown> => {
    seen.messages.push(text);
    const buttons = rest.filter((item) => typeof item === "string");
    return Promise.resolve(buttons.find((item) => answers.buttons?.includes(item)));
  };
  try {
    Object.assign(shown, {
      createQuickPick: () => reviewList(answers, seen),
      showQuickPick: (items: readonly vscode.QuickPickItem[]) => {
        seen.lists.push(items.map(({ label }) => label));
        const wanted = answers.picks?.shift();
        return Promise.resolve(items.find(({ label }) => label === wanted));
      },
      showInputBox: (options: vscode.InputBoxOptions) => {
        seen.inputs.push(options);
        return Promise.resolve(answers.inputs?.shift());
      },
      showInformationMessage: message,
      showWarningMessage: message,
      showErrorMessage: message,
    });
    await task();
  } finally {
    Object.assign(shown, own);
  }
  return seen;
}

/** The real list, confirmed as a person would as soon as it is on screen. */
function reviewList(answers: Answers, seen: Seen): Pick {
  const list = own.createQuickPick();
  const accepted = new vscode.EventEmitter<void>();
  const show = list.show.bind(list);
  Object.defineProperty(list, "onDidAccept", { value: accepted.event });
  list.show = () => {
    show();
    seen.lists.push(
      list.items.filter((item) => item.kind !== vscode.QuickPickItemKind.Separator).map(describe),
    );
    void decide();
  };
  const decide = async (): Promise<void> => {
    const isConfirmed = (await answers.review?.(list)) ?? true;
    if (isConfirmed) accepted.fire();
    else list.hide();
  };
  return list;
}

function describe(item: vscode.QuickPickItem): string {
  return item.description === undefined ? item.label : `${item.label} | ${item.description}`;
}
