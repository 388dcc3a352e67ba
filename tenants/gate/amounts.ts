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

const PRICE_WORDS = String.raw`\b(?:about|around|roughly|approximately|between|from|starts? at|starting at|starts? from|costs?(?: you)?|runs?(?: you| about| around)?|run you|priced? at|charge(?: you)?|for|only|just|total(?: of| is)?|fee(?: of| is)?|estimate (?:of|is)|quote (?:of|is)|price (?:of|is)|(?:comes?|adds?|works? out) to|up to|under|unos|unas|cuestan?|cobramos|vale|desde|entre|por|alrededor de|precio (?:de|es))`
/** What may stand after a price; any other word makes the number one of gallons, visits or a street. */
const AFTER_PRICE = String.raw`(?![.,]\d)(?=\s*(?:$|[.!?,;)\n/]|-?ish\b|(?:each|total|for|to|and|or|per|plus|all|more|less|depending|estimated?|flat|altogether|range|is|in|a|y|para|en|mas)\b))`
const ANY_JOINT = String.raw`\s?(?:-|to\b|and\b|y\b|a\b)\s?`
/** Hours of the day and small counts are no prices. */
const BARE_MIN = 25
const BARE = new RegExp(
  String.raw`${PRICE_WORDS}\s+(?:is |it's )?${number('first')}${NO_PRICE_AFTER}(?:${ANY_JOINT}${number('second')}${NO_PRICE_AFTER})?${AFTER_PRICE}`,
  'gi',
)
const BARE_SPELLED = new RegExp(
  String.raw`${PRICE_WORDS}\s+(?:a |one |two |three |four |five |six |seven |eight |nine )?(?:hundred|thousand|grand|fifty|sixty|seventy|eighty|ninety|cien|doscientos|trescientos|mil)\b(?! (?:percent|years?|feet|gallons|miles|times|homes|houses|customers))`,
  'i',
)

/**
 * Amounts that stand as plain numbers where a price would: "it runs around 180", "between 150 and 250", in minor units.
 * More is taken for a price than is one: it is for words of a model, which are replaced by ours.
 */
export function findBareAmounts(text: string): number[] {
  const amounts: number[] = []
  for (const { groups = {} } of text.matchAll(BARE)) {
    amounts.push(toMinor(groups, 'first'))
    if (groups.second !== undefined) amounts.push(toMinor(groups, 'second'))
  }
  const bare = amounts.filter((amount) => amount >= BARE_MIN * 100)
  return BARE_SPELLED.test(text) ? [...bare, Number.NaN] : bare
}
