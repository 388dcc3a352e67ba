import type { Instant } from '../base/clock.ts'
import { explainDeliveryCode } from '../base/delivery-codes.ts'
import type { Phone } from '../base/e164.ts'
import { isOutsideHours, nextOpeningAt } from '../base/opening-hours.ts'
import { describePhone } from '../base/phone.ts'
import type { ScriptFacts } from './facts.ts'
import { cutWords, fitText, quoteWords } from './fit.ts'
import { describeMoment, describeNamed } from './moment.ts'
import { ENGLISH_NOTICES } from './notice-english.ts'
import { SPANISH_NOTICES } from './notice-spanish.ts'
import type { NoticeReason, NoticeWords } from './notice-words.ts'

export type NoticeRequest = {
  customerName: string | null
  customerPhone: Phone | null
  wishedAt: Instant | null
  /** A provider's code, one of the gate's or ours, or the kind of emergency. */
  detail: string | null
  /** What the customer said last, and by which channel; in a text, where nothing else is said. */
  lastWords: string | null
  lastChannel?: string
  callCount?: number
  /** It goes as a text, so that it can be replied to. */
  isText?: boolean
  /** An alert that its reader can take by replying. */
  asksToReply?: boolean
  /** Its reader is on call for the business, and does not know our number by heart. */
  isStaff?: boolean
}

/** Their last words as a notice is asked for. */
export function saidLast(
  last: { words: string; channel: string } | null,
): Pick<NoticeRequest, 'lastWords' | 'lastChannel'> {
  return last === null ? { lastWords: null } : { lastWords: last.words, lastChannel: last.channel }
}

const QUOTE_CHARS = [160, 110, 70, 40, 0]
const NAME_CHARS = [60, 24, 0]
const SUBJECT_NAME_CHARS = 40
const BUSINESS_CHARS = 40
const RIGHTS = [
  ...(['privacy_due', 'privacy_late', 'privacy_step_failed', 'business_closed'] as const),
  ...(['crm_disconnected', 'ads_disconnected'] as const),
]
/** News of the business itself, and of no customer. */
const ABOUT_NOBODY: ReadonlySet<NoticeReason> = new Set([
  'registration_moved',
  'sending_stopped',
  'many_waiting',
  'canary_failed',
  'ads_stopped',
  'decision_waiting',
  'help_asked',
  'decision_stands',
  ...RIGHTS,
])
const DETAIL_CHARS = 30

/**
 * What the technician reads: what happened, whose number to tap, what they said, and what to do. The text fits two
 * segments; the customer's words give way first, then their name, the number never.
 */
export function composeNotice(
  reason: NoticeReason,
  request: NoticeRequest,
  facts: ScriptFacts,
): { subject: string; text: string } {
  const words = facts.language === 'es' ? SPANISH_NOTICES : ENGLISH_NOTICES
  const { detail, wishedAt, callCount = 1 } = request
  const kind = describeDetail(reason, detail, words, facts.language)
  const parts = {
    times: callCount > 1 ? words.countCalls(callCount) : '',
    because: kind === '' ? '' : `: ${kind}`,
    when: wishedAt === null ? '' : describeNamed(wishedAt, facts.zone, facts.language, facts.now),
    outside: wishedAt === null ? '' : describeOutside(wishedAt, facts, words),
    kind,
    ...splitCode(reason, detail, request.isText ?? false),
  }
  const quotes = quotesOf(request.lastWords)
  const frame = (sentence: string) => {
    const asked = request.asksToReply ? words.askToTake(sentence) : sentence
    return request.isStaff ? words.forStaff(asked, cutWords(facts.businessName, BUSINESS_CHARS)) : asked
  }
  function* candidates(): Generator<string> {
    for (const nameChars of NAME_CHARS) {
      const customer = describeCustomer(request, nameChars)
      const whom = { who: customer || words.stranger, isStranger: customer === '' }
      for (const quote of quotes) {
        yield frame(
          words.sentences[reason]({
            ...parts,
            ...whom,
            said: quote === '' ? '' : words.say(quote, request.lastChannel ?? 'sms'),
          }),
        )
      }
    }
  }
  const about = ABOUT_NOBODY.has(reason) ? '' : `: ${describeCustomer(request, SUBJECT_NAME_CHARS) || words.stranger}`
  const subject = `${words.subjects[reason]}${about}`
  return { subject, text: fitText(candidates()) }
}

/** In front of what is proposed stands the number that a reply names it by. */
function splitCode(
  reason: NoticeReason,
  detail: string | null,
  isText: boolean,
): { detail: string | null; code: string } {
  const proposal = reason === 'decision_waiting' ? /^(\d+) (.*)$/s.exec(detail ?? '') : null
  return proposal ? { detail: proposal[2] ?? '', code: isText ? (proposal[1] ?? '') : '' } : { detail, code: '' }
}

/** The words whole, then without emoji (one takes half the room from all the rest), then shorter and shorter. */
function quotesOf(lastWords: string | null): string[] {
  if (lastWords === null || lastWords.trim() === '') return ['']
  const plain = lastWords.replaceAll(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F/gu, '')
  return QUOTE_CHARS.flatMap((charsMax) => [quoteWords(lastWords, charsMax), quoteWords(plain, charsMax)])
}

function describeCustomer({ customerName, customerPhone }: NoticeRequest, nameChars: number): string {
  const name = cutWords((customerName ?? '').replaceAll(/[\s\p{Cc}]+/gu, ' '), nameChars)
  const phone = customerPhone === null ? '' : describePhone(customerPhone)
  return [name, phone].filter((part) => part !== '').join(' ')
}

/** The technician may go all the same; the next time that is theirs is there to be offered instead. */
function describeOutside(wishedAt: Instant, { openingHours, zone, language }: ScriptFacts, words: NoticeWords): string {
  if (!isOutsideHours(openingHours, wishedAt, zone)) return ''
  const opening = nextOpeningAt(openingHours, wishedAt, zone)
  return words.outsideHours(opening === null ? '' : describeMoment(opening, zone, language))
}

function describeDetail(
  reason: NoticeReason,
  detail: string | null,
  words: NoticeWords,
  language: 'en' | 'es',
): string {
  if (detail === null) return ''
  if (reason === 'emergency' || reason === 'emergency_unanswered')
    return words.emergencies[detail] ?? quoteWords(detail.replaceAll('_', ' '), DETAIL_CHARS)
  return explainDeliveryCode(detail, language)
}
