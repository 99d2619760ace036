import * as vscode from "vscode";
import type { PollWorld } from "./poll-schedule.ts";

/** The time of this machine and the focus of this window, for schedules. */
export const editorTime: Omit<PollWorld, "look"> = {
  now: () => Date.now(),
  later: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => {
      clearTimeout(timer);
    };
  },
  isFocused: () => vscode.window.state.focused,
};
