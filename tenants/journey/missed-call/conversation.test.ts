import { describe, expect, test } from 'vitest'
import { CALLED_AT, callMissed, IDLE_MS, makeFacts, Matter, replyReceived } from '../../../tests/support/missed-call.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../base/clock.ts'
import type { Effect } from '../effect.ts'

const TOMORROW_AT_NINE = CALLED_AT + 18 * HOUR_MS

function texted(...given: Parameters<typeof makeFacts>): Matter {
  const matter = new Matter(makeFacts(...given))
  matter.isTexted()
  matter.passTime(MINUTE_MS)
  matter.effects.length = 0
  return matter
}

function orders(matter: Matter): Effect['type'][] {
  return matter.effects.map((effect) => effect.type)
}

function lastText(matter: Matter): Extract<Effect, { type: 'send_sms' }> | undefined {
  return matter.effects.flatMap((effect) => (effect.type === 'send_sms' ? [effect] : [])).at(-1)
}

describe('a reply', () => {
  test('before the text has left takes its place', () => {
    const matter = new Matter()
    matter.hears(callMissed())
    matter.passTime(10 * SECOND_MS)
    matter.hears(replyReceived('question_other'))
    matter.passTime(IDLE_MS / 2)
    expect(matter.texts).toEqual(['question_received'])
    expect(matter.leadStatuses).toEqual(['new', 'contacted'])
  })

  test('ends the wait for one: no e-mail and no word of silence follow', () => {
    const matter = texted({ hasEmail: true })
    matter.hears(replyReceived('question_other'))
    matter.passTime(IDLE_MS / 2)
    expect(matter.count('send_email')).toBe(0)
    expect(matter.notices).toEqual(['question_asked'])
  })

  test('of somebody who never called opens a matter of its own', () => {
    const matter = new Matter()
    matter.hears(replyReceived('question_other'))
    expect(matter.status).toBe('in_conversation')
    expect(matter.state).toMatchObject({ episode: { callCount: 0, firstCallId: 'cal_none' } })
    expect(matter.leadStatuses).toEqual(['new'])
  })

  test('that began with a call whose number comes late is about that call, and not about another', () => {
    const matter = new Matter()
    matter.hears(replyReceived('question_other'))
    const told = matter.notices.length
    matter.hears(callMissed())
    expect(matter.notices).toHaveLength(told)
    expect(matter.state).toMatchObject({ episode: { callCount: 1, firstCallId: 'cal_1' } })
    matter.hears(callMissed(matter.now))
    expect(matter.notices.slice(told)).toEqual(['called_again'])
  })

  test('that asks for help is answered unless the carrier has done so', () => {
    const matter = texted()
    matter.hears(replyReceived('help', { answeredByCarrier: true }))
    expect(matter.texts).toEqual([])
    matter.hears(replyReceived('help'))
    expect(matter.texts).toEqual(['help_answer'])
  })

  test('that says thanks is left in peace', () => {
    const matter = texted()
    matter.hears(replyReceived('thanks'))
    expect(matter.texts).toEqual([])
    expect(matter.notices).toEqual([])
  })
})

describe('a question about the price', () => {
  test('of a service in the price book is answered with it, and the lead counts as quoted', () => {
    const matter = texted()
    matter.hears(replyReceived('price_question', { services: ['Drain cleaning'] }))
    expect(lastText(matter)).toMatchObject({ template: 'price_answer', services: ['Drain cleaning'] })
    expect(matter.leadStatuses).toEqual(['contacted', 'quoted'])
    expect(matter.notices).toEqual([])
  })

  test('of many services names the best two', () => {
    const matter = texted()
    matter.hears(replyReceived('price_question', { services: ['Drain cleaning', 'Water heater repair', 'Toilet'] }))
    expect(lastText(matter)?.services).toEqual(['Drain cleaning', 'Water heater repair'])
  })

  test('of an unknown service asks which one it is, and the technician hears of it', () => {
    const matter = texted()
    matter.hears(replyReceived('price_question'))
    expect(matter.texts).toEqual(['price_ask_service'])
    expect(matter.notices).toEqual(['price_unknown'])
  })

  test('is answered once the service is named, even in words that could be a wish for a visit', () => {
    const matter = texted()
    matter.hears(replyReceived('price_question'))
    matter.hears(replyReceived('booking', { services: ['Water heater repair'] }))
    expect(matter.texts).toEqual(['price_ask_service', 'price_answer'])
    expect(lastText(matter)?.services).toEqual(['Water heater repair'])
    matter.hears(replyReceived('booking', { services: ['Water heater repair'] }))
    expect(matter.texts.at(-1)).toBe('booking_received')
  })

  test('gives way to a visit when a time is named with the service', () => {
    const matter = texted()
    matter.hears(replyReceived('price_question'))
    matter.hears(replyReceived('booking', { services: ['Water heater repair'], wishedAt: TOMORROW_AT_NINE }))
    expect(matter.texts).toEqual(['price_ask_service', 'booking_received'])
  })

  test('to a business without a price book is passed on', () => {
    const matter = texted({}, { services: [] })
    matter.hears(replyReceived('price_question'))
    expect(matter.texts).toEqual(['question_received'])
    expect(matter.notices).toEqual(['price_unknown'])
  })
})

