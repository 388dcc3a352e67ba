import type { Instant } from '../base/clock.ts'

/** What an experiment compares: the first arm is what stood before, which keeps its place unless another wins. */
export type Arm = { arm: string; text: string }

/** The part of customers that each arm gets, in the order of the arms, from an instant on. They add up to one. */
export type SharesFrom = { from: Instant; shares: number[] }

/** Customers whose outcome is in, who came while the shares were these; one count an arm. */
export type Tally = { shares: number[]; exposed: number[]; succeeded: number[]; optedOut: number[] }

export type ArmCount = { exposed: number; succeeded: number; optedOut: number }

/** Of each arm over all shares there were. */
export function sumTallies(tallies: readonly Tally[], arms: number): ArmCount[] {
  return Array.from({ length: arms }, (_, arm) => {
    const sumOf = (pick: (tally: Tally) => number[]) => tallies.reduce((sum, tally) => sum + (pick(tally)[arm] ?? 0), 0)
    return {
      exposed: sumOf(({ exposed }) => exposed),
      succeeded: sumOf(({ succeeded }) => succeeded),
      optedOut: sumOf(({ optedOut }) => optedOut),
    }
  })
}
