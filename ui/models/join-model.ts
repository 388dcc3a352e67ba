import { signal, type ReadonlySignal } from '@preact/signals'
import type { PriceBookEntry } from '../../tenants/contract.ts'
import type { CrmStep, JoinStep, JoinView } from '../../tenants/contract/join.ts'
import { call, get, type Problem, type Shape } from '../api.ts'
import { draftOf } from '../drafts.ts'
import type { Form } from './form.ts'
import { stepToShow } from './join-steps.ts'

/** Joining: what the server kept of it, which step is open, and how a step is sent. */

const PATH = '/api/v1/join'
const SHAPE: Shape<JoinView> = { email: 'string', draft: 'object', previews: 'array', isLive: 'boolean' }

export type JoinModel = {
  view: ReadonlySignal<JoinView | null>
  step: ReadonlySignal<JoinStep>
  /** Why it could not be loaded, or why the last step was not taken. */
  problem: ReadonlySignal<Problem | null>
  isSending: ReadonlySignal<boolean>
  load: () => Promise<void>
  /** Asks again without moving from the step. */
  refresh: () => Promise<void>
  open: (step: JoinStep) => void
  /** Reads the address again, after Back or Forward. */
  follow: () => void
  /** True where the server took it. A refusal that is about fields stands beside them. */
  send: <Fields, Value>(
    step: Exclude<JoinStep, 'gohighlevel' | 'review'>,
    form: Form<Fields, Value>,
  ) => Promise<boolean>
  /** With GoHighLevel, or without it for now. */
  chooseCrm: (choice: CrmStep['choice']) => Promise<boolean>
  goLive: () => Promise<boolean>
  fetchStarter: (trade: string) => Promise<PriceBookEntry[] | null>
}

export function openJoin(): JoinModel {
  const view = signal<JoinView | null>(null)
  const step = signal<JoinStep>('business')
  const problem = signal<Problem | null>(null)
  const isSending = signal(false)

  const follow = () => {
    if (view.value !== null) step.value = stepToShow(view.value, new URLSearchParams(location.search).get('step'))
  }
  const take = async (asked: ReturnType<typeof call<JoinView>>) => {
    isSending.value = true
    problem.value = null
    const answer = await asked
    isSending.value = false
    if (answer.ok) view.value = answer.value
    else problem.value = answer.problem
    return answer
  }

  return {
    view,
    step,
    problem,
    isSending,
    follow,
    load: async () => {
      await take(get<JoinView>(PATH, SHAPE))
      follow()
    },
    refresh: async () => void (await take(get<JoinView>(PATH, SHAPE))),
    open: (wanted) => {
      problem.value = null
      if (wanted === step.value) return
      history.pushState(null, '', `/join?step=${wanted}`)
      follow()
      scrollTo(0, 0)
    },
    send: async (name, form) => {
      const value = form.check()
      if (value === null || isSending.value) return false
      const answer = await take(call<JoinView>('PUT', `${PATH}/${name}`, { body: value, shape: SHAPE }))
      if (answer.ok) draftOf(draftKey(answer.value.email, name)).value = ''
      else if (form.refuse(answer.problem.issues)) problem.value = null
      return answer.ok
    },
    chooseCrm: async (choice) =>
      (await take(call<JoinView>('PUT', `${PATH}/gohighlevel`, { body: { choice }, shape: SHAPE }))).ok,
    goLive: async () => (await take(call<JoinView>('POST', `${PATH}/live`, { shape: SHAPE }))).ok,
    fetchStarter: async (trade) => {
      const answer = await get<{ priceBook: PriceBookEntry[] }>(`${PATH}/starter/${encodeURIComponent(trade)}`, {
        priceBook: 'array',
      })
      return answer.ok ? answer.value.priceBook : null
    },
  }
}

/** Somebody else who joins on this phone must not find the words of the one before. */
export function draftKey(email: string, step: JoinStep): string {
  return `join/${email}/${step}`
}

/** The fields as they were left unsent, or as the server has them. */
export function recallFields<Fields extends object>(email: string, step: JoinStep, kept: Fields): Fields {
  try {
    const left: unknown = JSON.parse(draftOf(draftKey(email, step)).peek())
    return typeof left === 'object' && left !== null ? { ...kept, ...left } : kept
  } catch {
    return kept
  }
}
