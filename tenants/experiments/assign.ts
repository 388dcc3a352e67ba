/**
 * Which arm a customer gets who has seen none yet: the same one for the same shares, whenever it is asked. Whoever saw
 * an arm stays with it, whatever the shares become; the exposure remembers that.
 */
export function assignArm(experimentId: string, customerId: string, shares: readonly number[]): number {
  const place = hashToUnit(`${experimentId}:${customerId}`)
  let upTo = 0
  for (const [arm, share] of shares.entries()) {
    upTo += share
    if (place < upTo) return arm
  }
  // Shares that add up to a little less than one leave a sliver to the last.
  return Math.max(0, shares.length - 1)
}

/** FNV-1a with the finalizer of MurmurHash3: ids that differ in one character lie anywhere from 0 up to 1. */
export function hashToUnit(text: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < text.length; place += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
