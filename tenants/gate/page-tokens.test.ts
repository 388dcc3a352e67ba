import { describe, expect, test } from 'vitest'
import { lintText, type LintContext } from './lint.ts'

const ANSWER: LintContext = {
  channel: 'sms',
  audience: 'customer',
  class: 'response',
  first: false,
  byHuman: false,
  disclosureDue: false,
  exemption: null,
  priceBarredFromFirst: false,
  businessName: 'Lone Star Plumbing',
  postalAddress: '12 Example Street, Dallas, TX 75201',
  allowedAmountsMinor: [9_900, 17_900],
  allowedHosts: ['shoulder.example.com'],
  serviceNames: [],
}

function codes(text: string, context: LintContext): string[] {
  return lintText(text, context).map(({ code }) => code)
}

describe('the token of a page of ours', () => {
  const DRAWN = [
    'rs0gz9969376qem4dfc0cvj6g8c68c5s',
    'amc',
    '4111111111111111xk2x1yrs4fks5brk',
    '9usd2x1',
    '50centsdea1',
  ]
  const page = (path: string, token: string) =>
    `https://shoulder.example.com/${path}/1m8bsqp9e018thwg19eqv6ve.${token.padEnd(32, 'z')}`

  test.each(DRAWN)('is drawn by lot and promises nothing: %s', (token) => {
    const letter = { ...ANSWER, channel: 'email' } as const
    expect(codes(`Hello!\nUnsubscribe from these e-mails: ${page('u', token)}`, letter)).toEqual([])
    expect(codes(`See you then. ${page('b', token)}.`, ANSWER)).toEqual([])
  })

  test('hides no words beside it', () => {
    expect(codes(`${page('b', 'z')}/50%-off`, ANSWER)).toEqual(['promotion_in_class'])
    expect(codes(page('b', 'z').replace('shoulder.', 'other-'), ANSWER)).toEqual(['link_not_allowed'])
    expect(codes('https://shoulder.example.com/b/for Rs4', ANSWER)).toEqual(['amount_not_allowed'])
  })
})
