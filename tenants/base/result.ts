/** An expected failure is a value: the caller has to look at it before it can reach what it wanted. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E }

export function succeed<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

export function fail<E>(error: E): { ok: false; error: E } {
  return { ok: false, error }
}

/** Takes `never`, so a union that grows breaks the build at each switch that forgot the new member. */
export function unreachable(value: never): never {
  throw new Error(`A case was not handled: ${JSON.stringify(value)}`)
}
