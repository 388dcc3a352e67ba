const CURRENCY = String.raw`(?:US|CA|U\.S\.)?[$€£₹]|\bUSD|\bRs\.?`
const UNIT = String.raw`dollars?\b|bucks\b|usd\b|d[oó]lares?\b`
/** A range often gives its sign only once, so a number joined to a price is a price too. */
const JOINT = String.raw`\s?(?:-|to\b|and\b)\s?`
/** What would make the second number of a range an hour, a share or a part of something longer. */
const NO_PRICE_AFTER = String.raw`(?!\s?(?:%|:|[ap]\.?m\b|h(?:ou)?rs?\b|min|days?\b|weeks?\b|-?\d))`

const SIGNED = new RegExp(
  `(?<between>between\\s)?(?:${CURRENCY})\\s?${number('first')}` +
    `(?:(?<joint>${JOINT})(?<sign>${CURRENCY})?\\s?${number('second')}${NO_PRICE_AFTER})?`,
  'gi',
)
const WORDED = new RegExp(`(?:${number('first')}${JOINT})?${number('second')}\\s?(?:${UNIT})`, 'gi')
const CENTS = /(\d+)\s?(?:¢|cents?\b)/gi
const SPELLED =
  /\b(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|grand)\s(?:dollars?|bucks)\b/i

/**
 * Every amount of money a text names, in minor units: `$1,299.50`, `120-180 dollars`, `between $120 and 180`, `$2k`,
 * `50 cents`. An amount spelled in words cannot be compared with a price list and comes back as NaN.
 * Expects plain characters, as `toGsm` gives them.
 */
export function findAmounts(text: string): number[] {
  const amounts: number[] = []
  for (const { groups = {} } of text.matchAll(SIGNED)) {
    amounts.push(toMinor(groups, 'first'))
    // "$99 and 3 visits" is one price, "between $99 and 120" and "$99 and $120" are two.
    const joins = !/and/i.test(groups.joint ?? '') || groups.between !== undefined || groups.sign !== undefined
    if (groups.second !== undefined && joins) amounts.push(toMinor(groups, 'second'))
  }
  for (const { groups = {} } of text.matchAll(WORDED)) {
    if (groups.first !== undefined) amounts.push(toMinor(groups, 'first'))
    amounts.push(toMinor(groups, 'second'))
  }
  for (const match of text.matchAll(CENTS)) amounts.push(Number(match[1]))
  if (SPELLED.test(text)) amounts.push(Number.NaN)
  return amounts
}

/** A number as it stands in a price: thousands in groups of three, decimals, `k` for thousands. */
function number(name: string): string {
  return String.raw`(?<${name}>\d{1,3}(?:,\d{3})+|\d+)(?<${name}Part>\.\d+)?(?!\d)(?<${name}Kilo>\s?k\b)?`
}

function toMinor(groups: Record<string, string | undefined>, name: string): number {
  const units = Number((groups[name] ?? '').replaceAll(',', '')) + Number(groups[`${name}Part`] ?? 0)
  return Math.round(units * (groups[`${name}Kilo`] === undefined ? 100 : 100_000))
}
