import type { MarketLead } from './outcomes.ts'
import { hash, hashText } from './random.ts'

/** A form that was filled in below an advertisement, as `lead_form_submission_data` has it. */
export type FilledForm = {
  /** Of the submission; what is posted of it names it by the same. */
  id: string
  gclid: string
  /** "YYYY-MM-DD HH:MM:SS±HH:MM", in the account's zone. */
  at: string
  campaignRef: string
  adGroupRef: string
  adRef: string | null
  fields: { fieldType: string; fieldValue: string }[]
  ownFields: { questionText: string; fieldValue: string }[]
}

/** The person behind a form, whom both the form's data and a hash of theirs have to name alike. */
export function personOf(gclid: string) {
  const number = hashText(gclid) >>> 0
  const first = ['Ann', 'Ben', 'Carla', 'Dan', 'Elena', 'Frank', 'Grace', 'Hugo'][number % 8] ?? 'Ann'
  const last = ['Lee', 'Ortiz', 'Price', 'Reyes', 'Stone', 'Tran'][hash(number, 1) % 6] ?? 'Lee'
  return {
    name: `${first} ${last}`,
    email: `${first}.${last}.${number.toString(36)}@example.com`.toLowerCase(),
    // Only a hundred numbers are kept for fiction in each area.
    phone: `+1${200 + (hash(number, 2) % 700)}55501${String(hash(number, 3) % 100).padStart(2, '0')}`,
  }
}

export function submissionId(gclid: string): string {
  return `${hash(hashText(gclid), 4)}${hash(hashText(gclid), 5)}`
}

export const OWN_QUESTION = 'What do you need done?'

/** What somebody of the market wrote into the form. */
export function formOf(lead: MarketLead, timeZone: string): FilledForm {
  const { gclid, campaignRef, adGroupRef, adRef, searchTerm } = lead
  const { name, email, phone } = personOf(gclid)
  return {
    ...{ id: submissionId(gclid), gclid, at: withOffset(lead.at, timeZone), campaignRef, adGroupRef, adRef },
    fields: [
      { fieldType: 'FULL_NAME', fieldValue: name },
      { fieldType: 'PHONE_NUMBER', fieldValue: phone },
      { fieldType: 'EMAIL', fieldValue: email },
    ],
    ownFields: [{ questionText: OWN_QUESTION, fieldValue: searchTerm }],
  }
}

/** An instant on the wall of a zone, with how far that is from UTC. */
export function momentIn(timeZone: string, at: number): string {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'medium' } as const
  return `${new Intl.DateTimeFormat('sv-SE', options).format(at)}${offsetAt(timeZone, at)}`
}

function withOffset(local: string, timeZone: string): string {
  const asUtc = Date.parse(`${local.replace(' ', 'T')}Z`)
  const near = Date.parse(`${local.replace(' ', 'T')}${offsetAt(timeZone, asUtc)}`)
  return `${local}${offsetAt(timeZone, near)}`
}

function offsetAt(timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  return name === 'GMT' ? '+00:00' : name.slice(3)
}
