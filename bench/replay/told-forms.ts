import type { Attribution, LeadSubmitted } from '../../tenants/providers/inbound.ts'
import { textOf, type Copy, type Row } from './copy.ts'
import type { Deed, Span } from './deed.ts'

const RECEIVED = `json_extract(fact, '$.type') = 'lead_received' and at >= ? and at < ? order by seq`
const AGREED = `evidence like ? and given_at = ?`

/** Forms that were filled in: what they said stands as a message, and what was agreed to as consents. */
export function readForms(copy: Copy, { from, to }: Span): Deed[] {
  return copy.rowsOf('timeline', RECEIVED, from, to).map((row) => {
    const at = Number(row['at'])
    const customerId = String(row['customer_id'])
    const { source } = JSON.parse(String(row['fact'])) as { source: 'web' | 'google_ads' }
    const event = formOf(copy, customerId, source, at)
    return { at, customerId, kind: 'told', provider: source, key: event.leadKey, event }
  })
}

function formOf(copy: Copy, customerId: string, source: 'web' | 'google_ads', at: number): LeadSubmitted {
  const person = copy.people.get(customerId)
  const [words] = copy.rowsOf('messages', `customer_id = ? and channel = 'web' and created_at = ?`, customerId, at)
  const consents = copy.rowsOf('consents', `customer_id = ? and ${AGREED}`, customerId, `${source}:%`, at)
  const conversation = consents.find((row) => row['purpose'] === 'this_conversation')
  const evidence = String(conversation?.['evidence'] ?? words?.['provider_ref'] ?? `${source}:${customerId}:${at}`)
  const phone = (person?.phone ?? null) as LeadSubmitted['phone']
  return {
    type: 'lead_submitted',
    source,
    leadKey: evidence.slice(source.length + 1),
    phone,
    phoneFault: phone === null ? 'phone_missing' : null,
    email: textOf(person?.['email']),
    name: textOf(person?.['name']),
    zip: null,
    words: words?.['redacted_at'] === null ? String(words['body']) : '',
    language: person?.['language'] === 'es' ? 'es' : 'en',
    consent: consentOf(conversation),
    offers: textOf(consents.find((row) => row['purpose'] === 'offers')?.['wording']),
    attribution: attributionOf(copy, customerId, source, at),
    isTest: false,
    submittedAt: at,
  }
}

/** The words of the form stand above the person's own. */
function consentOf(row: Row | undefined): string | null {
  const [agreed = ''] = String(row?.['wording'] ?? '').split(/(?:^|\n)> /)
  return agreed === '' ? null : agreed
}

function attributionOf(copy: Copy, customerId: string, source: string, at: number): Attribution {
  const kept = `customer_id = ? and source = ? and created_at = ? and attribution is not null`
  const [lead] = copy.rowsOf('leads', kept, customerId, source, at)
  return lead ? (JSON.parse(String(lead['attribution'])) as Attribution) : {}
}
