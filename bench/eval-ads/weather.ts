import { fraction } from '../../sandbox/ads/random.ts'

/** What goes wrong on a night, the same for everybody on a seed. */
export type Weather = {
  /** Google could not be read: figures end where they ended the night before. */
  isReadLate: boolean
  /** The process ended at a bad moment and the run was done once more. */
  isDoubled: boolean
  reach: () => 'through' | 'unreachable' | 'unanswered' | 'refused'
}

const READ_LATE = 0.08
const DOUBLED = 0.15
const FATES = { unreachable: 0.1, unanswered: 0.06, refused: 0.04 } as const

export function weatherOf(seed: number, day: number): Weather {
  let attempt = 0
  return {
    isReadLate: fraction(seed, 911, day) < READ_LATE,
    isDoubled: fraction(seed, 912, day) < DOUBLED,
    reach: () => {
      attempt += 1
      let left = fraction(seed, 913, day, attempt)
      for (const [fate, share] of Object.entries(FATES) as [keyof typeof FATES, number][]) {
        if (left < share) return fate
        left -= share
      }
      return 'through'
    },
  }
}
