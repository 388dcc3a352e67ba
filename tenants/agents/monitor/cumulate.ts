/** One day's evidence for a change: `llr` is how much likelier it makes the change, as a logarithm. */
export type Step = { day: number; llr: number; hits: number; of: number }
export type Cumulated = { score: number; since: number; hits: number; of: number }

/**
 * Page's cumulative sum: what speaks for a change is added up, and starts anew whenever more speaks against it. Where
 * it started last is where the change is likeliest to have begun. The last day counts: a sum that was high in between
 * is of no interest any more.
 */
export function cumulate(steps: readonly Step[]): Cumulated | null {
  let sum: Cumulated | null = null as Cumulated | null
  for (const { day, llr, hits, of } of steps) {
    const score: number = (sum?.score ?? 0) + llr
    if (score <= 0) sum = null
    else sum = { score, since: sum?.since ?? day, hits: (sum?.hits ?? 0) + hits, of: (sum?.of ?? 0) + of }
  }
  return sum
}

/** Whether the last steps speak clearly enough for the usual against the change that was found. */
export function isOver(steps: readonly Step[], scoreMin: number): boolean {
  return (cumulate(steps.map((step) => ({ ...step, llr: -step.llr })))?.score ?? 0) >= scoreMin
}
