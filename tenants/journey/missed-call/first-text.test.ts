import { describe, expect, test } from 'vitest'
import { CALLED_AT, callMissed, IDLE_MS, makeFacts, Matter, POLICY } from '../../../tests/support/missed-call.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../base/clock.ts'

describe('a missed call', () => {
  test('is texted 20 seconds after it ended, with the call it answers and the hour it loses its sense', () => {
    const matter = new Matter()
    matter.hears(callMissed())
    matter.passTime(19_999)
    expect(matter.texts).toEqual([])
    matter.passTime(1)
    expect(matter.texts).toEqual(['missed_call_text'])
    expect(matter.effects.find((effect) => effect.type === 'send_sms')).toMatchObject({
      class: 'response',
      unprompted: true,
      occasionedAt: CALLED_AT,
      usefulUntil: CALLED_AT + 2 * HOUR_MS,
    })
  })

  test('whose webhook came late is texted at once', () => {
    const matter = new Matter()
    matter.now = CALLED_AT + 25 * SECOND_MS
    matter.hears(callMissed())
    matter.passTime(0)
    expect(matter.texts).toEqual(['missed_call_text'])
    expect(matter.status).toBe('awaiting_reply')
  })

  test('whose webhook came a minute before it makes no sense any more is still texted', () => {
    const matter = new Matter()
    matter.now = CALLED_AT + POLICY.staleAfterMs
    matter.hears(callMissed())
    matter.passTime(0)
    expect(matter.texts).toEqual(['missed_call_text'])
  })

  test('that is too old is told to the technician and not texted', () => {
    const matter = new Matter()
    matter.now = CALLED_AT + POLICY.staleAfterMs + 1
    matter.hears(callMissed())
    expect(matter.status).toBe('closed: too_old')
    expect(matter.notices).toEqual(['call_too_old'])
    expect(matter.leadStatuses).toEqual(['new'])
    expect(matter.texts).toEqual([])
  })

  test('whose timer fires only after a long outage is told to the technician and not texted', () => {
    const matter = new Matter()
    matter.hears(callMissed())
    matter.now = CALLED_AT + POLICY.staleAfterMs + 1
    matter.hears({ type: 'text_due' })
    expect(matter.status).toBe('closed: too_old')
    expect(matter.notices).toEqual(['call_too_old'])
  })

  test('is texted once, however often they call', () => {
    const matter = new Matter()
    for (let redials = 0; redials < 5; redials += 1) {
      matter.hears(callMissed(matter.now))
      matter.passTime(3 * SECOND_MS)
    }
    matter.passTime(5 * SECOND_MS)
    matter.hears({ type: 'text_sent', template: 'missed_call_text' })
    matter.hears(callMissed(matter.now))
    matter.passTime(MINUTE_MS)
    expect(matter.texts).toEqual(['missed_call_text'])
    expect(matter.state).toMatchObject({ status: 'awaiting_reply', episode: { firstCallId: 'cal_1', callCount: 6 } })
  })

  test('is not texted when a person picks up the next call in time', () => {
    const matter = new Matter()
    matter.hears(callMissed())
    matter.passTime(10 * SECOND_MS)
    matter.hears({ type: 'call_answered', callId: 'cal_2', endedAt: matter.now })
    matter.passTime(IDLE_MS)
    expect(matter.texts).toEqual([])
    expect(matter.status).toBe('closed: answered')
    expect(matter.events).toContain('text_cancelled')
  })

  test('takes back what has not left when a person picks up after the text was ordered', () => {
    const matter = new Matter()
    matter.isTexted()
    matter.hears({ type: 'call_answered', callId: 'cal_2', endedAt: matter.now })
    expect(matter.count('cancel_unsent')).toBe(1)
    expect(matter.status).toBe('closed: answered')
  })

  test.each(['awaiting_text', 'awaiting_reply'])('stands while %s, when the answered call came before it', (status) => {
    const matter = new Matter()
    if (status === 'awaiting_reply') matter.isTexted()
    else matter.hears(callMissed())
    const decision = matter.hears({ type: 'call_answered', callId: 'cal_0', endedAt: CALLED_AT - MINUTE_MS })
    expect(decision).toEqual({ kind: 'ignored', reason: 'answered_before_the_missed_call' })
    expect(matter.status).toBe(status)
  })

  test('moves to the other journey when two records turn out to be one person', () => {
    const matter = new Matter(makeFacts({ hasPhone: false, lookUpPending: true }))
    matter.hears(callMissed())
    matter.hears({ type: 'contact_merged' })
    matter.passTime(IDLE_MS)
    expect(matter.status).toBe('closed: merged')
    expect(matter.texts).toEqual([])
  })
})

