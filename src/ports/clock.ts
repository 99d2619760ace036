/** Time and chance, which the inner rooms may not reach for themselves. */
export interface Clock {
  /** Now, as ISO 8601 in UTC. */
  now(): string;
  /** A random UUID, version 4. */
  newId(): string;
}
