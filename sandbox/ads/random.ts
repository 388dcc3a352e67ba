/**
 * Chance that depends on nothing but the keys it is asked with. Two runs of one seed that differ in a bid meet the same
 * searchers and the same competitors, so that what differs in their outcome comes of the bid.
 */

/** Mixes whole numbers into one of 32 bits (MurmurHash3's steps). */
export function hash(seed: number, a: number, b = 0, c = 0): number {
  let h = mix(mix(mix(mix(0x9747b28c, seed), a), b), c)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

function mix(h: number, key: number): number {
  const scattered = Math.imul(key, 0xcc9e2d51)
  const k = Math.imul((scattered << 15) | (scattered >>> 17), 0x1b873593)
  const mixed = h ^ k
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0
}

export function hashText(text: string): number {
  let h = 0
  for (let place = 0; place < text.length; place += 1) h = (Math.imul(h, 31) + text.charCodeAt(place)) | 0
  return h
}

/** From 0 up to 1. */
export function fraction(seed: number, a: number, b = 0, c = 0): number {
  return hash(seed, a, b, c) / 4_294_967_296
}

export function between(low: number, high: number, share: number): number {
  return low + (high - low) * share
}

/** Around 0, with spread 1. */
export function normal(seed: number, a: number, b = 0, c = 0): number {
  const radius = Math.sqrt(-2 * Math.log(1 - fraction(seed, a, b, c)))
  return radius * Math.cos(2 * Math.PI * fraction(seed, a, b, c + 7919))
}

/** A number around 1 whose logarithm spreads by `spread`; the usual shape of prices and of volumes. */
export function spreadAround(spread: number, seed: number, a: number, b = 0, c = 0): number {
  return Math.exp(spread * normal(seed, a, b, c))
}

/** How many events of a mean rate happen, for the share of chance given. */
export function poisson(rate: number, share: number): number {
  let term = Math.exp(-rate)
  let below = term
  let count = 0
  const countMax = Math.ceil(rate * 4 + 40)
  while (share > below && count < countMax) {
    count += 1
    term *= rate / count
    below += term
  }
  return count
}

export function pick<T>(choices: readonly T[], share: number): T {
  const chosen = choices[Math.min(choices.length - 1, Math.floor(share * choices.length))]
  if (chosen === undefined) throw new Error('there is nothing to pick from')
  return chosen
}