describe('a caller who cannot be texted', () => {
  test.each(['21211', '21614', '30005', '30006', 'landline'])(
    '(%s) and has no e-mail address is for the technician to call',
    (code) => {
      const matter = new Matter()
      matter.isTexted()
      matter.hears({ type: 'text_failed', template: 'missed_call_text', code })
      expect(matter.notices).toEqual([`caller_unreachable: ${code}`])
      expect(matter.status).toBe('closed: unreachable')
    },
  )

  test('but has an e-mail address gets the e-mail after five minutes all the same', () => {
    const matter = new Matter(makeFacts({ hasEmail: true }))
    matter.isTexted()
    matter.hears({ type: 'text_failed', template: 'missed_call_text', code: '30006' })
    expect(matter.notices).toEqual(['caller_unreachable: 30006'])
    matter.passTime(5 * MINUTE_MS)
    expect(matter.count('send_email')).toBe(1)
  })

  test('for another cause is told once: silence says nothing new', () => {
    const matter = new Matter()
    matter.isTexted()
    matter.hears({ type: 'text_failed', template: 'missed_call_text', code: '30007' })
    matter.passTime(HOUR_MS)
    expect(matter.notices).toEqual(['text_failed: 30007'])
    expect(matter.status).toBe('awaiting_reply')
  })

  test('because they opted out at the carrier is let go', () => {
    const matter = new Matter()
    matter.isTexted()
    matter.learns({ optedOut: true })
    matter.hears({ type: 'text_failed', template: 'missed_call_text', code: '21610' })
    expect(matter.notices).toEqual(['caller_opted_out'])
    expect(matter.status).toBe('closed: opted_out')
  })

  test('because they opted out long ago is told to the technician', () => {
    const matter = new Matter(makeFacts({ optedOut: true }))
    matter.hears(callMissed())
    expect(matter.notices).toEqual(['caller_opted_out'])
    expect(matter.status).toBe('closed: opted_out')
    expect(matter.texts).toEqual([])
  })

  test('because they hid their number is told to the technician at once', () => {
    const matter = new Matter(makeFacts({ hasPhone: false, withheld: true }))
    matter.hears(callMissed())
    expect(matter.notices).toEqual(['caller_hidden'])
    expect(matter.status).toBe('closed: unreachable')
  })

  test('because the business cannot text yet is told at once, and e-mailed where an address is known', () => {
    const matter = new Matter(makeFacts({ hasEmail: true }, { canText: false }))
    matter.hears(callMissed())
    expect(matter.notices).toEqual(['text_failed: texting_off'])
    matter.passTime(5 * MINUTE_MS)
    expect(matter.count('send_email')).toBe(1)
    expect(matter.texts).toEqual([])
  })

  test('because the business cannot text yet, and whose address is unknown, is told once and waited for', () => {
    const matter = new Matter(makeFacts({}, { canText: false }))
    matter.hears(callMissed())
    matter.passTime(HOUR_MS)
    expect(matter.notices).toEqual(['text_failed: texting_off'])
    matter.passTime(IDLE_MS)
    expect(matter.status).toBe('closed: no_reply')
  })
})

