import { ScenarioFailed, type Caller, type Stage } from './scenario.ts'
import type { Ask } from './scenario-ask.ts'
import { lookUntil } from './scenario-wait.ts'

/** What a scenario does and looks up in Shoulder itself, signed in as whoever runs the sandbox. */

type Parts = {
  caller: Caller
  business: { id: string }
  signal: AbortSignal
  ask: Ask
  now: () => number
  atEnd: (undo: () => void) => void
}
type Voice = { ringFirst: string; ringS: number; recordsMessages: boolean; keepDays: number }
type Media = { kind: string; status: string }
type Talk = { items: { media?: Media[] }[] }
type Customers = { items: { id: string; phone: string | null }[] }

export function askShoulderFor(parts: Parts): Pick<Stage, 'ringFirst' | 'awaitPicture'> {
  const path = `/api/v1/tenants/${encodeURIComponent(parts.business.id)}`
  return {
    async ringFirst() {
      const shoulder = await signIn(parts.ask)
      const { ringS, recordsMessages, keepDays, ...rest } = await shoulder<Voice>('GET', `${path}/voice`)
      const change = (ringFirst: string) => ({ ringFirst, ringS, recordsMessages, keepDays })
      await shoulder('PUT', `${path}/voice`, change('always'))
      parts.atEnd(() => void shoulder('PUT', `${path}/voice`, change(rest.ringFirst)).catch(() => undefined))
    },
    async awaitPicture() {
      const shoulder = await signIn(parts.ask)
      await lookUntil(parts, 60, 'No picture came up in the conversation', async () => {
        const { items: customers } = await shoulder<Customers>('GET', `${path}/customers`)
        const customerId = customers.find(({ phone }) => phone === parts.caller.number)?.id
        if (customerId === undefined) return undefined
        const { items: shown } = await shoulder<Talk>('GET', `${path}/conversations/${customerId}`)
        return shown.some(({ media = [] }) => media.some(isKeptPhoto)) || undefined
      })
    },
  }
}

type WebLeads = { googleKey: { lastFour: string } | null }

/** The keys that stand in the forms of the businesses' advertisements, as their owners have pasted them there. */
const pasted = new Map<string, Promise<string>>()

/** A key is shown once and a new one ends the old, so the one that stands there is kept for as long as it counts. */
export function keyOfAdvertisement(ask: Ask, businessId: string): Promise<string> {
  const before = pasted.get(businessId)
  const key = stillGood(ask, businessId, before)
  pasted.set(businessId, key)
  key.catch(() => pasted.delete(businessId))
  return key
}

async function stillGood(ask: Ask, businessId: string, before: Promise<string> | undefined): Promise<string> {
  const known = await before?.catch(() => undefined)
  const shoulder = await signIn(ask)
  const path = `/api/v1/tenants/${encodeURIComponent(businessId)}/web-leads`
  const { googleKey } = await shoulder<WebLeads>('GET', path)
  if (known !== undefined && googleKey?.lastFour === known.slice(-4)) return known
  return (await shoulder<{ key: string }>('POST', `${path}/google-key`)).key
}

function isKeptPhoto({ kind, status }: Media): boolean {
  return kind === 'photo' && status === 'kept'
}

type Shoulder = <T>(method: string, path: string, body?: unknown) => Promise<T>

async function signIn(ask: Ask): Promise<Shoulder> {
  const { appUrl, adminEmails } = await ask<{ appUrl: string; adminEmails: string[] }>('GET', '/sandbox/settings')
  const { token } = await ask<{ token: string }>('POST', '/sandbox/access/token', { email: adminEmails[0] ?? '' })
  return async <T>(method: string, path: string, body?: unknown) => {
    const headers = { 'content-type': 'application/json', 'cf-access-jwt-assertion': token }
    const json = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(`${appUrl}${path}`, { method, headers, ...json })
    if (!answer.ok) throw new ScenarioFailed(`Shoulder’s API answered ${answer.status}.`)
    return (await answer.json()) as T
  }
}
