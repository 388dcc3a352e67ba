import { describe, expect, test } from 'vitest'
import { callMissed, IDLE_MS, makeFacts, Matter, replyReceived } from '../../../tests/support/missed-call.ts'
import { DAY_MS, SECOND_MS } from '../../base/clock.ts'
import type { JourneyInput } from '../input.ts'

const OPT_OUT: JourneyInput = { type: 'opted_out', confirm: true }

/** How a matter gets into each status that somebody can opt out of. */
const WAYS: Record<string, (matter: Matter) => void> = {
  none: () => undefined,
  awaiting_text: (matter) => matter.hears(callMissed()),
  awaiting_reply: (matter) => matter.isTexted(),
  in_conversation: (matter) => {
    matter.isTexted()
    matter.hears(replyReceived('question_other'))
  },
  booking_wanted: (matter) => {
    matter.isTexted()
    matter.hears(replyReceived('booking'))
  },
  taken_over: (matter) => {
    matter.isTexted()
    matter.hears({ type: 'taken_over' })
  },
}

describe('opting out', () => {
  test.each(Object.keys(WAYS))('from %s ends the matter, takes back what is unsent and is confirmed once', (status) => {
    const matter = new Matter(makeFacts({ hasEmail: true }))
    WAYS[status]?.(matter)
    expect(matter.status).toBe(status)
    matter.effects.length = 0

    matter.learns({ optedOut: true })
    matter.hears(OPT_OUT)
    matter.passTime(30 * DAY_MS)
    matter.hears(OPT_OUT)
    expect(matter.status).toBe('closed: opted_out')
    expect(matter.effects.map((effect) => effect.type)).toEqual(['cancel_unsent', 'change_lead', 'send_sms'])
    expect(matter.texts).toEqual(['opt_out_confirmation'])
  })

  test.each(Object.keys(WAYS))('from %s is not confirmed where the carrier has done so', (status) => {
    const matter = new Matter()
    WAYS[status]?.(matter)
    matter.effects.length = 0
    matter.hears({ type: 'opted_out', confirm: false })
    expect(matter.texts).toEqual([])
    expect(matter.status).toBe('closed: opted_out')
  })

  test('and writing again later is heard and left to the technician', () => {
    const matter = new Matter(makeFacts({ optedOut: true }))
    matter.hears(replyReceived('booking', { asksIfBot: true }))
    expect(matter.texts).toEqual([])
    expect(matter.notices).toEqual(['booking_wanted: opted_out'])
    matter.hears(replyReceived('price_question', { services: ['Drain cleaning'] }))
    expect(matter.texts).toEqual([])
    expect(matter.notices).toEqual(['booking_wanted: opted_out', 'question_asked: opted_out'])
    expect(matter.events).not.toContain('price_answered')
  })

  test('keeps safety words from a phone that wants no texts, and the visit is noted', () => {
    const matter = new Matter(makeFacts({ optedOut: true }))
    matter.hears(replyReceived('question_other', { emergency: 'gas' }))
    expect(matter.texts).toEqual([])
    expect(matter.notices).toEqual([])
    expect(matter.status).toBe('booking_wanted')
  })
})

describe('a technician who takes the conversation over', () => {
  test('before the text has left keeps it from leaving', () => {
    const matter = new Matter()
    matter.hears(callMissed())
    matter.hears({ type: 'taken_over' })
    matter.passTime(DAY_MS)
    expect(matter.texts).toEqual([])
    expect(matter.count('cancel_unsent')).toBe(1)
  })

  test('hears every word of the customer, and the automation says none', () => {
    const matter = new Matter()
    matter.isTexted()
    matter.hears({ type: 'taken_over' })
    matter.effects.length = 0
    matter.hears(replyReceived('price_question', { services: ['Drain cleaning'] }))
    matter.hears(replyReceived('booking'))
    matter.hears(replyReceived('question_other', { asksIfBot: true }))
    expect(matter.texts).toEqual([])
    expect(matter.notices).toEqual(['wrote_while_taken_over', 'wrote_while_taken_over', 'wrote_while_taken_over'])
  })

  test('by simply writing sends those words and silences the automation', () => {
    const matter = new Matter()
    matter.isTexted()
    matter.hears({ type: 'human_wrote', text: 'This is Mike, I can be there at 5.' })
    expect(matter.effects.at(-1)).toMatchObject({
      template: 'human_text',
      text: 'This is Mike, I can be there at 5.',
      unprompted: false,
    })
    expect(matter.status).toBe('taken_over')
    matter.hears({ type: 'human_wrote', text: 'Or at 6.' })
    expect(matter.texts).toEqual(['missed_call_text', 'human_text', 'human_text'])
  })

  test('and hands it back lets the automation answer again', () => {
    const matter = new Matter()
    matter.isTexted()
    matter.hears({ type: 'taken_over' })
    matter.hears({ type: 'handed_back' })
    matter.hears(replyReceived('price_question', { services: ['Drain cleaning'] }))
    expect(matter.status).toBe('in_conversation')
    expect(matter.texts).toEqual(['missed_call_text', 'price_answer'])
  })

  test('and hands a wanted visit back does not turn it into a lost lead', () => {
    const matter = new Matter()
    matter.isTexted()
    matter.hears(replyReceived('booking'))
    matter.hears({ type: 'human_wrote', text: 'See you at 9.' })
    matter.hears({ type: 'handed_back' })
    expect(matter.status).toBe('booking_wanted')
    matter.passTime(IDLE_MS)
    expect(matter.status).toBe('closed: visit_wanted')
    expect(matter.leadStatuses).not.toContain('lost')
  })

  test('and forgets it ends it as taken over, three days after the last word', () => {
    const matter = new Matter()
    matter.isTexted()
    matter.hears({ type: 'taken_over' })
    matter.passTime(2 * DAY_MS)
    matter.hears({ type: 'human_wrote', text: 'Are you still there?' })
    matter.passTime(2 * DAY_MS)
    expect(matter.status).toBe('taken_over')
    matter.passTime(DAY_MS)
    expect(matter.status).toBe('closed: taken_over')
    expect(matter.leadStatuses).not.toContain('lost')
  })

  test('hears of further calls, not too often', () => {
    const matter = new Matter()
    matter.isTexted()
    matter.hears({ type: 'taken_over' })
    matter.hears(callMissed(matter.now))
    matter.passTime(SECOND_MS)
    matter.hears(callMissed(matter.now))
    expect(matter.notices).toEqual(['called_again'])
  })
})
