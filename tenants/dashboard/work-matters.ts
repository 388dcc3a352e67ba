import type { Phone } from '../base/e164.ts'
import { describePhone } from '../base/phone.ts'
import type { UnendedVisit } from '../storage/agenda-rows.ts'
import type { UnpricedQuote } from '../storage/quote-rows.ts'
import type { Matter } from './matter.ts'

/** What visits and quotes want of the technician. Derived from their rows, so that it goes when it is dealt with. */

export function visitMatter({ appointmentId, customerId, name, phone, endsAt }: UnendedVisit): Matter {
  return {
    id: `visit_over:${appointmentId}`,
    customerId,
    entryId: null,
    journeyId: null,
    appointmentId,
    since: endsAt,
    wishedAt: null,
    who: nameOf(name, phone),
    need: { kind: 'visit_over' },
  }
}

/** A price nobody has set yet, whatever became of the conversation. */
export function quoteMatter({ quoteId, customerId, name, phone, description, since }: UnpricedQuote): Matter {
  return {
    id: `quote:${quoteId}`,
    customerId,
    entryId: null,
    journeyId: null,
    quoteId,
    since,
    wishedAt: null,
    who: nameOf(name, phone),
    need: { kind: 'quote', what: description },
  }
}

function nameOf(name: string | null, phone: Phone | null): string | null {
  return name ?? (phone === null ? null : describePhone(phone))
}
