import { setTimeout as wait } from 'node:timers/promises'
import { openRecords } from '../../../sandbox/ghl-records.ts'
import { upsertContact } from '../../../sandbox/ghl-contacts.ts'
import { fixturePhone, FIXTURE_PHONES_MAX } from '../../support/fixture-phones.ts'
import { openPoster, type Post } from '../../support/post.ts'
import { CALLERS_FROM, type Business, type RunningShoulder } from '../../support/running-shoulder.ts'
import type { AcceptedText } from '../../support/strict-twilio.ts'

/** One person who called, and once texted may have asked for a price. */
export type Caller = {
  business: Business
  phone: string
  rangAt: number
  /** When the webhook of the call was answered with 2xx; the same for the question. */
  callTakenAt: number | null
  askedAt: number | null
  questionTakenAt: number | null
}

const CONNECTIONS = 32
const SEND_AGAIN_AFTER_MS = 700
const QUESTION = 'thanks, how much to fix a water heater?'
/** Shares of what happens, of all webhooks or of those they repeat. */
const QUESTION_SHARE = 0.45
const END_REPORT_SHARE = 0.3
const REPEAT_SHARE = 0.05
const CALLBACK_SHARE = 0.35
const CONTACT_SHARE = 0.5

/**
 * Webhooks at a steady rate: callers nobody answered, reports of the same calls, price questions of those who were
 * texted, callbacks of Twilio's. What is not answered with 2xx is sent again under its own id until it is.
 */
export function startTraffic({ workerd, hooks, twilio, sandbox, businesses }: RunningShoulder, perSecond: number) {
  const post = openPoster(workerd.url, CONNECTIONS)
  const callers: Caller[] = []
  const byNumbers = new Map<string, Caller>()
  const texted: Caller[] = []
  const open = new Set<Promise<void>>()
  const count = { accepted: 0, unanswered: 0, refused: new Map<number, number>() }
  const contacts = openRecords(sandbox.world.state)
  let hasCallbacks = true

  async function deliver(webhook: Post): Promise<void> {
    for (;;) {
      const status = await post(webhook)
      if (status !== null && status >= 200 && status < 300) break
      if (status === null) count.unanswered += 1
      else count.refused.set(status, (count.refused.get(status) ?? 0) + 1)
      await wait(SEND_AGAIN_AFTER_MS * (0.5 + Math.random()))
    }
    count.accepted += 1
  }

  /** Delivers, and now and then once more what has been taken already. */
  function send(webhook: Post, onTaken?: (at: number) => void): void {
    const work = deliver(webhook).then(async () => {
      onTaken?.(Date.now())
      if (Math.random() < REPEAT_SHARE) await deliver(webhook)
    })
    open.add(work)
    void work.finally(() => open.delete(work))
  }

  function call(): void {
    const business = businesses[callers.length % businesses.length]
    const place = CALLERS_FROM + Math.floor(callers.length / businesses.length)
    if (!business || place >= FIXTURE_PHONES_MAX) throw new Error('There are no callers left.')
    const phone = fixturePhone(place)
    const rangAt = Date.now()
    const caller: Caller = { business, phone, rangAt, callTakenAt: null, askedAt: null, questionTakenAt: null }
    callers.push(caller)
    byNumbers.set(`${business.smsNumber} ${phone}`, caller)
    const onTaken = (at: number) => void (caller.callTakenAt = at)
    if (business.ghlLocationId !== null && Math.random() < CONTACT_SHARE) {
      const { contact } = upsertContact(business.ghlLocationId, { phone, firstName: 'Pat' }, contacts, Date.now())
      send(hooks.contactCalled(business.ghlLocationId, contact.id), onTaken)
      return
    }
    const callSid = hooks.newCallSid()
    send(hooks.ring(callSid, phone, business.smsNumber), onTaken)
    if (Math.random() > END_REPORT_SHARE) return
    setTimeout(() => send(hooks.callEnded(callSid, phone, business.smsNumber)), Math.random() * 1_500)
  }

  function ask(caller: Caller): void {
    caller.askedAt = Date.now()
    const webhook = hooks.text(hooks.newMessageSid(), caller.phone, caller.business.smsNumber, QUESTION)
    send(webhook, (at) => void (caller.questionTakenAt = at))
  }

  function callBack(text: AcceptedText): void {
    const { statusCallback, sid, from, to } = text
    if (!statusCallback) return
    // Twilio does not repeat these, so one that meets a dead Worker is lost for good.
    const tell = () => hasCallbacks && void post(hooks.delivered(statusCallback, sid, from, to))
    setTimeout(tell, 20 + Math.random() * 400)
  }

  twilio.onText((text) => {
    const caller = byNumbers.get(`${text.from} ${text.to}`)
    if (caller && caller.askedAt === null && twilio.between(text.from, text.to).length === 1) texted.push(caller)
    if (hasCallbacks && Math.random() < CALLBACK_SHARE) callBack(text)
  })
  const ticking = setInterval(() => {
    const asking = Math.random() < QUESTION_SHARE ? texted.shift() : undefined
    if (asking) ask(asking)
    else call()
  }, 1_000 / perSecond)

  return {
    callers,
    count,
    /** Ends the calls and questions, and waits until every one of them was taken. */
    async finish(): Promise<void> {
      clearInterval(ticking)
      await wait(1_600)
      while (open.size > 0) await Promise.all(open)
    },
    /** From here on nothing but the object's own alarm wakes a tenant. */
    stopCallbacks(): void {
      hasCallbacks = false
    },
    close: () => post.close(),
  }
}
