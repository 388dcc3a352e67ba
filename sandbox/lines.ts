/** The newest lines of the Worker's log, for whoever follows it while it runs. They hold nobody's number or words. */

const LINES_MAX = 1_000
const LINES_TOLD_MAX = 200

type Kept = { id: number; line: string }

let kept: Kept[] = []
let lastId = 0

export function keepLine(line: string): void {
  lastId += 1
  kept.push({ id: lastId, line })
  if (kept.length > 2 * LINES_MAX) kept = kept.slice(-LINES_MAX)
}

/** Those behind a number, oldest first; without one only the newest number, where following begins. */
export function tellLines(after: number | null): { last: number; lines: string[] } {
  if (after === null) return { last: lastId, lines: [] }
  const behind = kept.filter(({ id }) => id > after).slice(0, LINES_TOLD_MAX)
  return { last: behind.at(-1)?.id ?? Math.max(after, 0), lines: behind.map(({ line }) => line) }
}
