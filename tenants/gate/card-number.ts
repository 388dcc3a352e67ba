/** Digits in groups parted by one mark, or by a mark with spaces, long enough for a payment card. */
const PARTING = String.raw`(?: ?[-.,_/] ?|[ \n]{1,2})`
const DIGIT_RUN = new RegExp(String.raw`\d(?:${PARTING}?\d){12,}`, 'g')
const CARD_DIGITS_MIN = 13
const CARD_DIGITS_MAX = 19

/** Whether a text that we are about to send holds a payment card number (13 to 19 digits that pass the Luhn check). */
export function hasCardNumber(text: string): boolean {
  for (const [run] of text.matchAll(DIGIT_RUN)) {
    const groups = run.split(/\D+/)
    for (let first = 0; first < groups.length; first += 1) {
      if (startsCard(groups.slice(first))) return true
    }
  }
  return false
}

/**
 * Cards are written in one piece, digit by digit, or in groups of four and more. Shorter groups are phone numbers and
 * dates, of which two in a row would pass the check once in ten times.
 */
function startsCard(groups: string[]): boolean {
  const isSpacedOut = groups.every((group) => group.length === 1)
  let digits = ''
  for (const [index, group] of groups.entries()) {
    digits += group
    if (digits.length > CARD_DIGITS_MAX) return false
    if (digits.length >= CARD_DIGITS_MIN && /^[2-6]/.test(digits) && passesLuhn(digits)) return true
    const isLast = index === groups.length - 1
    if (group.length < 4 && !isSpacedOut && !isLast) return false
  }
  return false
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place])
    const weighed = place % 2 === 0 ? digit : digit * 2
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return sum % 10 === 0
}
