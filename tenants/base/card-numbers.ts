const CARD_REMOVED = '[card number removed]'
const CODE_REMOVED = '[card code removed]'
/** What stands in a text in place of a card or its code. */
export const CARD_PLACES = /\[card (?:number|code) removed\]/g
/** Thirteen to nineteen digits as the card schemes begin them, with at most three marks or spaces between two. */
const DIGIT_RUN = /(?<![\d+])[2-6](?:[\s.,*_/\u2010-\u2015\u200B-\u200D\u2060\uFEFF-]{0,3}\d){12,18}(?!\d)/g
/** The digits that prove whoever pays has the card at hand; nobody may keep them, with or without its number. */
const CODE_NAME = '(?:cv[vc]2?|csc|card code)'
const CARD_CODE = new RegExp(
  String.raw`(?<=\b${CODE_NAME}\b[^\p{L}\d]{0,5}(?:(?:is|es)\b[^\p{L}\d]{0,3})?)\d{3,4}(?!\d)`,
  'giu',
)
const OTHER_DIGIT = /[^\P{Nd}0-9]/gu

/**
 * Takes payment card numbers out of a text before it is kept anywhere, and the codes that are called so. A run of
 * digits counts when Luhn's check fits; `found` counts the numbers.
 */
export function redactCardNumbers(text: string): { text: string; found: number } {
  let found = 0
  const plain = text.replaceAll(OTHER_DIGIT, toDigit)
  const redacted = plain.replaceAll(DIGIT_RUN, (run) => {
    const card = passesLuhn(run.replaceAll(/\D/g, '')) ? { from: 0, to: run.length } : findCard(run)
    if (!card) return run
    found += 1
    return run.slice(0, card.from) + CARD_REMOVED + run.slice(card.to)
  })
  const bare = redacted.replaceAll(CARD_CODE, CODE_REMOVED)
  return { text: bare === plain ? text : bare, found }
}

/** A digit of any script as one of ours: Unicode keeps each script's ten together, from its zero on. */
function toDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0
  let start = point
  while (/^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start -= 1
  return String((point - start) % 10)
}

/**
 * A card among other digits, such as the number of a house before it or the expiry date behind. Its groups have four
 * digits or more, but for the last, or one each: two phone numbers in a row would pass the check once in ten times.
 */
function findCard(run: string): { from: number; to: number } | null {
  const groups = Array.from(run.matchAll(/\d+/g), (match) => ({ from: match.index, digits: match[0] }))
  for (const [first, { from }] of groups.entries()) {
    for (let last = groups.length; last > first; last -= 1) {
      const card = groups.slice(first, last)
      const end = card.at(-1)
      if (end && isCard(card.map(({ digits }) => digits))) return { from, to: end.from + end.digits.length }
    }
  }
  return null
}

function isCard(groups: string[]): boolean {
  const digits = groups.join('')
  const isGrouped =
    groups.slice(0, -1).every((group) => group.length >= 4) || groups.every((group) => group.length === 1)
  return isGrouped && /^[2-6]\d{12,18}$/.test(digits) && passesLuhn(digits)
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = digit * 2
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
