import { chanceOf } from './usual.ts'

/** One matter since the finding began: what was to be expected of it, as log-odds, and what came. */
export type Outcome = { logOdds: number; isHit: boolean }

/** How far a cause may move log-odds, as a standard deviation: what breaks breaks properly. */
const SHIFT_DEVIATION = 1.5
const STEPS = 8

/**
 * How much likelier the outcomes are if all of them are moved by one shift than if none is, as a logarithm. The shift
 * is not known, so that what is gained by choosing it well is taken off again (Laplace's approximation of the
 * evidence): a small segment does not win by chance. A shift to the other side explains nothing.
 */
export function weigh(outcomes: readonly Outcome[], side: 1 | -1): { score: number; shift: number } {
  const penalty = 1 / SHIFT_DEVIATION ** 2
  let shift = 0
  let bend = penalty
  for (let step = 0; step < STEPS; step += 1) {
    let slope = -penalty * shift
    bend = penalty
    for (const { logOdds, isHit } of outcomes) {
      const chance = chanceOf(logOdds + shift)
      slope += (isHit ? 1 : 0) - chance
      bend += chance * (1 - chance)
    }
    shift += Math.min(1.5, Math.max(-1.5, slope / bend))
  }
  if (shift * side <= 0) return { score: 0, shift: 0 }
  const gained = outcomes.reduce((sum, outcome) => sum + likelihood(outcome, shift) - likelihood(outcome, 0), 0)
  const evidence = gained - (penalty * shift ** 2) / 2 - Math.log(bend / penalty) / 2
  // Half of the shifts that were possible lie on the side that was seen.
  return { score: evidence + Math.LN2, shift }
}

function likelihood({ logOdds, isHit }: Outcome, shift: number): number {
  const chance = chanceOf(logOdds + shift)
  return Math.log(isHit ? chance : 1 - chance)
}
