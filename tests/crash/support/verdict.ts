import type { RunningShoulder } from '../../support/running-shoulder.ts'
import type { AcceptedText } from '../../support/strict-twilio.ts'
import type { Caller } from './traffic.ts'

export type Verdict = {
  /** Accepted webhooks whose text never came, and people who got one kind of text twice. */
  lost: string[]
  twice: string[]
  /** What people were sent that nothing asked for. */
  stray: string[]
  /** Texts that could not leave in time while workerd kept dying, of which the technician was rightly told. */
  toldLate: number
  /** Messages that did not reach their end: left in doubt, still being sent, or failed. */
  unsettled: Record<string, number>
}

type MessagePage = {
  items: { direction: string; status: string; to: string; errorCode: string | null }[]
  next: string | null
}

/** What the technician reads of a text that is over its deadline, or of a caller who is still looked up at it. */
const LATE = /has not left within the time promised|are looking up the number/
/** And instead of many such at once. */
const IN_SUM = /more calls and messages are waiting for you/

function isTechnician({ businesses }: RunningShoulder, text: AcceptedText): boolean {
  return businesses.some(({ smsNumber, primaryPhone }) => text.from === smsNumber && text.to === primaryPhone)
}

const isPrice = (text: AcceptedText) => text.body.includes('$179')

/** Callers whose texts have not all come yet. */
export function missingTexts({ twilio }: RunningShoulder, callers: readonly Caller[]): number {
  return callers.filter((caller) => {
    const texts = twilio.between(caller.business.smsNumber, caller.phone)
    return !texts.some((text) => !isPrice(text)) || (caller.askedAt !== null && !texts.some(isPrice))
  }).length
}

/** Holds what Twilio accepted against what was asked of Shoulder. `kills` are the instants of the kills. */
export async function judge(
  shoulder: RunningShoulder,
  callers: readonly Caller[],
  kills: readonly number[],
): Promise<Verdict> {
  const verdict: Verdict = { lost: [], twice: [], stray: [], toldLate: 0, unsettled: await countUnsettled(shoulder) }
  const expected = new Set<string>()
  for (const caller of callers) {
    const { business, phone } = caller
    expected.add(`${business.smsNumber} ${phone}`)
    const texts = shoulder.twilio.between(business.smsNumber, phone)
    const first = texts.filter((text) => !isPrice(text))
    const answers = texts.filter(isPrice)
    const told = `${phone} at ${business.businessName}`
    if (first.length === 0) verdict.lost.push(`${told}: no text, call taken ${near(caller.callTakenAt, kills)}`)
    if (caller.askedAt !== null && answers.length === 0) {
      verdict.lost.push(`${told}: no answer, question taken ${near(caller.questionTakenAt, kills)}`)
    }
    if (caller.askedAt === null && answers.length > 0) verdict.stray.push(`${told}: an answer to no question`)
    for (const same of [first, answers]) {
      if (same.length < 2) continue
      const when = same.map((text) => near(text.acceptedAt, kills)).join(', then ')
      verdict.twice.push(`${told}: "${same[0]?.body.slice(0, 40)}" ${when}`)
    }
  }
  const late = shoulder.twilio.texts.filter((text) => LATE.test(text.body) && isTechnician(shoulder, text))
  verdict.toldLate = late.length
  const isOfLate = (text: AcceptedText) =>
    late.includes(text) || (IN_SUM.test(text.body) && late.some(({ from, to }) => from === text.from && to === text.to))
  for (const text of shoulder.twilio.texts) {
    if (isOfLate(text) || expected.has(`${text.from} ${text.to}`)) continue
    verdict.stray.push(`to ${text.to}: ${text.body.slice(0, 80)}`)
  }
  return verdict
}

function near(at: number | null, kills: readonly number[]): string {
  if (at === null) return 'never'
  const offsets = kills.map((kill) => at - kill).toSorted((one, other) => Math.abs(one) - Math.abs(other))
  const [offset] = offsets
  if (offset === undefined) return 'with no kill'
  return `${Math.abs(offset)} ms ${offset < 0 ? 'before' : 'after'} kill ${kills.indexOf(at - offset) + 1}`
}

async function countUnsettled(shoulder: RunningShoulder): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { id } of shoulder.businesses) {
    let after = ''
    do {
      const page = await shoulder.api<MessagePage>('GET', `/tenants/${id}/messages?limit=200${after}`)
      for (const { direction, status, errorCode } of page.items) {
        if (direction !== 'outbound' || status === 'sent' || status === 'delivered') continue
        const kind = errorCode === null ? status : `${status} (${errorCode})`
        counts[kind] = (counts[kind] ?? 0) + 1
      }
      after = page.next === null ? '' : `&after=${page.next}`
    } while (after !== '')
  }
  return counts
}
