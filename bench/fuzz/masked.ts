import type { Wire } from './wire.ts'

/** Requests as they may be shown: no key, no token, no signature. */

const BODY_CHARACTERS_SHOWN = 700
const HIDDEN = /signature|assertion|authorization|cookie/i

export function describeRequest({ method, target, headers, body }: Wire): string {
  const shown = headers.map(([name, value]) => `${name}: ${HIDDEN.test(name) ? hide(value) : value.slice(0, 200)}`)
  const text = JSON.stringify(body.toString('latin1').slice(0, BODY_CHARACTERS_SHOWN))
  return [`${method} ${target.slice(0, 400)}`, ...shown.slice(0, 12), `${body.length} bytes: ${text}`].join('\n')
}

export function mask(text: string, secrets: readonly string[]): string {
  return secrets.reduce((masked, secret) => masked.replaceAll(secret, '•••'), text)
}

const hide = (value: string) => (value.length < 8 ? value : `••• (${value.length} characters)`)
