import { DAY_MS } from '../../base/clock.ts'
import { describeDeliveryCode } from '../../base/delivery-codes.ts'
import { parseDay } from '../../base/local-time.ts'
import { describeMoney } from '../../base/money.ts'
import { unreachable } from '../../base/result.ts'
import type { CauseSaid } from '../diagnostic/causes.ts'
import type { FindingEvidence } from '../monitor/figures.ts'
import { FOUND_ENGLISH } from './found-english.ts'
import { FOUND_SPANISH } from './found-spanish.ts'
import type { Found, FoundWords } from './found-words.ts'

type Language = 'en' | 'es'
type Reader = { language: Language; currency: string }

const WORDS: Record<Language, FoundWords> = { en: FOUND_ENGLISH, es: FOUND_SPANISH }

/** What Monitor found, with its figures, in one sentence. */
export function describeFound(evidence: FindingEvidence, reader: Reader): string {
  const words = WORDS[reader.language]
  return words.findings[evidence.kind](foundOf(evidence, words, reader))
}

function foundOf(evidence: FindingEvidence, words: FoundWords, { currency }: Reader): Found {
  const { kind, subject, since, hits, of, usual, factor } = evidence
  const amount = (amountMinor: number) =>
    describeMoney({ amountMinor: Math.round(amountMinor), currency }, words.locale)
  const said = { subject: subject && (words.values[subject] ?? subject), since: dayOf(since, words), hits: `${hits}` }
  switch (kind) {
    case 'calls_silent':
      return { ...said, of: `${Math.round(of)}`, usual: usual.toFixed(1), now: `${hits}` }
    case 'cpl_high':
      return { ...said, of: `${Math.round(of)}`, usual: amount(usual), now: `${hits}` }
    case 'price_slip':
      return { ...said, hits: amount(hits), of: amount(of), usual: amount(usual), now: amount(hits) }
    case 'cpl_over_limit':
      return { ...said, of: amount(of), usual: amount(usual), now: amount(of) }
    case 'spend_high':
      return { ...said, of: amount(of), usual: amount(usual), now: amount(hits) }
    case 'own_answers_slow':
      return { ...said, of: `${of}`, usual: `${usual}`, now: `${Math.round(usual * factor)}` }
    case 'conversion_low':
    case 'conversion_under_limit':
    case 'reply_low':
    case 'price_unbooked':
    case 'delivery_failing':
    case 'opt_outs_high':
    case 'texts_late':
    case 'answers_late':
    case 'ads_lost':
      return { ...said, of: `${of}`, usual: percent(usual), now: percent(of === 0 ? 0 : hits / of) }
    default:
      return unreachable(kind)
  }
}

/** One cause with its figures, and what it explains. */
export function describeCause(cause: CauseSaid, language: Language): string {
  const words = WORDS[language]
  const { code, came, of, expected, share, changedOn } = cause
  const caused = {
    subject: nameSubject(cause, language),
    came: `${came}`,
    of: `${of}`,
    expected: `${Math.round(expected)}`,
  }
  return [
    words.causes[code](caused),
    ...(changedOn === null ? [] : [words.changed(dayOf(changedOn, words))]),
    ...(share > 0 && share < 1 ? [words.explains(percent(share))] : []),
  ].join(' ')
}

/** The report as it stands without a model: what it is, and what is likeliest behind it. */
export function describeReport(evidence: FindingEvidence, causes: readonly CauseSaid[], reader: Reader): string {
  const [first] = causes
  const words = WORDS[reader.language]
  const why = first ? words.likeliest(lower(describeCause(first, reader.language))) : words.noCause
  return `${describeFound(evidence, reader)} ${why}`
}

/** What a cause is about, as a person calls it. */
export function nameSubject({ code, subject }: Pick<CauseSaid, 'code' | 'subject'>, language: Language): string {
  const words = WORDS[language]
  if (subject === null) return ''
  switch (code) {
    case 'script':
      return nameScript(subject, language)
    case 'delivery':
      return subject === 'unconfirmed' ? words.unconfirmed : (describeDeliveryCode(subject, language) ?? subject)
    case 'setting':
      return words.settings[subject] ?? words.otherSetting
    case 'segment':
    case 'no_calls':
      return namePart(subject, words)
    case 'price':
    case 'price_slip':
    case 'campaign':
    case 'ads_lost':
    case 'late_answers':
    case 'late_texts':
    case 'everywhere':
      return subject
    default:
      return unreachable(code)
  }
}

/** `missed_call_text:es` as the missed-call text in Spanish. */
export function nameScript(subject: string, language: Language): string {
  const [template = '', spoken = ''] = subject.split(':')
  const { texts, otherText, inLanguages } = WORDS[language]
  const name = texts[template] ?? otherText
  const inLanguage = inLanguages[spoken]
  return inLanguage ? `${name} ${inLanguage}` : name
}

function namePart(part: string, words: FoundWords): string {
  const [dimension = '', value = ''] = part.split(':')
  const word = words.parts[dimension]
  return word ? word(words.values[value] ?? value) : value
}

function dayOf(day: string, { locale }: FoundWords): string {
  const at = new Date(parseDay(day) * DAY_MS)
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(at)
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
