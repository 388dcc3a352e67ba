import type { Instant } from './base/clock.ts'
import type { WebhookOrder } from './journey/webhook-order.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import { changeEndpoint, loadEndpoints } from './storage/webhook-rows.ts'

/** What the end of a delivery says of the program that was to be told. */

/** It listens, so whatever was amiss with it is over. */
export function noteTold({ db }: Context, { webhookId }: WebhookOrder): void {
  const endpoint = loadEndpoints(db).find(({ id }) => id === webhookId)
  if (endpoint && endpoint.failingSince !== null) changeEndpoint(db, webhookId, { failingSince: null })
}

/** Every try was in vain. The first such says so on the timeline; who said that they want no more is asked no more. */
export function noteUntold({ db }: Context, { webhookId }: WebhookOrder, code: string, now: Instant): void {
  const endpoint = loadEndpoints(db).find(({ id }) => id === webhookId)
  if (!endpoint) return
  const isOver = code === 'http_410'
  if (endpoint.failingSince === null && (endpoint.isOn || isOver)) {
    const fact = { type: 'webhook_failing' as const, host: new URL(endpoint.url).hostname, code }
    recordEvent(db, { customerId: null, journeyId: null, fact }, now)
  }
  changeEndpoint(db, webhookId, { failingSince: endpoint.failingSince ?? now, ...(isOver ? { isOn: false } : {}) })
}