describe('a wish for a visit', () => {
  test('is told to the technician before it is answered, and the lead reaches the CRM', () => {
    const matter = texted()
    matter.hears(replyReceived('booking', { wishedAt: TOMORROW_AT_NINE }))
    expect(orders(matter)).toEqual([
      'cancel_unsent',
      'change_lead',
      'want_visit',
      'tell_technician',
      'send_sms',
      'sync_crm',
    ])
    expect(matter.effects[3]).toMatchObject({ reason: 'booking_wanted', wishedAt: TOMORROW_AT_NINE })
    expect(lastText(matter)).toMatchObject({ template: 'booking_received', wishedAt: TOMORROW_AT_NINE })
    expect(matter.leadStatuses).not.toContain('booked')
    expect(matter.status).toBe('booking_wanted')
  })

  test.each([
    ['booked, where somebody agreed', true, 'booked'],
    ['wanted, where nobody did', false, 'visit_wanted'],
  ])('stands when other questions follow, and ends as %s', (_, isBooked, outcome) => {
    const matter = texted({}, { isBooked })
    matter.hears(replyReceived('booking'))
    matter.hears(replyReceived('question_other'))
    matter.hears(replyReceived('thanks'))
    expect(matter.status).toBe('booking_wanted')
    matter.passTime(IDLE_MS)
    expect(matter.status).toBe(`closed: ${outcome}`)
    expect(matter.leadStatuses).not.toContain('lost')
  })

  test('that moves to another time is told again', () => {
    const matter = texted()
    matter.hears(replyReceived('booking', { wishedAt: TOMORROW_AT_NINE }))
    matter.hears(replyReceived('booking', { wishedAt: TOMORROW_AT_NINE + HOUR_MS }))
    expect(matter.notices).toEqual(['booking_wanted', 'booking_wanted'])
    expect(matter.count('sync_crm')).toBe(2)
  })

  test('in an emergency gets the safety words; whom to alert is the emergency’s own matter', () => {
    const matter = texted()
    matter.hears(replyReceived('booking', { emergency: 'gas' }))
    expect(matter.notices).toEqual([])
    expect(lastText(matter)).toMatchObject({ template: 'emergency_answer', emergency: 'gas' })
    expect(matter.status).toBe('booking_wanted')
  })
})

describe('somebody who asks whether a machine writes', () => {
  test('gets the truth', () => {
    const matter = texted()
    matter.hears(replyReceived('question_other', { asksIfBot: true }))
    expect(matter.texts).toEqual(['bot_answer'])
  })

  test('and wants a visit gets the truth, and the visit is not lost', () => {
    const matter = texted()
    matter.hears(replyReceived('booking', { asksIfBot: true }))
    expect(matter.texts).toEqual(['bot_answer', 'booking_received'])
    expect(matter.notices).toEqual(['booking_wanted'])
    expect(matter.status).toBe('booking_wanted')
  })

  test('and wants a price gets the truth and the price', () => {
    const matter = texted()
    matter.hears(replyReceived('price_question', { asksIfBot: true, services: ['Drain cleaning'] }))
    expect(matter.texts).toEqual(['bot_answer', 'price_answer'])
  })
})

describe('somebody who wants nothing', () => {
  test('and declines is let go, and the technician knows', () => {
    const matter = texted()
    matter.hears(replyReceived('not_interested'))
    expect(matter.status).toBe('closed: declined')
    expect(matter.notices).toEqual(['customer_declined'])
    expect(matter.texts).toEqual([])
  })

  test.each(['wrong_number', 'spam'] as const)(
    '(%s) is let go without a word, and unsent answers stay unsent',
    (label) => {
      const matter = texted()
      matter.hears(replyReceived('question_other'))
      matter.effects.length = 0
      matter.hears(replyReceived(label))
      expect(matter.status).toBe(`closed: ${label}`)
      expect(orders(matter)).toEqual(['cancel_unsent', 'change_lead'])
    },
  )
})

