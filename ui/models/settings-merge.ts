/** What to do when somebody else saved between our reading and our saving. */

export type Clash<T> = { [K in keyof T]-?: { field: K; mine: T[K]; theirs: T[K] } }[keyof T]

/** The fields that were changed here: only these are sent, so that nothing else is overwritten. */
export function changedFields<T extends object>(base: T, mine: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(mine).filter(([field, value]) => !isSame(value, base[field as keyof T])),
  ) as Partial<T>
}

/** The fields both changed, each to something else. Empty where mine can be saved on top of theirs without loss. */
export function findClashes<T extends object>(base: T, mine: Partial<T>, theirs: T): Clash<T>[] {
  return (Object.keys(mine) as (keyof T)[]).flatMap((field) => {
    const value = mine[field] as T[keyof T]
    if (isSame(theirs[field], base[field]) || isSame(theirs[field], value)) return []
    return [{ field, mine: value, theirs: theirs[field] }]
  })
}

/** Whether two values say the same, whatever the order of their keys. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}
