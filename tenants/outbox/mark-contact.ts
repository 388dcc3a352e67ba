import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { ContactMark, CrmNote, PlanTurn } from '../journey/crm-order.ts'
import type { CrmMarks, CrmRecords } from '../providers/crm-port.ts'
import type { Answer, CrmPort, SendOutcome } from '../providers/port.ts'
import { describeDate, describeMoment } from '../replies/moment.ts'

/** What is marked and noted down on a contact. Both can be repeated: a tag is set once, and a note is looked for. */

export type ContactPlan = {
  contactRef: string | null
  phone: Phone | null
  email: string | null
  name: string | null
  language: 'en' | 'es'
  timeZone: string
  /** The entry's id: by it an earlier attempt's note is known. */
  mark: string
}

type Crm = CrmPort & CrmRecords
type Asked = { outcome: SendOutcome; contactRef?: string }

const TAG_OPTED_OUT = 'shoulder-opted-out'
const TAG_WRONG_NUMBER = 'shoulder-wrong-number'

const MARKS: Record<ContactMark, CrmMarks> = {
  opted_out: { addTags: [TAG_OPTED_OUT], dropTags: [], wantsNoTexts: true },
  wrong_number: { addTags: [TAG_WRONG_NUMBER], dropTags: [], wantsNoTexts: true },
  texts_again: { addTags: [], dropTags: [TAG_OPTED_OUT], wantsNoTexts: false },
}

/** Nobody is made a contact for having opted out. */
export async function markContact(crm: Crm, plan: ContactPlan, as: ContactMark): Promise<Asked> {
  const found = await findRef(crm, plan)
  if (found.kind !== 'answered') return { outcome: found }
  if (found.value === null) return { outcome: { kind: 'sent', providerRef: 'none' } }
  const marked = await crm.markContact(found.value, MARKS[as])
  if (marked.kind === 'refused' && marked.code === 'http_404') return { outcome: { kind: 'sent', providerRef: 'gone' } }
  if (marked.kind !== 'answered') return { outcome: marked }
  return { outcome: { kind: 'sent', providerRef: found.value }, contactRef: found.value }
}

export async function addNote(crm: Crm, plan: ContactPlan, note: CrmNote): Promise<Asked> {
  const contact = await madeRef(crm, plan)
  if (contact.kind !== 'answered') return { outcome: contact }
  const contactRef = contact.value
  const notes = await crm.listNotes(contactRef)
  if (notes.kind !== 'answered') return { outcome: notes, contactRef }
  const known = notes.value.find(({ body }) => body.includes(plan.mark))
  if (known) return { outcome: { kind: 'sent', providerRef: known.noteRef }, contactRef }
  const added = await crm.addNote(contactRef, `${wordNote(note, plan)}\n(Shoulder, ${plan.mark})`)
  if (added.kind !== 'answered') return { outcome: added, contactRef }
  return { outcome: { kind: 'sent', providerRef: added.value.noteRef }, contactRef }
}

async function findRef(crm: Crm, { contactRef, phone }: ContactPlan): Promise<Answer<string | null>> {
  if (contactRef !== null || phone === null) return { kind: 'answered', value: contactRef }
  const found = await crm.findContact(phone)
  return found.kind === 'answered' ? { kind: 'answered', value: found.value?.contactRef ?? null } : found
}

export async function madeRef(crm: Crm, { contactRef, phone, email, name }: ContactPlan): Promise<Answer<string>> {
  if (contactRef !== null) return { kind: 'answered', value: contactRef }
  const made = await crm.upsertContact({ phone, email, name, source: 'Shoulder: missed call' })
  return made.kind === 'answered' ? { kind: 'answered', value: made.value.contactRef } : made
}

const PLAN_TURNS: Record<PlanTurn, Record<'en' | 'es', string>> = {
  plan_agreed: { en: 'Maintenance plan agreed', es: 'Plan de mantenimiento aceptado' },
  plan_noted: { en: 'Maintenance plan agreed', es: 'Plan de mantenimiento aceptado' },
  plan_more_agreed: { en: 'Maintenance plan extended', es: 'Plan de mantenimiento prolongado' },
  plan_renewed: { en: 'Maintenance plan renewed', es: 'Plan de mantenimiento renovado' },
  plan_cancelled: { en: 'Maintenance plan cancelled', es: 'Plan de mantenimiento cancelado' },
  plan_ended: { en: 'Maintenance plan over', es: 'Plan de mantenimiento terminado' },
}

type Wording = Pick<ContactPlan, 'language' | 'timeZone'>

function wordNote(note: CrmNote, { language, timeZone }: Wording): string {
  const isSpanish = language === 'es'
  const when = (at: Instant) => describeMoment(at, timeZone, language)
  switch (note.about) {
    case 'booking_wanted': {
      const wish = note.wishedAt === null ? '' : `: ${when(note.wishedAt)}`
      return isSpanish ? `Quiere una visita${wish}.` : `Wants a visit${wish}.`
    }
    case 'emergency':
      return isSpanish ? `Emergencia: ${note.danger}.` : `Emergency: ${note.danger}.`
    case 'visit_confirmed':
      return isSpanish ? `Visita acordada: ${when(note.startsAt)}.` : `Visit agreed: ${when(note.startsAt)}.`
    case 'visit_cancelled':
      return isSpanish ? `Visita cancelada: ${when(note.startsAt)}.` : `Visit cancelled: ${when(note.startsAt)}.`
    case 'visit_moved': {
      const times = [when(note.from), when(note.startsAt)]
      return isSpanish ? `Visita movida: ${times.join(' → ')}.` : `Visit moved: ${times.join(' → ')}.`
    }
    case 'quote_approved': {
      const range = [note.fromMinor, note.toMinor].map((amount) => (amount / 100).toFixed(2))
      return isSpanish ? `Presupuesto: ${range.join('–')}.` : `Quote: ${range.join('–')}.`
    }
    case 'plan_agreed':
    case 'plan_noted':
    case 'plan_more_agreed':
    case 'plan_renewed':
    case 'plan_cancelled':
    case 'plan_ended': {
      const until = note.until === null ? '' : ` → ${describeDate(note.until, language)}`
      return `${PLAN_TURNS[note.about][language]}${note.plan === null ? '' : `: ${note.plan}`}${until}.`
    }
  }
}
