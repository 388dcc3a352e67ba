import { createHmac } from 'node:crypto'

/** X-Twilio-Signature of a form: the URL as called, then each name with its distinct values, sorted; HMAC-SHA1. */
export function signForm(authToken: string, url: string, params: URLSearchParams): string {
  const names = [...new Set(params.keys())].toSorted(byCodeUnit)
  const signed = names.map((name) =>
    [...new Set(params.getAll(name))]
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
