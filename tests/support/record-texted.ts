import { HOUR_MS, MINUTE_MS, type Instant } from '../../tenants/base/clock.ts'
import { recordCustomer } from '../../tenants/storage/customer-rows.ts'
import { recordMessage } from '../../tenants/storage/message-rows.ts'
import type { Context } from '../../tenants/storage/tenant-rows.ts'

/** Writes down that so many callers were texted over the last weeks, and that every third replied. */
export function recordTexted({ db }: Pick<Context, 'db'>, count: number, now: Instant): void {
  for (let place = 0; place < count; place += 1) {
    const at = now - (place + 1) * 6 * HOUR_MS
    const caller = { phone: null, withheld: true, contactRef: null, language: 'en' as const }
    const { customerId } = recordCustomer(db, caller, at)
    const message = {
      ...{ customerId, audience: 'customer' as const, channel: 'sms' as const, fromAddress: null, toAddress: null },
      ...{ subject: null, body: 'x', errorCode: null, class: 'response', unprompted: false, segments: 1 },
      ...{ providerRef: null, entryId: null, episodeId: null, occasionedAt: null, sentAt: at },
    }
    const text = {
      ...message,
      direction: 'outbound' as const,
      status: 'sent',
      template: 'missed_call_text',
      label: null,
    }
    recordMessage(db, { ...text, createdAt: at })
    if (place % 3 > 0) continue
    const reply = { ...message, direction: 'inbound' as const, status: 'received', template: null, label: 'booking' }
    recordMessage(db, { ...reply, createdAt: at + MINUTE_MS })
  }
}
