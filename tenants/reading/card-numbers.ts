const REPLACEMENT = '[card number removed]'
/** Thirteen to nineteen digits as the card schemes begin them, with at most three marks or spaces between two. */
const DIGIT_RUN = /(?<![\d+])[2-6](?:[\s.,_/\u2010-\u2015\u200B-\u200D\u2060\uFEFF-]{0,3}\d){12,18}(?!\d)/g
const FULL_WIDTH_DIGIT = /[\uFF10-\uFF19]/g

/**
 * Takes payment card numbers out of a text before it is kept anywhere. A run of digits counts when Luhn's check fits.
 */
export function redactCardNumbers(text: string): { text: string; found: number } {
  let found = 0
  const plain = text.replaceAll(FULL_WIDTH_DIGIT, (digit) => digit.normalize('NFKC'))
  const redacted = plain.replaceAll(DIGIT_RUN, (run) => {
    if (!passesLuhn(run.replaceAll(/\D/g, ''))) return run
    found += 1
    return REPLACEMENT
  })
  return { text: found > 0 ? redacted : text, found }
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
