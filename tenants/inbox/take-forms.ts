import { ADS_FORM_TOLD_WITHIN_MS } from '../base/ads-limits.ts'
import { after, MINUTE_MS, type Instant } from '../base/clock.ts'
import { newId } from '../base/ids.ts'
import type { InboundEvent, LeadSubmitted } from '../providers/inbound.ts'
import { openAccount } from '../storage/ads-connection.ts'
import { loadCustomerByPhone, loadCustomersByEmail } from '../storage/customer-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { hasFilledForm, recordEvent } from '../storage/timeline-rows.ts'
import { accept } from './accept.ts'

/** As much of a page of the advertising account as is read here. */
type Found = { ads?: { page?: { read: { accountId: string }; forms: LeadSubmitted[] } } }

/**
 * Google does not tell again of a form when its message was lost, so forms are looked for in the account as well. One
 * that was found comes in by the door of the message, under the same key, so that whichever comes second is a repeat.
 */
export function takeForms(context: Context, { ads }: Found, now: Instant): void {
  const { db } = context
  const { read, forms = [] } = ads?.page ?? {}
  if (forms.length === 0 || openAccount(db)?.accountId !== read?.accountId) return
  // Asked of all of them before any is taken in, so that none of them stands in for another.
  const known = forms.map((form) => wasTold(context, form))
  const taken = forms.filter((form, place) => {
    const isKnown = known[place] === true
    const event: InboundEvent = isKnown ? { type: 'ignored', reason: 'told_before' } : form
    const provider = 'google_ads' as const
    const signal = { provider, deliveryKey: form.leadKey, receivedAt: now, traceId: newId('req'), event }
    return accept(context, signal, now) === 'accepted' && !isKnown
  })
  const fact = { type: 'forms_found' as const, forms: taken.length }
  if (taken.length > 0) recordEvent(db, { customerId: null, journeyId: null, fact }, now)
}

/**
 * That the account and the message name a form alike is likely and nowhere promised. The same person, known by a form
 * like it from about when it was filled in, has been heard: they are not to be texted for it again.
 */
function wasTold({ db }: Context, { phone, email, source, submittedAt }: LeadSubmitted): boolean {
  const byEmail = phone === null && email !== null ? loadCustomersByEmail(db, email) : []
  const people = phone === null ? byEmail : [loadCustomerByPhone(db, phone)]
  const span = { from: submittedAt - MINUTE_MS, until: after(submittedAt, ADS_FORM_TOLD_WITHIN_MS) }
  return people.some((person) => person !== null && hasFilledForm(db, person.customerId, source, span))
}
