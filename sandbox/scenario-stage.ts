import { setTimeout as sleep } from 'node:timers/promises'
import type { Business } from './businesses.ts'
import { ScenarioFailed, type Caller, type ShownText, type Stage } from './scenario.ts'
import type { Ask } from './scenario-ask.ts'
import { askShoulderFor, keyOfAdvertisement } from './scenario-shoulder.ts'
import { lookUntil, until } from './scenario-wait.ts'

/** What the phones show while a scenario acts; `filling` is a form on the business’s site or below its ad. */
export type Live =
  | { kind: 'ringing' | 'talking' | 'typing'; text?: string }
  | { kind: 'filling'; place: 'site' | 'advertisement'; text: string }
  | null

export type StageParts = {
  caller: Caller
  business: Business
  textAfterMs: number
  speed: number
  signal: AbortSignal
  ask: Ask
  now: () => number
  show: (live: Live) => void
  /** Runs when the scenario ends, however it ends. */
  atEnd: (undo: () => void) => void
}

const RING_S = 4
const TALK_S = 4
const TEXT_WITHIN_S = 90
const TYPE_S_A_LETTER = 0.05
const TYPE_S_MAX = 3
const FILL_S = 4

type Answered = {
  ok: boolean
  heard?: string[]
  webhook?: { status: number | null }
  webhooks?: { status: number | null }[]
}

/** The hands of a scenario. Waits end with the signal's reason. */
export function buildStage(parts: StageParts): Stage {
  const { caller, business, speed, signal, ask, now, show } = parts
  const wait = (ms: number) => sleep(ms, undefined, { signal })
  const pause = (seconds: number) => wait((seconds * 1000) / speed)
  const feed = openFeed(parts)
  let calledAt = 0
  const act = async (live: Exclude<Live, null>, seconds: number) => {
    show(live)
    await pause(seconds)
    show(null)
  }
  return {
    caller,
    businessName: business.businessName,
    textAfterMs: parts.textAfterMs,
    get calledAt() {
      return calledAt
    },
    pause,
    wait,
    async call(outcome = 'no-answer') {
      await act({ kind: 'ringing' }, RING_S)
      calledAt = now()
      checkTaken(await until(signal, ask<Answered>('POST', '/sandbox/calls', callOrder(parts, outcome))))
    },
    async callDirectly(technician) {
      await act({ kind: 'ringing' }, RING_S)
      calledAt = now()
      const order = { ...callOrder(parts, 'no-answer'), via: 'twilio', technician }
      const answer = await until(signal, ask<Answered>('POST', '/sandbox/calls', without(order, 'locationId')))
      checkTaken(answer)
      if (!answer.heard?.some((words) => words.startsWith('[rings ')))
        throw new ScenarioFailed('The technician’s phone was not rung.')
    },
    async fillForm(words) {
      await act({ kind: 'filling', place: 'site', text: words }, FILL_S)
      const order = { businessId: business.id, ...fieldsOf(caller), words }
      calledAt = now()
      const sent = await until(signal, ask<{ ok: boolean; detail: string }>('POST', '/sandbox/web-form', order))
      if (!sent.ok) throw new ScenarioFailed(sent.detail || 'The form was not taken.')
    },
    async fillAdvertisement(words) {
      const googleKey = await until(signal, keyOfAdvertisement(ask, business.id))
      await act({ kind: 'filling', place: 'advertisement', text: words }, FILL_S)
      const order = { googleKey, ...fieldsOf(caller), words }
      calledAt = now()
      const { status } = await until(signal, ask<{ status: number }>('POST', '/sandbox/google-ads/lead', order))
      checkTaken({ ok: status < 300, webhook: { status } })
    },
    async text(body, media = []) {
      await pause(1.5)
      await act({ kind: 'typing', text: body }, Math.min(TYPE_S_MAX, body.length * TYPE_S_A_LETTER))
      // Whoever replies replies to the number that wrote.
      const last = (await readTexts(ask, caller.number)).at(-1)
      const order = { from: caller.number, to: last?.from ?? business.smsNumber, body, media }
      checkTaken(await until(signal, ask<Answered>('POST', '/sandbox/sms', order)))
    },
    async ringBack() {
      await act({ kind: 'talking' }, TALK_S)
      checkTaken(await until(signal, ask<Answered>('POST', '/sandbox/calls', callOrder(parts, 'answered'))))
    },
    ...feed,
    ...askShoulderFor(parts),
    async awaitOpportunity() {
      if (!business.ghlLocationId) return undefined
      const path = `/sandbox/ghl/opportunities?${new URLSearchParams({ locationId: business.ghlLocationId })}`
      return lookUntil(parts, 60, 'No opportunity came up in GoHighLevel', async () => {
        const cards = await ask<{ stage: string; contact?: { phone?: string } }[]>('GET', path)
        return cards.find(({ contact }) => contact?.phone === caller.number)?.stage
      })
    },
    breakEverything: (seconds) => breakProviders(parts, seconds),
  }
}

