import { signal, type ReadonlySignal } from '@preact/signals'
import type { TextingChoice, TextingView } from '../../tenants/contract/texting.ts'
import { call, tenantPath, type Problem, type Shape } from '../api.ts'

/** By which provider the texts of a business leave. */

const SHAPE: Shape<TextingView> = { smsVia: 'string', number: 'string', missingScopes: 'array', numbers: 'array' }

/** What somebody is about to choose. */
export type TextingDraft = {
  smsVia: TextingView['smsVia']
  number: string
  isRegistered: boolean
  coversOffers: boolean
}

export type TextingModel = {
  view: ReadonlySignal<TextingView | null>
  problem: ReadonlySignal<Problem | null>
  isBusy: ReadonlySignal<boolean>
  load: () => Promise<boolean>
  choose: (draft: TextingDraft) => Promise<boolean>
}

export function openTexting(tenantId: string): TextingModel {
  const view = signal<TextingView | null>(null)
  const problem = signal<Problem | null>(null)
  const isBusy = signal(false)

  /** Answers whether it was done; what went wrong stands in `problem`. */
  const ask = async (method: 'GET' | 'PUT', body?: unknown): Promise<boolean> => {
    isBusy.value = true
    const options = body === undefined ? { shape: SHAPE } : { body, shape: SHAPE }
    const answer = await call<TextingView>(method, tenantPath(tenantId, 'gohighlevel/texting'), options)
    isBusy.value = false
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) view.value = answer.value
    return answer.ok
  }
  return { view, problem, isBusy, load: () => ask('GET'), choose: (draft) => ask('PUT', choiceOf(draft)) }
}

/** As things are: the number that is in use, or else the one that GoHighLevel itself texts from. */
export function draftOf({ smsVia, number, coversOffers, numbers }: TextingView): TextingDraft {
  const own = numbers.find((one) => one.number === number) ?? numbers.find(({ isDefault }) => isDefault) ?? numbers[0]
  const isThere = smsVia === 'gohighlevel'
  return { smsVia, number: own?.number ?? '', isRegistered: isThere, coversOffers: coversOffers === true }
}

/** Whether choosing this would change anything. */
export function isNews(draft: TextingDraft, view: TextingView): boolean {
  if (draft.smsVia !== view.smsVia) return true
  if (draft.smsVia === 'twilio') return false
  return draft.number !== view.number || draft.coversOffers !== view.coversOffers
}

function choiceOf({ smsVia, number, coversOffers }: TextingDraft): TextingChoice | Record<string, unknown> {
  return smsVia === 'twilio' ? { smsVia } : { smsVia, number, isRegistered: true, coversOffers }
}
