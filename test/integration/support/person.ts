import { setImmediate as turn } from "node:timers/promises";
import * as vscode from "vscode";

type Window = { -readonly [Key in keyof typeof vscode.window]: (typeof vscode.window)[Key] };
type Pick = vscode.QuickPick<vscode.QuickPickItem>;

const shown: Window = vscode.window;
const own = {
  createQuickPick: shown.createQuickPick,
  createInputBox: shown.createInputBox,
  showQuickPick: shown.showQuickPick,
  showInputBox: shown.showInputBox,
  showInformationMessage: shown.showInformationMessage,
  showWarningMessage: shown.showWarningMessage,
  showErrorMessage: shown.showErrorMessage,
};

/** A line that the person was asked for. */
export interface SeenInput {
  readonly prompt?: string;
  readonly password?: boolean;
  /** What was filled in already. */
  readonly value?: string;
}

/** What the person was shown, in order. */
export interface Seen {
  readonly messages: string[];
  /** Entries of each list, separators left out. */
  readonly lists: string[][];
  readonly inputs: SeenInput[];
  /** What was said below a line that was not accepted. */
  readonly refusals: string[];
}

/** Takes what is filled in already. */
export const ENTER = Symbol("enter");
/** Goes back to the question before. */
export const BACK = Symbol("back");

type Typed = string | typeof ENTER | typeof BACK;

/** How the person answers. What is not answered is dismissed. */
export interface Answers {
  /** Decides on a review; the default confirms everything. False turns the plan down. */
  review?: (list: Pick) => boolean | Promise<boolean>;
  /** Labels to choose from plain lists, in order. */
  picks?: string[];
  inputs?: Typed[];
  /** Buttons to press in messages, wherever they are offered. */
  buttons?: string[];
}

/** Lets a person who never hesitates answer everything that Canon asks while `task` runs. */
export async function withPerson(answers: Answers, task: () => Promise<unknown>): Promise<Seen> {
  const seen: Seen = { messages: [], lists: [], inputs: [], refusals: [] };
  const message = (text: string, ...rest: unknown[]): Promise<unknown> => {
    seen.messages.push(text);
    const buttons = rest.filter((item) => typeof item === "string");
    return Promise.resolve(buttons.find((item) => answers.buttons?.includes(item)));
  };
  try {
    Object.assign(shown, {
      createQuickPick: () => list(answers, seen),
      createInputBox: () => box(answers, seen),
      showQuickPick: (items: readonly vscode.QuickPickItem[]) => {
        seen.lists.push(items.map(({ label }) => label));
        const wanted = answers.picks?.shift();
        return Promise.resolve(items.find(({ label }) => label === wanted));
      },
      showInputBox: (options: vscode.InputBoxOptions) => {
        seen.inputs.push(options);
        const typed = answers.inputs?.shift();
        return Promise.resolve(typeof typed === "string" ? typed : undefined);
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

/** The real list, answered as a person would as soon as it is on screen. */
function list(answers: Answers, seen: Seen): Pick {
  const real = own.createQuickPick();
  const accepted = new vscode.EventEmitter<void>();
  const show = real.show.bind(real);
  Object.defineProperty(real, "onDidAccept", { value: accepted.event });
  real.show = () => {
    show();
    const items = real.items.filter((item) => item.kind !== vscode.QuickPickItemKind.Separator);
    seen.lists.push(items.map(describe));
    void decide(items);
  };
  const decide = async (items: readonly vscode.QuickPickItem[]): Promise<void> => {
    let isConfirmed = (await answers.review?.(real)) ?? true;
    if (!real.canSelectMany) {
      const wanted = answers.picks?.shift();
      const item = items.find(({ label }) => label === wanted);
      if (item !== undefined) real.selectedItems = [item];
      isConfirmed = item !== undefined;
    }
    if (isConfirmed) accepted.fire();
    else real.hide();
  };
  return real;
}

/** The real line, typed into until it is accepted or the person has nothing more to say. */
function box(answers: Answers, seen: Seen): vscode.InputBox {
  const real = own.createInputBox();
  const accepted = new vscode.EventEmitter<void>();
  const pressed = new vscode.EventEmitter<vscode.QuickInputButton>();
  const show = real.show.bind(real);
  const dispose = real.dispose.bind(real);
  let isClosed = false;
  const isOpen = (): boolean => !isClosed;
  Object.defineProperty(real, "onDidAccept", { value: accepted.event });
  Object.defineProperty(real, "onDidTriggerButton", { value: pressed.event });
  real.show = () => {
    show();
    const { prompt = "", password, value } = real;
    seen.inputs.push({ prompt, password, value });
    void answer();
  };
  real.dispose = () => {
    isClosed = true;
    dispose();
  };
  const answer = async (): Promise<void> => {
    while (isOpen()) {
      const typed = answers.inputs?.shift();
      if (typed === undefined) {
        real.hide();
        return;
      }
      if (typeof typed === "string") real.value = typed;
      if (typed === BACK) pressed.fire(vscode.QuickInputButtons.Back);
      else accepted.fire();
      await turn();
      while (isOpen() && real.busy) await turn();
      if (isOpen()) seen.refusals.push(sentence(real.validationMessage));
    }
  };
  return real;
}

function sentence(message: vscode.InputBox["validationMessage"]): string {
  return typeof message === "string" ? message : (message?.message ?? "");
}

function describe(item: vscode.QuickPickItem): string {
  return item.description === undefined ? item.label : `${item.label} | ${item.description}`;
}
