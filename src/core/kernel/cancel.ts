/** The small part of `AbortSignal` that Canon relies on, so that a real one fits. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** A signal for work that nobody can cancel. */
export const NEVER_CANCELLED: CancelSignal = {
  aborted: false,
  addEventListener() {
    // Nothing will ever be reported.
  },
  removeEventListener() {
    // Nothing was registered.
  },
};
