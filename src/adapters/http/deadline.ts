import type { CancelSignal } from "../../core/kernel/cancel.ts";

/** A deadline and the person's cancel in one signal. Released when the request has ended. */
export interface Deadline {
  readonly signal: AbortSignal;
  isOver(): boolean;
  release(): void;
}

export function startDeadline(ms: number, cancel: CancelSignal): Deadline {
  const controller = new AbortController();
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    controller.abort();
  }, ms);
  const onCancel = (): void => {
    controller.abort();
  };
  cancel.addEventListener("abort", onCancel, { once: true });
  return {
    signal: controller.signal,
    isOver: () => isOver,
    release() {
      clearTimeout(timer);
      cancel.removeEventListener("abort", onCancel);
    },
  };
}
