/** Days as whole numbers since 1970-01-01, and as the text Google writes. No clock, no time zone. */

const DAY_MS = 86_400_000

export function dayOf(on: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(on) ? Date.parse(`${on}T00:00:00Z`) : Number.NaN
  // A day too many of a month would be read as the first of the next.
  const isDay = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(on)
  if (!isDay) throw new Error(`"${on}" is no day such as 2026-11-26`)
  return ms / DAY_MS
}

export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** 0 is January. */
export function monthOf(day: number): number {
  return new Date(day * DAY_MS).getUTCMonth()
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return new Date(day * DAY_MS).getUTCDay()
}

export function firstOfMonth(day: number): number {
  return dayOf(`${dateOf(day).slice(0, 7)}-01`)
}

export function daysInMonth(day: number): number {
  const first = new Date(firstOfMonth(day) * DAY_MS)
  return Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1) / DAY_MS - firstOfMonth(day)
}

/** "YYYY-MM-DD HH:MM:SS", as Google writes moments in the account's own time. */
export function momentOf(day: number, second: number): string {
  return `${dateOf(day)} ${new Date(second * 1000).toISOString().slice(11, 19)}`
}
