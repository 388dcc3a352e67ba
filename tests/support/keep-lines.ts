import { beforeEach } from 'vitest'

/**
 * The Worker writes a line for every request. Handing each to the test runner took as long as answering the request, so
 * they stay here, and only those of a test that fails are printed.
 */

const LINES_MAX = 5_000
const KEPT = Symbol.for('shoulder.lines')

type Kept = { lines: string[]; print: (line: string) => void }
const home = globalThis as { [KEPT]?: Kept }

// Each file comes by here, and what is kept is the same for all.
const kept = (home[KEPT] ??= { lines: [], print: console.log.bind(console) })
console.log = (line: unknown) => {
  if (kept.lines.length < LINES_MAX) kept.lines.push(String(line))
}

beforeEach(({ onTestFailed }) => {
  kept.lines.length = 0
  onTestFailed(() => {
    for (const line of kept.lines) kept.print(line)
  })
})
