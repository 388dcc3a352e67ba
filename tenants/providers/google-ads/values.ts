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

/**
 * An instant such as `2026-11-23 15:04:05-06:00`. Where the offset is left out it is the earliest that it can be, so
 * that nothing is ever taken for newer than it is.
 */
export function moment(value: string | undefined): number | null {
  const [, day, time, offset = '+14:00'] = MOMENT.exec(text(value) ?? '') ?? []
  const at = Date.parse(`${day}T${time}${offset}`)
  return Number.isNaN(at) ? null : at
}

const MOMENT = /^(\S+) ([\d:]+)(?:\.\d+)?([+-]\d\d:\d\d)?$/

export function texts(value: string[] | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
