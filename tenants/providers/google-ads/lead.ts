import { emailOrNull } from '../../base/email-address.ts'
import { LEAD_ANSWERS_MAX, LEAD_WORDS_CHARS_MAX } from '../../base/limits.ts'
import { parsePhone } from '../../base/phone.ts'
import type { Attribution, LeadSubmitted } from '../inbound.ts'

/** A form below an advertisement that somebody filled in, whether Google told of it or it was found in the account. */
export type FilledForm = {
  /** Google's id of the submission. */
  leadKey: string
  answers: readonly FormAnswer[]
  from: { [Name in 'campaign' | 'adGroup' | 'form' | 'clickId']: string | null | undefined }
  isTest: boolean
  /** Epoch milliseconds. */
  submittedAt: number
}

/** `id` is Google's word for what is asked, such as `PHONE_NUMBER`; questions of the form's own carry their words. */
export type FormAnswer = { id: string; question: string | null; value: string }

export function describeLead({ leadKey, answers, from, isTest, submittedAt }: FilledForm): LeadSubmitted {
  const given = answers.map((answer) => ({ ...answer, value: answer.value.trim() })).filter(({ value }) => value !== '')
  const find = (...ids: string[]) => ids.flatMap((id) => given.find((one) => one.id === id)?.value ?? [])[0] ?? null
  const number = find('PHONE_NUMBER', 'WORK_PHONE')
  const phone = parsePhone(number)
  // A number that only a person can make out.
  const unread = phone.ok || number === null ? [] : [`Phone: ${number}`]
  const names = [find('FIRST_NAME'), find('LAST_NAME')].filter((name) => name !== null)
  const own = given
    .filter(({ id }) => !KNOWN.has(id))
    .map(({ id, question, value }) => ({ id, question: (question ?? id).trim(), value }))
  return {
    type: 'lead_submitted',
    source: 'google_ads',
    leadKey,
    phone: phone.ok ? phone.value : null,
    phoneFault: phone.ok ? null : number === null ? 'phone_missing' : 'phone_unusable',
    email: emailOrNull(find('EMAIL', 'WORK_EMAIL')),
    name: (find('FULL_NAME') ?? names.join(' ')).slice(0, 100) || null,
    zip: /^\d{5}/.exec(find('POSTAL_CODE') ?? '')?.[0] ?? null,
    words: join([...own.map(spell).slice(0, LEAD_ANSWERS_MAX), ...unread]),
    answers: join(own.flatMap(hear).slice(0, LEAD_ANSWERS_MAX)),
    language: null,
    // The form below an advertisement shows the words its owner wrote into it, which nobody tells us.
    consent: null,
    offers: null,
    attribution: Object.fromEntries(Object.entries(from).filter(([, ref]) => ref)) as Attribution,
    isTest,
    submittedAt,
  }
}

const KNOWN = new Set(
  'FULL_NAME FIRST_NAME LAST_NAME EMAIL WORK_EMAIL PHONE_NUMBER WORK_PHONE POSTAL_CODE COUNTRY REGION'.split(' '),
)

type OwnAnswer = { id: string; question: string; value: string }

/** What people read: an answer to one of the form's own questions, with the question. */
function spell({ question, value }: OwnAnswer): string {
  return question === '' ? value : `${question}: ${value}`
}

/** The same as this person's own words: a yes needs its question to mean anything, and a no says that it is not so. */
function hear({ id, question, value }: OwnAnswer): string[] {
  if (ABOUT_THEM.has(id) || NO_ALONE.test(value)) return []
  return [YES_ALONE.test(value) ? `${question} ${value}` : value]
}

const ABOUT_THEM = new Set('STREET_ADDRESS CITY COMPANY_NAME JOB_TITLE'.split(' '))
const YES_ALONE = /^(?:yes|s[ií])\W*$/i
const NO_ALONE = /^(?:no|none|ninguno|ninguna|n\/a)\W*$/i

function join(lines: string[]): string {
  return lines.join('\n').slice(0, LEAD_WORDS_CHARS_MAX)
}
