/** Makes something when it is first asked for, and from then on gives the same. Not for what must fail at the start. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | null = null
  return () => (made ??= make())
}
