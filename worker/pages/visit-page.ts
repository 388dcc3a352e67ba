import type { Instant } from '../../tenants/base/clock.ts'
import { isPhone } from '../../tenants/base/e164.ts'
import { describeMoney } from '../../tenants/base/money.ts'
import { describePhone } from '../../tenants/base/phone.ts'
import type { SlotView, VisitPage } from '../../tenants/contract/booking.ts'
import type { CalendarVisit } from './calendar-file.ts'
import { escapeHtml, layOut, type Language } from './layout.ts'
import { VISIT_WORDS, type VisitWords } from './visit-words.ts'

/** A visit as whoever has its link sees it. Markup alone: all of it works without a script. */

/** What was done or refused just now. */
export type VisitNotice = 'moved' | 'cancelled' | 'taken' | 'past' | 'tooLate' | 'choose' | 'later'

const LOCALES: Record<Language, string> = { en: 'en-US', es: 'es-US' }

export function layOutVisit(visit: VisitPage, token: string, notice: VisitNotice | null, now: Instant): string {
  const words = VISIT_WORDS[visit.language]
  const phone = spellPhone(visit.phone)
  const below = [
    notice === null ? '' : `<p class="notice" role="status">${escapeHtml(sayNotice(notice, words, phone))}</p>`,
    layOutFacts(visit, words, phone),
    isOpen(visit)
      ? `<p><a class="button" href="/b/${escapeHtml(token)}/visit.ics">${escapeHtml(words.calendar)}</a></p>`
      : '',
    canChange(visit, now) ? layOutMove(visit, words, phone) + layOutCancel(words) : '',
  ]
  return layOut({
    language: visit.language,
    title: words.title(visit.businessName),
    sentence: words.states[stateOf(visit, now)],
    below: below.join(''),
  })
}

function stateOf({ status, endsAt }: VisitPage, now: Instant): keyof VisitWords['states'] {
  if (status === 'cancelled' || status === 'no_show') return status
  if (status === 'completed' || endsAt <= now) return 'over'
  return status
}

const isOpen = ({ status }: VisitPage) => status === 'held' || status === 'confirmed'

/** Whoever is on the way already is told by phone. */
const canChange = (visit: VisitPage, now: Instant) => visit.status === 'confirmed' && visit.startsAt > now

function sayNotice(notice: VisitNotice, words: VisitWords, phone: string): string {
  if (notice === 'moved' || notice === 'cancelled') return words.done[notice]
  return notice === 'tooLate' ? words.tooLate(phone) : words[notice]
}

function layOutFacts(visit: VisitPage, words: VisitWords, phone: string): string {
  const { labels } = words
  const fee = describeMoney({ amountMinor: visit.feeMinor, currency: visit.currency }, LOCALES[visit.language])
  const facts: [string, string | null][] = [
    [labels.when, escapeHtml(describeSpan(visit, visit, visit.language))],
    [labels.what, visit.service === null ? null : escapeHtml(visit.service)],
    [labels.where, visit.address === null ? null : escapeHtml(visit.address)],
    [labels.fee, visit.feeMinor === 0 ? null : escapeHtml(words.fee(fee))],
    [labels.questions, `<a href="tel:${escapeHtml(visit.phone)}">${escapeHtml(words.call(phone))}</a>`],
  ]
  const lines = facts.flatMap(([label, value]) => (value === null ? [] : [`<dt>${label}</dt><dd>${value}</dd>`]))
  return `<dl>${lines.join('')}</dl>`
}

function layOutMove({ slots, timeZone, language }: VisitPage, words: VisitWords, phone: string): string {
  const head = `<details><summary>${words.move}</summary>`
  if (slots.length === 0) return `${head}<p>${escapeHtml(words.noSlots(phone))}</p></details>`
  const days = Map.groupBy(slots, ({ startsAt }) => describeDate(startsAt, timeZone, language))
  const choices = [...days].map(
    ([day, times]) =>
      `<fieldset><legend>${escapeHtml(day)}</legend>` +
      times.map((slot) => layOutSlot(slot, timeZone, language)).join('') +
      '</fieldset>',
  )
  return (
    `${head}<form method="post"><input type="hidden" name="move" value="reschedule"><p>${words.moveLead}</p>` +
    `${choices.join('')}<button type="submit">${words.moveNow}</button></form></details>`
  )
}

function layOutSlot({ startsAt }: SlotView, timeZone: string, language: Language): string {
  const time = describeTime(startsAt, timeZone, language)
  return `<label><input type="radio" name="startsAt" value="${startsAt}" required>${escapeHtml(time)}</label>`
}

/** Folded up, so that nobody cancels by brushing past a button. */
function layOutCancel(words: VisitWords): string {
  return (
    `<details><summary>${words.cancel}</summary><form method="post"><input type="hidden" name="move" value="cancel">` +
    `<p>${words.cancelLead}</p><button type="submit" class="grave">${words.cancelNow}</button></form></details>`
  )
}

/** The same visit for a calendar. `link` is where it can be changed. */
export function toCalendarVisit(visit: VisitPage, link: string): CalendarVisit {
  const words = VISIT_WORDS[visit.language]
  const { status, startsAt, endsAt, updatedAt, sequence, address } = visit
  return {
    uid: `${visit.appointmentId}@${new URL(link).hostname}`,
    sequence,
    status: status === 'cancelled' ? 'CANCELLED' : status === 'held' ? 'TENTATIVE' : 'CONFIRMED',
    startsAt,
    endsAt,
    updatedAt,
    summary: words.summary(visit.service, visit.businessName),
    description: `${words.description(visit.businessName, spellPhone(visit.phone))}\n${link}`,
    location: address,
    url: link,
  }
}

/** `Friday, November 27, 9:00 – 10:00 AM CST`, on the clock of the business. */
function describeSpan(span: { startsAt: number; endsAt: number }, { timeZone }: VisitPage, language: Language): string {
  const form = { weekday: 'long', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const
  const format = new Intl.DateTimeFormat(LOCALES[language], { ...form, timeZone, timeZoneName: 'short' })
  return capitalize(format.formatRange(span.startsAt, span.endsAt))
}

function describeDate(at: Instant, timeZone: string, language: Language): string {
  const form = { weekday: 'long', month: 'long', day: 'numeric' } as const
  return capitalize(new Intl.DateTimeFormat(LOCALES[language], { ...form, timeZone }).format(at))
}

function describeTime(at: Instant, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { hour: 'numeric', minute: '2-digit', timeZone }).format(at)
}

export function spellPhone(phone: string): string {
  return isPhone(phone) ? describePhone(phone) : phone
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
