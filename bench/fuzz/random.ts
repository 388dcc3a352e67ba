/** Chance that can be had again: everything a run does follows from its seed. */

export type Random = {
  /** In [0, 1). */
  next(): number
  /** A whole number in [0, below). */
  below(below: number): number
  chance(share: number): boolean
  pick<T>(choices: readonly [T, ...T[]]): T
  pick<T>(choices: readonly T[]): T | undefined
  hex(characters: number): string
}

const HEX_DIGITS = '0123456789abcdef'

/** Each place of a run has a stream of its own, so that one request can be made again without those before it. */
export function randomAt(seed: number, place: number): Random {
  let state = mix(mix(seed >>> 0) ^ (place >>> 0))
  // Mulberry32.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: <T>(choices: readonly T[]) => choices[below(choices.length)] as T,
    hex(characters) {
      let digits = ''
      for (let place = 0; place < characters; place += 1) digits += HEX_DIGITS[below(16)]
      return digits
    },
  }
}

/** Spreads neighbours apart (the finalizer of MurmurHash3). */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
