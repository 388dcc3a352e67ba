import type { Composed } from '../storage/outbox-rows.ts'
import type { Matter } from './compose-message.ts'

/** Whether a model worded it. */
export function isModels({ variant }: Composed): boolean {
  return variant.startsWith('model@')
}

/** The same in our own words. */
export function withoutDraft(matter: Matter): Matter {
  if (matter.order.type !== 'send_sms') return matter
  const { drafted: _, ...order } = matter.order
  return { ...matter, order }
}
