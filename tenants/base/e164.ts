/** A phone number in E.164, such as `+15125550147`. */
export type Phone = `+${string}`

const E164 = /^\+[1-9]\d{6,14}$/
/** Of the North American plan: `+1` and ten digits. */
const NANP_CHARS = 12

export function isPhone(text: string): text is Phone {
  return E164.test(text)
}

/** As somebody enters it: numbers below +1 have ten digits after it, so one with more or fewer was mistyped. */
export function isCompletePhone(text: string): text is Phone {
  return isPhone(text) && (!text.startsWith('+1') || text.length === NANP_CHARS)
}

/** The last four digits, for logs and for people who may not see the whole number. */
export function maskPhone(phone: string): string {
  return `…${phone.slice(-4)}`
}
