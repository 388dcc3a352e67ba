import { expect, test } from 'vitest'
import type { TimelineFact } from './event.ts'
import { tickerKindOf } from './ticker-kind.ts'

const FACTS: [TimelineFact, ReturnType<typeof tickerKindOf>][] = [
  [{ type: 'call_missed', callId: 'cal_1', outcome: 'busy' }, 'missed_call'],
  [{ type: 'call_answered', callId: 'cal_1' }, null],
  [{ type: 'text_sent', messageId: 'msg_1', template: 'missed_call_text' }, 'texted'],
  [{ type: 'text_sent', messageId: 'msg_1', template: 'price_answer' }, 'answered'],
  [{ type: 'text_sent', messageId: 'msg_1', template: 'review_request' }, 'review_asked'],
  [{ type: 'text_sent', messageId: 'msg_1', template: 'amc_offer' }, 'contract_offered'],
  [{ type: 'text_sent', messageId: 'msg_1', template: 'amc_reminder' }, null],
  [{ type: 'text_planned', template: 'missed_call_text', dueAt: 1 }, null],
  [{ type: 'reply_received', messageId: 'msg_1', label: 'booking' }, 'replied'],
  [{ type: 'booking_confirmed', at: null }, 'booked'],
  [{ type: 'customer_opted_out', by: 'words' }, 'opted_out'],
  [{ type: 'text_undelivered', messageId: 'msg_1', code: '30003' }, 'message_failed'],
  [{ type: 'entry_dead', entryId: 'eff_1', provider: 'twilio', code: 'http_500' }, 'message_failed'],
  [{ type: 'emergency_told', danger: 'gas', isMore: false }, 'emergency'],
  [{ type: 'emergency_told', danger: 'gas', isMore: true }, null],
]

test.each(FACTS)('%o is %s', (fact, kind) => expect(tickerKindOf(fact)).toBe(kind))