describe('a customer who calls again in an open conversation', () => {
  test('is told to the technician at most every ten minutes', () => {
    const matter = texted()
    matter.hears(replyReceived('question_other'))
    matter.effects.length = 0
    for (let minute = 0; minute <= 10; minute += 2) {
      matter.hears(callMissed(matter.now))
      matter.passTime(2 * MINUTE_MS)
    }
    expect(matter.notices).toEqual(['called_again', 'called_again'])
    expect(matter.texts).toEqual([])
  })

  test('and is answered goes on in the same conversation', () => {
    const matter = texted()
    matter.hears(replyReceived('booking'))
    matter.hears({ type: 'call_answered', callId: 'cal_2', endedAt: matter.now })
    expect(matter.status).toBe('booking_wanted')
  })
})

describe('an answer that did not arrive', () => {
  test('is told to the technician with the reason', () => {
    const matter = texted()
    matter.hears(replyReceived('question_other'))
    matter.hears({ type: 'text_failed', template: 'question_received', code: '30003' })
    expect(matter.notices).toEqual(['question_asked', 'text_failed: 30003'])
    expect(matter.status).toBe('in_conversation')
  })
})

describe('a price and a visit asked for in one text', () => {
  const offering = () => texted({}, { offersVisits: true })
  const lastOffer = ({ effects }: Matter) => effects.findLast((effect) => effect.type === 'offer_visit')
  const drain = { services: ['Drain cleaning'], wishedAt: TOMORROW_AT_NINE }
  const said = { isYes: false, choice: null, takesAny: false, rejects: false, wantsMove: false, wantsCancel: false }
  const words = { ...said, needsNobody: false, mayCancel: false, nods: false, defers: false, than: null }
  const asked = (more: { asksWhen?: boolean; proposes?: boolean }) => ({
    visit: { words: { ...words, informs: false, asksWhen: false, proposes: false, ...more }, wish: null },
  })

  test.each([
    ['booking', { ...drain, asksPrice: true }, ['Drain cleaning']],
    ['booking', drain, undefined],
    ['booking', { asksPrice: true, recalled: 'Drain cleaning' }, ['Drain cleaning']],
    ['booking', { asksPrice: true, recalled: 'A job of its own' }, undefined],
    ['booking', { asksPrice: true, namesJob: true }, undefined],
    ['booking', { asksPrice: true }, []],
    ['price_question', drain, ['Drain cleaning']],
    ['price_question', { services: ['Drain cleaning'], ...asked({ asksWhen: true }) }, ['Drain cleaning']],
    ['price_question', { wishedAt: TOMORROW_AT_NINE, ...asked({ proposes: true }) }, []],
  ] as const)('as %s with %j is offered times with the price of %j', (label, more, priced) => {
    const matter = offering()
    matter.hears(replyReceived(label, structuredClone(more) as never))
    expect(matter.texts).toEqual([])
    expect(lastOffer(matter)).toEqual({
      ...{ type: 'offer_visit', services: 'services' in more ? more.services : [] },
      ...(priced ? { priced } : {}),
    })
    expect(matter.notices).toEqual(['booking_wanted: offered'])
    expect(matter.events.includes('price_answered')).toBe((priced ?? []).length > 0)
  })

  test.each([
    ['price_question', { services: ['Drain cleaning'] }, 'price_answer'],
    ['price_question', { wishedAt: TOMORROW_AT_NINE }, 'price_ask_service'],
    ['price_question', { recalled: 'Drain cleaning' }, 'price_answer'],
    ['price_question', { recalled: 'Drain cleaning', namesJob: true }, 'question_received'],
    ['price_question', { recalled: 'A job of its own' }, 'question_received'],
  ] as const)('as %s with %j is a question about the price alone', (label, more, template) => {
    const matter = offering()
    matter.hears(replyReceived(label, structuredClone(more) as never))
    expect(matter.texts).toEqual([template])
  })

  test('is answered with the price where a person agrees on the time', () => {
    const matter = texted()
    matter.hears(replyReceived('booking', { ...drain, asksPrice: true }))
    expect(lastText(matter)).toMatchObject({ template: 'booking_received', priced: ['Drain cleaning'] })
  })

  test('has its price once they say which job it is', () => {
    const matter = offering()
    matter.hears(replyReceived('booking', { asksPrice: true }))
    matter.hears(replyReceived('question_other', { services: ['Drain cleaning'] }))
    expect(lastText(matter)).toMatchObject({ template: 'price_answer', services: ['Drain cleaning'] })
  })
})