/** By Twilio and by GoHighLevel, oldest first. */
async function readTexts(ask: StageParts['ask'], to: string): Promise<ShownText[]> {
  const query = new URLSearchParams({ to })
  const ways = ['/sandbox/messages', '/sandbox/ghl/texts'].map((place) => ask<ShownText[]>('GET', `${place}?${query}`))
  return (await Promise.all(ways)).flat().toSorted((left, right) => left.receivedAt - right.receivedAt)
}

/** Reads what was sent because of this caller, each text once. */
function openFeed(parts: StageParts): Pick<Stage, 'awaitText' | 'awaitNotice' | 'staySilent' | 'countTexts'> {
  const { caller, business, ask } = parts
  const known = new Set<string>()
  const textsTo = (to: string) => readTexts(ask, to)
  const openedAt = parts.now()
  const isFresh = ({ sid, receivedAt }: ShownText) => receivedAt >= openedAt && !known.has(sid)
  const take = (text: ShownText | undefined) => {
    if (text) known.add(text.sid)
    return text
  }
  return {
    awaitText: (withinS = TEXT_WITHIN_S) =>
      lookUntil(parts, withinS, `No text reached ${caller.name}`, async () =>
        take((await textsTo(caller.number)).find(isFresh)),
      ),
    awaitNotice: (withinS = TEXT_WITHIN_S) =>
      lookUntil(parts, withinS, 'The technician got no text about it', async () => {
        const texts = await textsTo(business.primaryPhone)
        return take(texts.filter(isFresh).find(({ body }) => tellsOf(caller, body)))
      }),
    async staySilent(seconds) {
      await sleep(seconds * 1000, undefined, { signal: parts.signal })
      const further = (await textsTo(caller.number)).filter(isFresh)
      if (further.length > 0) throw new ScenarioFailed(`${caller.name} got a text that should not have come.`)
    },
    countTexts: async () => (await textsTo(caller.number)).filter(({ by }) => by === 'app').length,
  }
}

/** By the number, since another run may have a caller of the same name; by the name where no number is told. */
function tellsOf({ number, name }: Caller, body: string): boolean {
  const numbers = body.match(/\(?\d{3}\)?[ -.]*\d{3}[ -.]*\d{4}/g) ?? []
  if (numbers.length === 0) return body.includes(name)
  return numbers.some((told) => told.replaceAll(/\D/g, '') === number.slice(-10))
}

async function breakProviders({ ask, now, atEnd }: StageParts, seconds: number): Promise<void> {
  const { providers } = await ask<{ providers: string[] }>('GET', '/sandbox/settings')
  // Who signs in is no part of the story, and the board should stay open to watch it.
  const broken = providers.filter((provider) => provider !== 'access')
  const forMs = seconds * 1000
  const endsAt = now() + forMs
  for (const provider of broken) {
    const order = { provider, kind: 'status', status: 503, rate: 1, forMs }
    const { id } = await ask<{ id: string }>('POST', '/sandbox/faults', order)
    atEnd(() => void (now() < endsAt && ask('DELETE', `/sandbox/faults?${new URLSearchParams({ id })}`)))
  }
}

function fieldsOf({ number: phone, name, email }: Caller): Record<string, string> {
  return { name, phone, ...(email ? { email } : {}) }
}

function callOrder({ caller, business }: StageParts, outcome: string): Record<string, unknown> {
  const { number, name, email } = caller
  const { ghlLocationId: locationId } = business
  const way = locationId ? { via: 'ghl', locationId } : { via: 'twilio' }
  return { to: business.smsNumber, from: number, name, outcome, ...way, ...(email ? { email } : {}) }
}

function without(order: Record<string, unknown>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(order).filter(([field]) => field !== name))
}

function checkTaken({ ok, webhook, webhooks = [] }: Answered): void {
  if (ok) return
  const statuses = [...webhooks, ...(webhook ? [webhook] : [])].map(({ status }) => status)
  const bad = statuses.find((status) => status === null || status >= 300)
  throw new ScenarioFailed(bad ? `Shoulder answered ${bad} and did not take it.` : 'Shoulder did not take it.')
}
