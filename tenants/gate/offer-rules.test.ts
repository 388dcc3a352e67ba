import { describe, expect, test } from 'vitest'
import { readingsOf } from '../base/confusables.ts'
import { lintText, type LintContext } from './lint.ts'
import { lintOffers, mayHostReviews } from './offer-rules.ts'

function codes(text: string): string[] {
  return lintOffers(readingsOf(text)).map(({ code }) => code)
}

const REVIEW: LintContext = {
  channel: 'sms',
  audience: 'customer',
  class: 'marketing',
  topic: 'review',
  first: false,
  byHuman: false,
  disclosureDue: false,
  exemption: null,
  priceBarredFromFirst: false,
  businessName: 'Lone Star Plumbing',
  postalAddress: '',
  allowedAmountsMinor: [9_900],
  allowedHosts: ['shoulder.example.com', 'yelp.com'],
  serviceNames: [],
}

describe('Yelp', () => {
  test.each(['Find us on Yelp', 'https://www.yelp.com/biz/x', 'See yelp.com', 'YELP!', 'y e l p', 'уеlр'])(
    'is never mentioned: %s',
    (text) => {
      expect(codes(text)).toContain('review_link_forbidden')
    },
  )

  test('is not found in other words, and cannot be set as the page for reviews', () => {
    expect(codes('The dog yelps when the pump runs.')).toEqual([])
    for (const host of ['yelp.com', 'www.yelp.com', 'M.YELP.COM.', 'biz.yelp.com']) {
      expect(mayHostReviews(host), host).toBe(false)
    }
    for (const host of ['g.page', 'notyelp.com', 'yelp.com.example.net']) expect(mayHostReviews(host), host).toBe(true)
  })
})

describe('a review', () => {
  test.each([
    'If you were happy with us, please leave a review',
    'If you are satisfied, write us a review.',
    'If you loved our work, leave us a review!',
    'Had a visit? If you had a great experience, please leave a review',
    'Please leave us a 5-star review',
    'Give us five stars',
    'Leave a positive review',
    'Leave a review and get $10 off',
    'Get a gift card for your review',
    'Leave us a review: 10% off your next visit',
    'Reviews win a prize: join our raffle',
    'Si quedó satisfecho, deje una reseña',
    'Deje una reseña y gane un descuento',
  ])('is asked of everybody alike and for nothing: "%s" is refused', (text) => {
    expect(codes(text)).toContain('review_conditional')
  })

  test.each([
    'Copy and paste this review',
    'I wrote a review for you',
    "Here's a review you can post",
    'We drafted your review, just post it',
    'Copie y pegue esta reseña',
  ])('is never written for the customer: "%s" is refused', (text) => {
    expect(codes(text)).toContain('review_written')
  })

  test.each([
    'Please leave us a review: https://shoulder.example.com/r/abc',
    'Would you write a few words about us? Leave a review here.',
    "We'd love to read your review.",
    'Feel free to leave a review.',
    'Not happy? Tell us what went wrong.',
    'If you would like to leave a review, here is the page.',
    'The stars over Texas are out.',
    '¿Nos deja una reseña?',
  ])('may be asked for: %s', (text) => {
    expect(codes(text)).toEqual([])
  })

  test('is asked for alone: on dealings nothing is sold beside it', () => {
    const ask = 'Lone Star Plumbing: please leave us a review: https://shoulder.example.com/r. Reply STOP to opt out.'
    const told = (text: string, context = REVIEW) => lintText(text, context).map(({ code }) => code)
    expect(told(ask)).toEqual([])
    expect(told(`${ask} Ask for our maintenance plan.`)).toEqual(['promotion_in_class'])
    expect(told(`${ask} Ask for our maintenance plan.`, { ...REVIEW, topic: 'amc' })).toEqual([])
    expect(told(ask, { ...REVIEW, class: 'service', topic: null })).toEqual(['promotion_in_class'])
    expect(told(ask.replace('shoulder.example.com', 'yelp.com'))).toEqual(['review_link_forbidden'])
  })
})

describe('a maintenance plan', () => {
  test.each([
    'The plan covers all repairs',
    'Our plan will cover any breakdown of parts',
    'We pay for all repairs',
    'All repairs are covered',
    'Breakdowns are fully covered',
    'You never pay for a repair again',
    'If it breaks, we fix it for free',
    'A home warranty for your furnace',
    'Full coverage for $99',
    'We indemnify you',
    'El plan cubre todas las reparaciones',
  ])('promises no indemnity: "%s" is refused', (text) => {
    expect(codes(text)).toContain('indemnity_promised')
  })

  test.each([
    'Two scheduled maintenance visits a year',
    'The plan includes two visits.',
    'Cover the leak with a towel until we come.',
    'We repair what breaks.',
    'Does your insurance cover it?',
    'The repair comes with a receipt.',
    'El plan incluye dos visitas al año',
  ])('may be described: %s', (text) => {
    expect(codes(text)).toEqual([])
  })
})

test('what the technician types is theirs to say', () => {
  const typed = { ...REVIEW, class: 'response', topic: null, byHuman: true } as const
  expect(lintText('If you were happy, a 5-star review on Yelp would help me a lot', typed)).toEqual([])
})
