import * as v from 'valibot'
import { SlotView } from '../../tenants/contract/booking.ts'

/** Answers that are made of several things. */

/** `next` is the `after` of the page that follows, null on the last. */
export function pageOf<S extends v.GenericSchema>(item: S) {
  return v.object({ items: v.array(item), next: v.nullable(v.string()) })
}

export const SlotsAnswer = v.object({ items: v.array(SlotView) })

/** The entry of the outbox under which a text goes out. */
export const WrittenAnswer = v.object({ entryId: v.string() })
