import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Instant } from '../../base/clock.ts'
import { emailOrNull } from '../../base/email-address.ts'
import type { WebhookRefusal } from '../../base/errors.ts'
import { LEAD_ANSWERS_MAX, LEAD_WORDS_CHARS_MAX } from '../../base/limits.ts'
import { parsePhone } from '../../base/phone.ts'
import { fail, succeed, type Result } from '../../base/result.ts'
import type { Delivery, LeadSubmitted } from '../inbound.ts'

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
  const columns = form.user_column_data ?? []
  const find = (...ids: string[]): string | null => {
    for (const id of ids) {
      const value = columns.find(({ column_id }) => column_id === id)?.string_value?.trim()
      if (value) return value
    }
    return null
  }
  const given = find('PHONE_NUMBER', 'WORK_PHONE')
  const phone = parsePhone(given)
  const email = emailOrNull(find('EMAIL', 'WORK_EMAIL'))
  const names = [find('FIRST_NAME'), find('LAST_NAME')].filter((name) => name !== null)
  const name = find('FULL_NAME') ?? (names.length === 0 ? null : names.join(' '))
  const zip = /^\d{5}/.exec(find('POSTAL_CODE') ?? '')?.[0] ?? null
  const submittedAt = Date.parse(form.lead_submit_time ?? '')
  return {
    type: 'lead_submitted',
    source: 'google_ads',
    leadKey: form.lead_id,
    phone: phone.ok ? phone.value : null,
    phoneFault: phone.ok ? null : given === null ? 'phone_missing' : 'phone_unusable',
    email,
    name: name?.slice(0, 100) ?? null,
    zip,
    words: describeAnswers(form, phone.ok ? null : given),
    answers: answersAlone(form),
    language: null,
    // The form below an advertisement shows the words its owner wrote into it, which nobody tells us.
    consent: null,
    offers: null,
    attribution: attributionOf(form),
    isTest: form.is_test === true,
    submittedAt: Number.isNaN(submittedAt) ? now : submittedAt,
  }
}

const KNOWN = new Set(
  'FULL_NAME FIRST_NAME LAST_NAME EMAIL WORK_EMAIL PHONE_NUMBER WORK_PHONE POSTAL_CODE COUNTRY REGION'.split(' '),
)

/** What they answered to the form's own questions, and a number that only a person can make out. */
function describeAnswers(form: Form, unreadPhone: string | null): string {
  const answers = answersOf(form).map(({ question, value }) => (question === '' ? value : `${question}: ${value}`))
  const phone = unreadPhone === null ? [] : [`Phone: ${unreadPhone}`]
  return [...answers.slice(0, LEAD_ANSWERS_MAX), ...phone].join('\n').slice(0, LEAD_WORDS_CHARS_MAX)
}

/** The same as this person's own words: a yes needs its question to mean anything, and a no says that it is not so. */
function answersAlone(form: Form): string {
  const answers = answersOf(form).flatMap(({ id, question, value }) => {
    if (ABOUT_THEM.has(id) || NO_ALONE.test(value)) return []
    return [YES_ALONE.test(value) ? `${question} ${value}` : value]
  })
  return answers.slice(0, LEAD_ANSWERS_MAX).join('\n').slice(0, LEAD_WORDS_CHARS_MAX)
}

const ABOUT_THEM = new Set('STREET_ADDRESS CITY COMPANY_NAME JOB_TITLE'.split(' '))
const YES_ALONE = /^(?:yes|s[ií])\W*$/i
const NO_ALONE = /^(?:no|none|ninguno|ninguna|n\/a)\W*$/i

function answersOf({ user_column_data }: Form): { id: string; question: string; value: string }[] {
  return (user_column_data ?? []).flatMap(({ column_id: id, column_name, string_value }) => {
    const value = string_value?.trim() ?? ''
    return KNOWN.has(id) || value === '' ? [] : [{ id, question: (column_name ?? id).trim(), value }]
  })
}

function attributionOf({ campaign_id, adgroup_id, form_id, gcl_id }: Form): LeadSubmitted['attribution'] {
  const text = (id: string | number | null) => (id === null || String(id) === '0' ? null : String(id).slice(0, 200))
  const [campaign, adGroup, form, clickId] = [campaign_id, adgroup_id, form_id, gcl_id].map(text)
  return {
    ...(campaign ? { campaign } : {}),
    ...(adGroup ? { adGroup } : {}),
    ...(form ? { form } : {}),
    ...(clickId ? { clickId } : {}),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
