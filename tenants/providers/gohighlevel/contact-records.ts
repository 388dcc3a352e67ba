import * as v from 'valibot'
import type { CrmRecords } from '../crm-port.ts'
import type { Answer } from '../port.ts'
import { Id, mapAnswer, present, query } from './answers.ts'
import { Contact, contactOf } from './contact.ts'
import type { Ask, Call } from './request.ts'

const Tags = v.object({ tags: v.nullish(v.array(v.string())) })

type Calls = Pick<CrmRecords, 'findContact' | 'markContact' | 'writeAddress' | 'listNotes'>

/** What is known of a contact beyond its name: whether it is there, its tags, do-not-disturb, and its notes. */
export function contactRecordCalls(ask: Ask, locationId: string): Calls {
  return {
    async findContact(phone) {
      const path = `/contacts/search/duplicate?${query({ locationId, number: phone })}`
      const answer = await ask({ product: 'contacts', method: 'GET', path }, v.object({ contact: v.nullish(Contact) }))
      return mapAnswer(answer, ({ contact }) => (contact ? contactOf(contact) : null))
    },

    async markContact(contactRef, { addTags, dropTags, wantsNoTexts }) {
      const path = `/contacts/${encodeURIComponent(contactRef)}`
      const dnd = wantsNoTexts === null ? null : { SMS: { status: wantsNoTexts ? 'active' : 'inactive' } }
      const calls: Call[] = [
        ...(addTags.length > 0 ? [tagCall('POST', path, addTags)] : []),
        ...(dropTags.length > 0 ? [tagCall('DELETE', path, dropTags)] : []),
        // Where the mark for everything stands, the one for texts alone would leave it as it is.
        ...(dnd === null
          ? []
          : [
              {
                product: 'contacts' as const,
                method: 'PUT' as const,
                path,
                body: { dndSettings: dnd, ...(wantsNoTexts ? {} : { dnd: false }) },
              },
            ]),
      ]
      for (const call of calls) {
        const answer: Answer<unknown> = await ask(call, call.method === 'PUT' ? v.object({}) : Tags)
        if (answer.kind !== 'answered') return answer
      }
      return { kind: 'answered', value: { contactRef } }
    },

    async writeAddress(contactRef, parts) {
      const path = `/contacts/${encodeURIComponent(contactRef)}`
      const call = { product: 'contacts', method: 'PUT', path, body: present(parts) } as const
      return mapAnswer(await ask(call, v.object({})), () => ({ contactRef }))
    },

    async listNotes(contactRef) {
      const path = `/contacts/${encodeURIComponent(contactRef)}/notes`
      const Notes = v.object({ notes: v.array(v.object({ id: Id, body: v.fallback(v.string(), '') })) })
      const answer = await ask({ product: 'contacts', method: 'GET', path }, Notes)
      return mapAnswer(answer, ({ notes }) => notes.map(({ id, body }) => ({ noteRef: id, body })))
    },
  }
}

function tagCall(method: 'POST' | 'DELETE', path: string, tags: string[]): Call {
  return { product: 'contacts', method, path: `${path}/tags`, body: { tags } }
}
