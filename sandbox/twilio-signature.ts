import { createHmac } from 'node:crypto'

/** X-Twilio-Signature of a form: the URL as called, then each name with its distinct values, sorted; HMAC-SHA1. */
export function signForm(authToken: string, url: string, params: URLSearchParams): string {
  const given = new Map<string, Set<string>>()
  for (const [name, value] of params) given.set(name, (given.get(name) ?? new Set()).add(value))
  const named = [...given].toSorted(([left], [right]) => byCodeUnit(left, right))
  const signed = named.map(([name, values]) =>
    [...values]
      .toSorted(byCodeUnit)
      .map((value) => name + value)
      .join(''),
  )
  return createHmac('sha1', authToken)
    .update(url + signed.join(''), 'utf8')
    .digest('base64')
}

function byCodeUnit(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
