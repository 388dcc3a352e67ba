/**
 * Single values of a row. Types say what Google documents, and these what has come: anything else is as if it were not
 * there, which Google itself does with what is not set.
 */

export function text(value: string | undefined): string | null {
  return typeof value === 'string' ? value : null
}

/** An id is 64 bits long and stays text. */
export function id(value: string | undefined): string | null {
  return typeof value === 'string' && /^\d{1,20}$/.test(value) ? value : null
}

/** The last id in a name such as `customers/1/campaigns/9`. */
export function idOfName(value: string | undefined): string | null {
  return typeof value === 'string' ? (/\/(\d{1,20})$/.exec(value)?.[1] ?? null) : null
}

/** An int64, which is text in JSON. One that a number cannot hold is none of ours: micros of nine milliards fit. */
export function whole(value: string | undefined): number | null {
  if (typeof value !== 'string' || !/^-?\d{1,16}$/.test(value)) return null
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : null
}

export function decimal(value: number | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export function texts(value: string[] | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
