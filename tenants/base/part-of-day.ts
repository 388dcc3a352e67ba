import { HOUR_MS } from './clock.ts'

/** A part of a day as people speak of it, by the hours at which it begins and ends. */
const PARTS = { morning: [5, 12], noon: [11, 14], afternoon: [12, 17], evening: [17, 21], night: [18, 24] } as const

export type PartOfDay = keyof typeof PARTS

/** As long as a part of a day that has no name. */
const PART_MS = 4 * HOUR_MS

/** From when until when on its day a wish for a part of it lies; `timeMs` is where one without a name begins. */
export function stretchOfPart(timeMs: number, part: PartOfDay | undefined): { fromMs: number; untilMs: number } {
  if (part === undefined) return { fromMs: timeMs, untilMs: timeMs + PART_MS }
  const [from, until] = PARTS[part]
  return { fromMs: from * HOUR_MS, untilMs: until * HOUR_MS }
}

export function isWithinPart(timeMs: number, { fromMs, untilMs }: { fromMs: number; untilMs: number }): boolean {
  return timeMs >= fromMs && timeMs < untilMs
}