describe('a caller whose number must be looked up', () => {
  function lookedUp(): Matter {
    const matter = new Matter(makeFacts({ hasPhone: false, lookUpPending: true }))
    matter.hears(callMissed())
    return matter
  }

  test('is held back like any other once the number turns out to be bait', () => {
    const matter = lookedUp()
    matter.learns({ hasPhone: true, lookUpPending: false, holdReason: 'wangiri' })
    matter.hears({ type: 'contact_found' })
    matter.passTime(HOUR_MS)
    expect([matter.status, matter.texts, matter.notices]).toEqual(['closed: held_back', [], []])
    expect(matter.count('hold_back')).toBe(1)
  })

  test('is looked up first and texted when the time has come', () => {
    const matter = lookedUp()
    expect(matter.count('look_up_contact')).toBe(1)
    matter.passTime(2 * SECOND_MS)
    matter.learns({ hasPhone: true, lookUpPending: false })
    matter.hears({ type: 'contact_found' })
    expect(matter.texts).toEqual([])
    matter.passTime(18 * SECOND_MS)
    expect(matter.texts).toEqual(['missed_call_text'])
    expect(matter.notices).toEqual([])
  })

  test('and is found between the planned time and the deadline is texted in that moment', () => {
    const matter = lookedUp()
    matter.passTime(25 * SECOND_MS)
    matter.learns({ hasPhone: true, lookUpPending: false })
    matter.hears({ type: 'contact_found' })
    expect(matter.texts).toEqual(['missed_call_text'])
    matter.hears({ type: 'text_sent', template: 'missed_call_text' })
    matter.passTime(30 * SECOND_MS)
    expect(matter.texts).toHaveLength(1)
    expect(matter.notices).toEqual([])
  })

  test('is looked up also while texting is off, so that the technician can call back', () => {
    const matter = new Matter(makeFacts({ hasPhone: false, lookUpPending: true }, { canText: false }))
    matter.hears(callMissed())
    expect(matter.effects.map(({ type }) => type)).toContain('look_up_contact')
    expect(matter.notices).toEqual([])
    matter.learns({ hasPhone: true, lookUpPending: false })
    matter.hears({ type: 'contact_found' })
    matter.passTime(20 * SECOND_MS)
    matter.hears({ type: 'text_failed', template: 'missed_call_text', code: 'texting_off' })
    expect(matter.notices).toEqual(['text_failed: texting_off'])
  })

  test('whose text was ordered and has not left by the deadline is told to the technician, once', () => {
    const matter = new Matter()
    matter.hears(callMissed())
    matter.passTime(28_499)
    expect(matter.texts).toEqual(['missed_call_text'])
    expect(matter.notices).toEqual([])
    matter.passTime(1)
    expect(matter.notices).toEqual(['text_failed: overdue'])
    matter.passTime(MINUTE_MS)
    expect(matter.notices).toHaveLength(1)
  })

  test('whose text waits is not said to be silent; silence is counted from the text', () => {
    const matter = new Matter()
    matter.hears(callMissed())
    matter.passTime(10 * MINUTE_MS)
    expect(matter.notices).toEqual(['text_failed: overdue'])
    matter.hears({ type: 'text_sent', template: 'missed_call_text' })
    matter.passTime(POLICY.emailAfterMs - 1)
    expect(matter.notices).toHaveLength(1)
    matter.passTime(1)
    expect(matter.notices.slice(1)).toEqual(['no_reply'])
  })

  test('whose text is refused is told to the technician then, and not once more at the deadline', () => {
    const matter = new Matter()
    matter.hears(callMissed())
    matter.passTime(21 * SECOND_MS)
    matter.hears({ type: 'text_failed', template: 'missed_call_text', code: '21408' })
    matter.passTime(MINUTE_MS)
    expect(matter.notices).toEqual(['text_failed: 21408'])
  })

  test('over the deadline is told to the technician, once, and still texted when found', () => {
    const matter = lookedUp()
    matter.passTime(28_499)
    expect(matter.notices).toEqual([])
    matter.passTime(1)
    expect(matter.notices).toEqual(['caller_hidden: look_up_pending'])
    matter.passTime(10 * MINUTE_MS)
    matter.learns({ hasPhone: true, lookUpPending: false })
    matter.hears({ type: 'contact_found' })
    expect(matter.texts).toEqual(['missed_call_text'])
    expect(matter.notices).toHaveLength(1)
  })

  test('and is never found is let go when a text would make no sense any more', () => {
    const matter = lookedUp()
    matter.passTime(POLICY.staleAfterMs + 1)
    expect(matter.status).toBe('closed: too_old')
    expect(matter.notices).toEqual(['caller_hidden: look_up_pending', 'call_too_old'])
  })

  test('and does not exist is told to the technician at once', () => {
    const matter = lookedUp()
    matter.passTime(2 * SECOND_MS)
    matter.learns({ lookUpPending: false })
    matter.hears({ type: 'contact_missing', code: 'not_found' })
    expect(matter.status).toBe('closed: unreachable')
    expect(matter.notices).toEqual(['caller_hidden: not_found'])
  })

  test('and turns out to have opted out is not texted', () => {
    const matter = lookedUp()
    matter.learns({ hasPhone: true, lookUpPending: false, optedOut: true })
    matter.hears({ type: 'contact_found' })
    expect(matter.status).toBe('closed: opted_out')
    expect(matter.notices).toEqual(['caller_opted_out'])
  })

  test('and has an e-mail address but no number is told at once and e-mailed after five minutes', () => {
    const matter = lookedUp()
    matter.passTime(2 * SECOND_MS)
    matter.learns({ lookUpPending: false, hasEmail: true })
    matter.hears({ type: 'contact_found' })
    expect(matter.notices).toEqual(['caller_hidden'])
    matter.passTime(5 * MINUTE_MS)
    expect(matter.count('send_email')).toBe(1)
    expect(matter.texts).toEqual([])
  })

  test('and has an address in the CRM but no number is e-mailed, whichever way we hear of it', () => {
    const matter = lookedUp()
    matter.learns({ lookUpPending: false, hasEmail: true })
    matter.hears({ type: 'contact_missing', code: 'no_phone' })
    expect(matter.notices).toEqual(['caller_hidden: no_phone'])
    expect(matter.events).toContain('contact_missing')
    matter.passTime(5 * MINUTE_MS)
    expect(matter.count('send_email')).toBe(1)
  })

  test('and has neither number nor address is told at once and let go', () => {
    const matter = lookedUp()
    matter.learns({ lookUpPending: false })
    matter.hears({ type: 'contact_found' })
    expect(matter.status).toBe('closed: unreachable')
    expect(matter.notices).toEqual(['caller_hidden'])
  })
})

