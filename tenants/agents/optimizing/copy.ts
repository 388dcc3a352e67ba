/** What words of an advertisement may be, whoever wrote them. Pure. */

const HEADLINE_CHARS_MAX = 30
const DESCRIPTION_CHARS_MAX = 90
const HEADLINES = { min: 3, max: 15 }
const DESCRIPTIONS = { min: 2, max: 4 }

type Copy = { headlines: readonly string[]; descriptions: readonly string[]; finalUrl: string }

/** Google's own limits, and those of good manners: no figure that looks like a number to call, nothing shouted. */
export function isAdCopy({ headlines, descriptions, finalUrl }: Copy): boolean {
  const isCount = (texts: readonly string[], { min, max }: { min: number; max: number }) =>
    texts.length >= min && texts.length <= max && new Set(texts.map((text) => text.toLowerCase())).size === texts.length
  return (
    isCount(headlines, HEADLINES) &&
    isCount(descriptions, DESCRIPTIONS) &&
    headlines.every((text) => isPlain(text, HEADLINE_CHARS_MAX) && !text.includes('!')) &&
    descriptions.every((text) => isPlain(text, DESCRIPTION_CHARS_MAX) && text.split('!').length <= 2) &&
    /^https:\/\/[^\s]+$/.test(finalUrl)
  )
}

const PHONE = /\d[\d\s().-]{5,}\d/
const SHOUTED = /\b\p{Lu}{5,}\b/u
const SUPERLATIVES =
  /\b(best|cheapest|lowest|fastest|number one|no\. ?1|greatest|perfect|unbeatable|guaranteed|el mejor|la mejor|más barato|garantizado)\b|#\s?1/iu
const LINK = /https?:|www\.|\.com\b/i

function isPlain(text: string, charsMax: number): boolean {
  const isText = text.trim() === text && text !== '' && Array.from(text).length <= charsMax
  return isText && !PHONE.test(text) && !SHOUTED.test(text) && !SUPERLATIVES.test(text) && !LINK.test(text)
}

const AMOUNT = /[$€£₹]\s?\d[\d.,]*/g

/** The amounts in a text; each has to stand in the price book as it is written. */
function amountsIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.match(AMOUNT) ?? []).map((amount) => amount.replace(/\s|[.,]$/g, ''))
}

export function hasOnlyOwnPrices(texts: readonly string[], prices: readonly string[]): boolean {
  return amountsIn(texts).every((amount) => prices.includes(amount))
}
