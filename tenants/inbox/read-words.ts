import type { Instant } from '../base/clock.ts'
import type { CustomerId, MessageId } from '../base/ids.ts'
import type { VisitReply } from '../journey/booking/state.ts'
import type { Reply, ReplyLabel } from '../journey/input.ts'
import { readAddress } from '../reading/address.ts'
import { asksPrice, isTimeAlone } from '../reading/intent.ts'
import { asksSomething } from '../reading/asks-something.ts'
import { normalise } from '../reading/normalise.ts'
import { readPlanAnswer } from '../reading/plan-words.ts'
import { asksForBill, asksPriceOfIt, matchServices, namesJob, namesUnlisted } from '../reading/price-question.ts'
import { readPriceReply } from '../reading/price-reply.ts'
import { isVisitWord, readVisitWords } from '../reading/slot-words.ts'
import { readMood, saysReviewed } from '../reading/visit-words.ts'
import type { Wish as When } from '../reading/when.ts'
import { asksSoonest, readTurnedDown, readWished } from '../reading/wished-time.ts'
import type { Context } from '../storage/tenant-rows.ts'
import type { Wish } from './read-wish.ts'
import { recallService } from './recall-service.ts'

type Said = { customerId: CustomerId; messageId: MessageId; text: string; answeredByCarrier: boolean }

/** What a customer's words say to the journeys, whether they came as a text or in a form. */
export function readWords(context: Context, { reading, mayBeOptOut }: Wish, said: Said, now: Instant): Reply {
  const { profile } = context.tenant
  const { messageId, text, answeredByCarrier, customerId } = said
  const services = matchServices(text, profile.priceBook)
  const wished = readWished(text, now, profile.timeZone)
  const isClear = !mayBeOptOut || isVisitWord(text)
  const label = labelOf(reading, text, services.length > 0)
  const isOfBefore = label === 'price_question' ? asksPriceOfIt(normalise(text)) : label === 'booking'
  const address = readAddress(text)
  const isRecalled = services.length === 0 && (isOfBefore || wished !== undefined)
  return {
    messageId,
    label,
    emergency: reading.emergency,
    asksIfBot: reading.asksIfBot,
    services,
    ...(isRecalled ? { recalled: recallService(context, customerId, now) } : {}),
    ...(address === null ? {} : { address }),
    asksPrice: asksPrice(normalise(text)),
    wishedAt: wished?.startAt ?? null,
    answeredByCarrier,
    mayBeOptOut,
    namesJob: namesJob(text) || namesUnlisted(text, profile.priceBook),
    toPrice: readPriceReply(text),
    plan: readPlanAnswer(text),
    mood: readMood(text),
    saysReviewed: saysReviewed(text),
    // What may be an opt-out is for a person to read, unless it is a word that we have asked for.
    ...(isClear ? { visit: readVisit(text, wished, now, profile.timeZone) } : {}),
    asksSomething: asksSomething(normalise(text)),
    isTimeAlone: isTimeAlone(normalise(text.replace(NO_FIRST, ''))),
  }
}

function readVisit(text: string, wished: When | undefined, now: Instant, zone: string): VisitReply {
  const turnedDown = readTurnedDown(text, now, zone).map(({ startAt: at, ...rest }) => ({ at, ...rest }))
  return { words: readVisitWords(text), wish: wishOf(wished, text, now), isQuestion: text.includes('?'), turnedDown }
}

/** Labels that the journeys would take for less than was said: a bill is no price, and a whole sentence no keyword. */
function labelOf({ label, evidence }: Wish['reading'], text: string, namesService: boolean): ReplyLabel {
  if (label === 'price_question' && !namesService && asksForBill(text)) return 'question_other'
  const isGuess = label === 'opt_in_again' && evidence.length === 0 && text.trim().split(/\s+/u).length > 2
  return isGuess ? 'question_other' : label
}

/** "No, Friday at 10" is a time and nothing else. */
const NO_FIRST = /^\s*(?:(?:no|nope|nah|sorry|actually|lo siento|perdon|perdón|mejor)\b[\s,.:;-]*)+/i

/** "In an hour" counts from now, and is of no other day. */
const FROM_NOW = /\b(?:in|en|within) (?:an?|una?|half an|media|\d+) ?(?:hour|hr|hora|min|minuto)/i

function wishOf(wished: When | undefined, text: string, now: Instant): VisitReply['wish'] {
  if (asksSoonest(text, wished)) return { at: now, granularity: 'soonest', namesDay: false }
  if (!wished) return null
  const { startAt, granularity, namesDay, part } = wished
  return { at: startAt, granularity, namesDay: namesDay || FROM_NOW.test(text), part }
}
