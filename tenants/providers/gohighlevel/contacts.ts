import * as v from 'valibot'
import type { CrmPort, Forgotten } from '../port.ts'
import { Id, mapAnswer, present } from './answers.ts'
import { Contact, contactOf } from './contact.ts'
import type { Ask } from './request.ts'

type ContactCalls = Pick<CrmPort, 'fetchContact' | 'upsertContact' | 'addNote' | 'forgetContact'>

export function contactCalls(ask: Ask, locationId: string): ContactCalls {
  return {
    async fetchContact(contactRef) {
      const path = `/contacts/${encodeURIComponent(contactRef)}`
      const answer = await ask({ product: 'contacts', method: 'GET', path }, v.object({ contact: Contact }))
      return mapAnswer(answer, ({ contact }) => contactOf(contact))
    },

    async upsertContact({ phone, email, name, source }) {
      // No `tags`: they would overwrite the contact's own.
      const body = { locationId, source, ...present({ phone, email, name }) }
      const call = { product: 'contacts', method: 'POST', path: '/contacts/upsert', body } as const
      return mapAnswer(await ask(call, v.object({ contact: Contact })), ({ contact }) => contactOf(contact))
    },

    async addNote(contactRef, body) {
      const path = `/contacts/${encodeURIComponent(contactRef)}/notes`
      const call = { product: 'contacts', method: 'POST', path, body: { body } } as const
      return mapAnswer(await ask(call, v.object({ note: v.object({ id: Id }) })), ({ note }) => ({ noteRef: note.id }))
    },

    forgetContact: (ref) => forget(ask, 'contacts', ref),
  }
}

/** Deletes one record. That it is not there any more is what was wanted. */
export async function forget(ask: Ask, product: 'contacts' | 'opportunities', ref: string): Promise<Forgotten> {
  const call = { product, method: 'DELETE', path: `/${product}/${encodeURIComponent(ref)}` } as const
  const answer = await ask(call, v.object({}))
  if (answer.kind === 'answered') return { kind: 'answered', value: 'deleted' }
  if (answer.kind === 'refused' && answer.code === 'http_404') return { kind: 'answered', value: 'gone' }
  return answer.kind === 'in_doubt' ? { kind: 'unavailable', code: answer.code, retryAfterMs: null } : answer
}