describe('silence after the text', () => {
  test('of five minutes from the moment the text left brings an e-mail where an address is known', () => {
    const matter = new Matter(makeFacts({ hasEmail: true }))
    matter.hears(callMissed())
    matter.passTime(20 * SECOND_MS)
    matter.passTime(3 * SECOND_MS)
    matter.hears({ type: 'text_sent', template: 'missed_call_text' })
    matter.passTime(5 * MINUTE_MS - 1)
    expect(matter.count('send_email')).toBe(0)
    matter.passTime(1)
    expect(matter.count('send_email')).toBe(1)
    expect(matter.notices).toEqual([])
  })

  test('is told to the technician where no address is known', () => {
    const matter = new Matter()
    matter.isTexted()
    matter.passTime(5 * MINUTE_MS)
    expect(matter.notices).toEqual(['no_reply'])
    expect(matter.count('send_email')).toBe(0)
  })

  test('is told to the technician when the e-mail does not arrive', () => {
    const matter = new Matter(makeFacts({ hasEmail: true }))
    matter.isTexted()
    matter.passTime(5 * MINUTE_MS)
    matter.hears({ type: 'email_failed', template: 'missed_call_email', code: 'bounced' })
    expect(matter.notices).toEqual(['no_reply: bounced'])
  })

  test('never brings a second e-mail', () => {
    const matter = new Matter(makeFacts({ hasEmail: true }))
    matter.isTexted()
    matter.passTime(5 * MINUTE_MS)
    matter.hears({ type: 'text_sent', template: 'missed_call_text' })
    matter.passTime(5 * MINUTE_MS)
    expect(matter.count('send_email')).toBe(1)
  })

  test('of three days ends the matter as lost', () => {
    const matter = new Matter()
    matter.isTexted()
    matter.passTime(IDLE_MS - 1)
    expect(matter.status).toBe('awaiting_reply')
    matter.passTime(1)
    expect(matter.status).toBe('closed: no_reply')
    expect(matter.leadStatuses).toEqual(['new', 'contacted', 'lost'])
  })
})
