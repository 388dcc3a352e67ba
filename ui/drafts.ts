import { signal, type Signal } from '@preact/signals'
import { recall, remember } from './memory.ts'

/** Whatever somebody has typed and not sent, a key for each field: it outlives a reload, sleep and signing in again. */

const drafts = new Map<string, Signal<string>>()

/** The draft under this key, such as `ten_…/cus_…/message`. Setting its value keeps it; empty forgets it. */
export function draftOf(key: string): Signal<string> {
  const known = drafts.get(key)
  if (known !== undefined) return known
  const draft = signal(recall(`draft.${key}`) ?? '')
  draft.subscribe((text) => remember(`draft.${key}`, text === '' ? null : text))
  drafts.set(key, draft)
  return draft
}
