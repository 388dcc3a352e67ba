import { signal, type ReadonlySignal } from '@preact/signals'
import type * as v from 'valibot'
import type { RegistrationOutcome, RegistrationPatch, RegistrationView } from '../../tenants/contract/registration.ts'
import { call, get, tenantPath, type Answer, type Problem, type Shape } from '../api.ts'
import { readPhone, writePhone } from './phone-field.ts'
import type { SaveOutcome } from './settings-model.ts'

/** A business's registration for texting, and the steps that can be taken with it. */

const SHAPE: Shape<RegistrationView> = { state: 'string', fields: 'object', issues: 'array', isOpen: 'boolean' }

export type RegistrationModel = {
  view: ReadonlySignal<RegistrationView | null>
  problem: ReadonlySignal<Problem | null>
  isBusy: ReadonlySignal<boolean>
  load: () => Promise<void>
  save: (patch: RegistrationPatch) => Promise<SaveOutcome>
  /** Whether it was handed in. */
  submit: () => Promise<boolean>
  judge: (outcome: RegistrationOutcome) => Promise<boolean>
}

export function openRegistration(tenantId: string): RegistrationModel {
  const view = signal<RegistrationView | null>(null)
  const problem = signal<Problem | null>(null)
  const isBusy = signal(false)
  const path = (rest = '') => tenantPath(tenantId, `registration${rest}`)

  const take = (answer: Answer<RegistrationView>): boolean => {
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) view.value = answer.value
    return answer.ok
  }
  const step = async (rest: string, body?: unknown): Promise<boolean> => {
    isBusy.value = true
    const sent = body === undefined ? { shape: SHAPE } : { body, shape: SHAPE }
    const isDone = take(await call<RegistrationView>('POST', path(rest), sent))
    isBusy.value = false
    return isDone
  }
  return {
    view,
    problem,
    isBusy,
    load: async () => void take(await get<RegistrationView>(path(), SHAPE)),
    save: async (patch) => {
      const answer = await call<RegistrationView>('PUT', path(), { body: patch, shape: SHAPE })
      if (!answer.ok) return { kind: 'refused', problem: answer.problem }
      take(answer)
      return { kind: 'saved', isMerged: false }
    },
    submit: () => step('/submit'),
    judge: (outcome) => step('/outcome', outcome),
  }
}

/** How many sample texts the form has room for. */
const SAMPLES_SHOWN = 3

/** What stands in the form. The EIN is only ever typed anew, so its field begins empty. */
export type RegistrationForm = ReturnType<typeof formOf>

export function formOf({ fields }: Pick<RegistrationView, 'fields'>) {
  const { sampleTexts, helpPhone, helpEmail, ...rest } = fields
  return {
    ...rest,
    ein: '',
    samples: Array.from(
      { length: Math.max(SAMPLES_SHOWN, sampleTexts.length) },
      (_, index) => sampleTexts[index] ?? '',
    ),
    helpPhone: helpPhone === null ? '' : writePhone(helpPhone),
    helpEmail: helpEmail ?? '',
  }
}

type RegistrationInput = v.InferInput<typeof RegistrationPatch>

/** What the schema is to judge. A brand without an EIN forgets the one that was kept. */
export function patchOf({ ein, samples, helpPhone, helpEmail, ...rest }: RegistrationForm): RegistrationInput {
  const typed = ein.trim()
  const isSole = rest.brandType === 'sole_proprietor'
  return {
    ...rest,
    ...(isSole ? { ein: null } : typed === '' ? {} : { ein: typed }),
    sampleTexts: samples.filter((text) => text.trim() !== ''),
    helpPhone: helpPhone.trim() === '' ? null : readPhone(helpPhone),
    helpEmail: helpEmail.trim() === '' ? null : helpEmail,
  }
}
