/** The trades that businesses are compared by. */
export const TRADES = ['plumbing', 'electrical', 'hvac', 'other'] as const
export type Trade = (typeof TRADES)[number]

const WORDS: [Trade, RegExp][] = [
  ['plumbing', /plumb|drain|sewer|water heater|leak|plomer|fontaner/i],
  ['electrical', /electri|wiring|eléctri/i],
  ['hvac', /hvac|heating|cooling|furnace|air condition|\ba\/?c\b|refrigera|climati|calefac/i],
]

/** What a business calls its services, in its own words and order, as one trade: that of the first that names one. */
export function tradeOf(serviceTypes: readonly string[]): Trade {
  for (const service of serviceTypes) {
    const found = WORDS.find(([, words]) => words.test(service))
    if (found) return found[0]
  }
  return 'other'
}
