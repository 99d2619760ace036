/** Anything with an end. The editor's own class of this name would ask for its constructor. */
export interface Disposable {
  dispose(): unknown;
}
