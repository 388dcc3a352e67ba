import { describe, expect, test } from 'vitest'
import { describeEvent } from './describe.ts'
import type { TimelineFact } from './event.ts'

/** One of each fact, and what the technician reads. A fact that joins the union needs a row here. */
const FACTS: { [T in TimelineFact['type']]: [Extract<TimelineFact, { type: T }>, string] } = {
  call_missed: [{ type: 'call_missed', callId: 'cal_1', outcome: 'voicemail' }, 'Missed a call: it went to voicemail.'],
  call_answered: [{ type: 'call_answered', callId: 'cal_1' }, 'The caller was answered.'],
  call_repeated: [{ type: 'call_repeated', callId: 'cal_1' }, 'They called again and were missed again.'],
  contact_found: [{ type: 'contact_found', hasEmail: true }, 'Found who called, with an e-mail address.'],
  contact_missing: [
    { type: 'contact_missing', code: 'no_phone' },
    'Could not find out who called: the contact has no phone number.',
  ],
  text_planned: [{ type: 'text_planned', template: 'missed_call_text', dueAt: 0 }, 'Planned the missed-call text.'],
  text_cancelled: [
    { type: 'text_cancelled', reason: 'customer_wrote' },
    'Took back what had not been sent: the customer wrote first.',
  ],
  text_sent: [{ type: 'text_sent', messageId: 'msg_1', template: 'price_answer' }, 'Sent the price answer.'],
  text_held: [
    { type: 'text_held', template: 'human_text', code: 'quiet_hours', until: 0 },
    'Held your text for later: it is too early or too late in their day.',
  ],
  text_refused: [
    { type: 'text_refused', template: 'missed_call_text', code: 'suppressed' },
    'Did not send the missed-call text: they opted out.',
  ],
  text_delivered: [{ type: 'text_delivered', messageId: 'msg_1' }, 'The text arrived.'],
  text_undelivered: [
    { type: 'text_undelivered', messageId: 'msg_1', code: '30006' },
    'The text did not arrive: the number is a landline.',
  ],
  email_sent: [
    { type: 'email_sent', messageId: 'msg_1', template: 'missed_call_email' },
    'Sent the missed-call e-mail.',
  ],
  email_refused: [
    { type: 'email_refused', template: 'missed_call_email', code: 'something_new' },
    'Did not send the missed-call e-mail: code something_new.',
  ],
  email_bounced: [{ type: 'email_bounced', messageId: 'msg_1' }, 'The e-mail did not arrive.'],
  reply_received: [
    { type: 'reply_received', messageId: 'msg_1', label: 'price_question' },
    'The customer wrote: a question about a price.',
  ],
  customer_opted_out: [{ type: 'customer_opted_out', by: 'words' }, 'The customer asked for no more texts.'],
  customer_opted_in_again: [{ type: 'customer_opted_in_again' }, 'The customer wants to get texts again.'],
  price_answered: [
    { type: 'price_answered', services: ['Drain cleaning', 'Toilet repair'] },
    'Answered with prices: Drain cleaning, Toilet repair.',
  ],
  booking_wanted: [{ type: 'booking_wanted', wishedAt: 0 }, 'The customer wants a visit and named a time.'],
  technician_told: [{ type: 'technician_told', reason: 'emergency' }, 'Told you about an emergency.'],
  lead_changed: [{ type: 'lead_changed', status: 'booked' }, 'The lead is now booked.'],
  crm_synced: [{ type: 'crm_synced', opportunityRef: 'opp_1' }, 'Wrote the lead to GoHighLevel.'],
  taken_over: [{ type: 'taken_over' }, 'You took the conversation over.'],
  handed_back: [{ type: 'handed_back' }, 'You handed the conversation back.'],
  human_wrote: [{ type: 'human_wrote', messageId: 'msg_1' }, 'You wrote to the customer.'],
  entry_in_doubt: [
    { type: 'entry_in_doubt', entryId: 'eff_1', provider: 'twilio' },
    'Cannot tell whether the text provider acted, so nothing was repeated. Please check.',
  ],
  entry_dead: [
    { type: 'entry_dead', entryId: 'eff_1', provider: 'gohighlevel', code: 'timeout' },
    'Gave up on GoHighLevel: the provider did not answer. You can try again.',
  ],
  journey_closed: [{ type: 'journey_closed', outcome: 'booked' }, 'Closed: the customer wants a visit.'],
}

describe('the timeline says', () => {
  test.each(Object.entries(FACTS))('what %s means', (type, [fact, sentence]) => {
    expect(fact.type).toBe(type)
    expect(describeEvent(fact)).toBe(sentence)
  })

  test('something sensible of labels, templates, outcomes and providers it has not met', () => {
    expect(describeEvent({ type: 'reply_received', messageId: 'msg_1', label: 'new' })).toBe(
      'The customer wrote: a text.',
    )
    expect(describeEvent({ type: 'text_sent', messageId: 'msg_1', template: 'new' })).toBe('Sent a message.')
    expect(describeEvent({ type: 'journey_closed', outcome: 'new' })).toBe('Closed.')
    expect(describeEvent({ type: 'entry_dead', entryId: 'eff_1', provider: 'new', code: 'constructor' })).toBe(
      'Gave up on a provider: code constructor. You can try again.',
    )
  })
})
