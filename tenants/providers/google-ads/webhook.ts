import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Instant } from '../../base/clock.ts'
import type { WebhookRefusal } from '../../base/errors.ts'
import { fail, succeed, type Result } from '../../base/result.ts'
import type { Delivery, LeadSubmitted } from '../inbound.ts'
import { describeLead, type FilledForm } from './lead.ts'

/** What Google Ads posts when somebody fills in the form below an advertisement. */

const Line = v.optional(v.nullable(v.string()), null)
const Column = v.object({ column_id: v.optional(v.string(), ''), column_name: Line, string_value: Line })
const Id = v.optional(v.nullable(v.union([v.string(), v.number()])), null)

/** `object`, since Google asks that fields it adds are passed over. */
const LeadForm = v.object({
  lead_id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  google_key: v.optional(v.nullable(v.string()), ''),
  is_test: v.optional(v.nullable(v.boolean()), false),
  form_id: Id,
  campaign_id: Id,
  adgroup_id: Id,
  gcl_id: Line,
  lead_submit_time: Line,
  user_column_data: v.optional(v.nullable(v.pipe(v.array(Column), v.maxLength(100))), []),
})

/** Ids have up to 64 bits, of which `JSON.parse` keeps 53: they are made text before it sees them. */
const BARE_ID = /"(form_id|campaign_id|adgroup_id|creative_id|asset_group_id)"(\s*:\s*)(-?\d+)(?=\s*[,}])/g

/** The key is looked up by its digest, so that how long the search takes tells nothing about the key. */
export function digestLeadKey(key: string): string {
  return createHash('sha256').update('google ads lead key').update(key).digest('hex')
}

export function readLeadForm(text: string, now: Instant): Result<Delivery, WebhookRefusal> {
  const json = parse(text.replaceAll(BARE_ID, '"$1"$2"$3"'))
  const parsed = v.safeParse(LeadForm, json)
  if (!parsed.success) {
    const issues = parsed.issues.slice(0, 5).map((issue) => `${v.getDotPath(issue) ?? 'body'}: cannot be used`)
    return fail({ code: 'payload_invalid', issues })
  }
  const form = parsed.output
  const key = form.google_key ?? ''
  const address = { kind: 'lead_key' as const, digest: digestLeadKey(key) }
  // Google's own trial may come without the key. It proves nothing and leads to nothing.
  if (key === '' && form.is_test === true) {
    return succeed({ address, deliveryKey: form.lead_id, event: { type: 'ignored', reason: 'test_without_key' } })
  }
  if (key === '') return fail({ code: 'signature_missing' })
  return succeed({ address, deliveryKey: form.lead_id, event: readLead(form, now) })
}

type Form = v.InferOutput<typeof LeadForm>

function readLead(form: Form, now: Instant): LeadSubmitted {
  const submittedAt = Date.parse(form.lead_submit_time ?? '')
  return describeLead({
    leadKey: form.lead_id,
    answers: (form.user_column_data ?? []).flatMap(({ column_id: id, column_name: question, string_value }) => {
      return string_value === null ? [] : [{ id, question, value: string_value }]
    }),
    from: originOf(form),
    isTest: form.is_test === true,
    submittedAt: Number.isNaN(submittedAt) ? now : submittedAt,
  })
}

function originOf({ campaign_id, adgroup_id, form_id, gcl_id }: Form): FilledForm['from'] {
  const text = (id: string | number | null) => (id === null || String(id) === '0' ? null : String(id).slice(0, 200))
  const [campaign, adGroup, form, clickId] = [campaign_id, adgroup_id, form_id, gcl_id].map(text)
  return { campaign, adGroup, form, clickId }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
