/** A phone number in E.164, such as `+15125550147`. */
export type Phone = `+${string}`

const E164 = /^\+[1-9]\d{6,14}$/

export function isPhone(text: string): text is Phone {
  return E164.test(text)
}

/** The last four digits, for logs and for people who may not see the whole number. */
export function maskPhone(phone: string): string {
  return `…${phone.slice(-4)}`
}
