import type { PartOfDay } from '../base/part-of-day.ts'
import type { Missed, Offer, VisitTemplate, VisitText } from '../journey/booking/state.ts'
import type { ScriptFacts } from './facts.ts'
import { describeClock, describeMoment, describeNamed } from './moment.ts'
import { describeAmount } from './prices.ts'
import { VISIT_ENGLISH } from './visit-english.ts'
import { VISIT_SPANISH } from './visit-spanish.ts'
import type { VisitParts } from './visit-words.ts'
import type { Names } from './words.ts'

const NO_VISIT: VisitText = { offers: [], visitId: null, startsAt: null, endsAt: null, feeMinor: 0 }

/** A text about a visit, richest first; `link` leads to its page, and is empty where it has none. */
export function visitBodies(
  template: VisitTemplate,
  visit: VisitText | undefined,
  facts: ScriptFacts,
  names: Names,
  link: string,
): string[] {
  const words = facts.language === 'es' ? VISIT_SPANISH : VISIT_ENGLISH
  const { offers, ...rest } = visit ?? NO_VISIT
  // Where a long name leaves no room for all of them, the first can still be taken.
  const fewer = template === 'visit_choices' ? offers.slice(0, -1).map((_, left) => offers.slice(0, -1 - left)) : []
  const bodies = [offers, ...fewer].flatMap((some) =>
    words[template](partsOf({ ...rest, offers: some }, facts, names, link)),
  )
  if (visit?.asksWhere !== true) return bodies
  const ask = facts.language === 'es' ? ' ¿En qué dirección es el trabajo?' : ' What is the address of the job?'
  return [...bodies.map((body) => `${body}${ask}`), ...bodies]
}

export function isVisitTemplate(template: string): template is VisitTemplate {
  return template in VISIT_ENGLISH
}

const PARTS_ENGLISH: Record<PartOfDay, string> = {
  morning: 'in the morning',
  noon: 'around noon',
  afternoon: 'in the afternoon',
  evening: 'in the evening',
  night: 'at night',
}
const PARTS_SPANISH: Record<PartOfDay, string> = {
  morning: 'por la mañana',
  noon: 'al mediodía',
  afternoon: 'por la tarde',
  evening: 'por la noche',
  night: 'por la noche',
}

function partsOf(visit: VisitText, facts: ScriptFacts, names: Names, link: string): VisitParts {
  const { zone, language, currency } = facts
  const moment = (at: number) => describeMoment(at, zone, language)
  const named = (at: number) => describeNamed(at, zone, language, facts.now)
  const [only] = visit.offers
  const fee = only?.feeMinor ?? visit.feeMinor
  const when = visit.startsAt === null ? '' : moment(visit.startsAt)
  const until = visit.endsAt === null ? '' : describeClock(visit.endsAt, zone)
  const about = language === 'es' ? 'hasta las' : 'until about'
  return {
    ...names,
    when,
    span: until === '' ? when : `${when} (${about} ${until})`,
    offer: only ? moment(only.startsAt) : '',
    list: visit.offers.map((offer, place) => `${place + 1}) ${moment(offer.startsAt)}${added(offer)}`).join(', '),
    fee: fee > 0 ? describeAmount(fee, currency) : '',
    link,
    other: (visit.otherAt ?? null) === null ? '' : moment(visit.otherAt ?? 0),
    isOne: visit.offers.length === 1,
    missed: visit.missed ? describeMissed(visit.missed) : '',
  }

  function describeMissed({ at, isClosed, part, hasSome, outside }: Missed): string {
    const isSpanish = language === 'es'
    const day = named(at)
    if (outside !== undefined) return describeOutside(at, part, outside)
    if (isClosed) return isSpanish ? `El ${day} no abrimos. ` : `We are closed on ${day}. `
    const then = part === undefined ? day : `${day} ${(isSpanish ? PARTS_SPANISH : PARTS_ENGLISH)[part]}`
    if (hasSome) return isSpanish ? `El ${then} no queda nada más. ` : `No more times are free on ${then}. `
    return isSpanish ? `El ${then} no hay nada libre. ` : `Nothing is free on ${then}. `
  }

  /** Where nobody works at that hour on any day, the day is of no matter. */
  function describeOutside(at: number, part: PartOfDay | undefined, outside: NonNullable<Missed['outside']>): string {
    const isSpanish = language === 'es'
    const spoken = part === undefined ? describeHour(at) : (isSpanish ? PARTS_SPANISH : PARTS_ENGLISH)[part]
    if (outside === 'every_day') return isSpanish ? `No abrimos ${spoken}. ` : `We are closed ${spoken}. `
    const then = part === undefined ? named(at) : `${named(at)} ${spoken}`
    return isSpanish ? `El ${then} no abrimos. ` : `We are closed on ${then}. `
  }

  function describeHour(at: number): string {
    const clock = describeClock(at, zone)
    if (language !== 'es') return `at ${clock}`
    return /^1\D/.test(clock) ? `a la ${clock}` : `a las ${clock}`
  }

  function added({ feeMinor }: Offer): string {
    return feeMinor > 0 ? ` (+${describeAmount(feeMinor, currency)})` : ''
  }
}
