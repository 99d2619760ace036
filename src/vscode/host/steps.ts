import * as vscode from "vscode";

/** Where in a row of questions one stands. */
export interface Place {
  readonly title: string;
  readonly step: number;
  /** Null while it is not known. */
  readonly total: number | null;
}

export type Answer<T> = { readonly kind: "given"; readonly value: T } | "back" | "cancelled";

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

interface TextQuestion {
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly isSecret?: boolean;
  /** A page that helps to answer. */
  readonly page?: { readonly tooltip: string; readonly url: string };
  /** Why a text cannot be taken; looked at with every keystroke. */
  readonly refuse: (text: string) => string | undefined;
  /** Tries the text out; what it says is shown, and the question stays. */
  readonly attempt?: (text: string) => Promise<string | undefined>;
}

/** Asks to choose one of a list, as one step of several. */
export function choose<T>(
  place: Place,
  placeholder: string,
  choices: readonly (Choice<T> | vscode.QuickPickItem)[],
): Promise<Answer<T>> {
  const list = vscode.window.createQuickPick();
  decorate(list, place);
  list.placeholder = placeholder;
  list.matchOnDescription = true;
  list.items = choices;
  return asked(list, place, (give) => {
    list.onDidAccept(() => {
      const [picked] = list.selectedItems;
      if (picked !== undefined && "value" in picked) give((picked as Choice<T>).value);
    });
  });
}

/** Asks for one line of text, as one step of several. */
export function type(place: Place, question: TextQuestion): Promise<Answer<string>> {
  const box = vscode.window.createInputBox();
  decorate(box, place);
  box.prompt = question.prompt;
  box.value = question.value ?? "";
  box.placeholder = question.placeholder ?? "";
  box.password = question.isSecret ?? false;
  const help = helpButton(question);
  box.buttons = help === undefined ? box.buttons : [...box.buttons, help];
  box.onDidTriggerButton((button) => {
    if (button === help) void vscode.env.openExternal(vscode.Uri.parse(question.page?.url ?? ""));
  });
  box.onDidChangeValue((text) => {
    box.validationMessage = text.trim() === "" ? "" : (question.refuse(text.trim()) ?? "");
  });
  return asked(box, place, (give) => {
    box.onDidAccept(async () => {
      const text = box.value.trim();
      box.validationMessage = question.refuse(text) ?? "";
      if (box.validationMessage !== "" || box.busy) return;
      box.busy = true;
      box.enabled = false;
      const trouble = await question.attempt?.(text);
      box.busy = false;
      box.enabled = true;
      if (trouble === undefined) give(text);
      else box.validationMessage = trouble;
    });
  });
}

type Input = vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;

function decorate(input: Input, { title, step, total }: Place): void {
  input.title = title;
  input.step = total === null ? undefined : step;
  input.totalSteps = total ?? undefined;
  input.ignoreFocusOut = true;
  input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
}

function asked<T>(
  input: Input,
  { step }: Place,
  listen: (give: (value: T) => void) => void,
): Promise<Answer<T>> {
  return new Promise((resolve) => {
    const end = (answer: Answer<T>): void => {
      resolve(answer);
      input.dispose();
    };
    input.onDidTriggerButton((button) => {
      if (step > 1 && button === vscode.QuickInputButtons.Back) end("back");
    });
    input.onDidHide(() => {
      end("cancelled");
    });
    listen((value) => {
      end({ kind: "given", value });
    });
    input.show();
  });
}

function helpButton({ page }: TextQuestion): vscode.QuickInputButton | undefined {
  if (page === undefined) return undefined;
  return { iconPath: new vscode.ThemeIcon("link-external"), tooltip: page.tooltip };
}
