import { signal, type ReadonlySignal } from '@preact/signals'
import * as v from 'valibot'
import { OnCallPatch, type OnCallContact, type OnCallView } from '../../tenants/contract/on-call.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'
import type { FormRules } from './form.ts'
import { readPhone, writePhone } from './phone-field.ts'
import type { SaveOutcome } from './settings-model.ts'

/** Who is on call: the list as it stands on the server, and as it stands in the fields. */

const SHAPE: Shape<OnCallView> = { contacts: 'array', stepAfterMs: 'number', rounds: 'number', version: 'number' }
const MINUTE_MS = 60_000

export type ContactRow = {
  /** Keeps a person their place on the page while others move. */
  key: string
  name: string
  phone: string
  email: string
}
export type OnCallFields = { rows: ContactRow[]; minutes: string; rounds: string }

const Whole = v.omit(OnCallPatch, ['version'])

export const ON_CALL_RULES: FormRules<OnCallFields, typeof Whole> = {
  schema: Whole,
  toValue: ({ rows, minutes, rounds }) => ({
    contacts: rows.map(({ name, phone, email }) => ({
      name,
      phone: readPhone(phone),
      email: email.trim() === '' ? null : email.trim(),
    })),
    stepAfterMs: minutes.trim() === '' ? Number.NaN : Math.round(Number(minutes.replace(',', '.')) * MINUTE_MS),
    rounds: Number(rounds),
  }),
}

export function fieldsOf({ contacts, stepAfterMs, rounds }: OnCallView): OnCallFields {
  return { rows: contacts.map(rowOf), minutes: String(stepAfterMs / MINUTE_MS), rounds: String(rounds) }
}

function rowOf({ name, phone, email }: OnCallContact, index: number): ContactRow {
  return { key: `kept-${index}`, name, phone: writePhone(phone), email: email ?? '' }
}

/** The same list with one person a place further up or down. */
export function moveRow(rows: readonly ContactRow[], from: number, by: -1 | 1): ContactRow[] {
  const to = from + by
  const [row, other] = [rows[from], rows[to]]
  if (row === undefined || other === undefined) return [...rows]
  return rows.map((each, index) => (index === from ? other : index === to ? row : each))
}

/** How long it takes until everybody was alerted in vain; null while the fields hold no numbers. */
export function timeUntilSpentMs({ rows, minutes, rounds }: OnCallFields): number | null {
  const each = Number(minutes.replace(',', '.')) * MINUTE_MS
  const total = each * Math.max(1, rows.length) * Number(rounds)
  return Number.isFinite(total) && total > 0 ? total : null
}

export type OnCallModel = {
  view: ReadonlySignal<OnCallView | null>
  problem: ReadonlySignal<Problem | null>
  load: () => Promise<void>
  save: (value: v.InferOutput<typeof Whole>) => Promise<SaveOutcome>
}

export function openOnCall(tenantId: string): OnCallModel {
  const view = signal<OnCallView | null>(null)
  const problem = signal<Problem | null>(null)
  const path = tenantPath(tenantId, 'on-call')
  return {
    view,
    problem,
    load: async () => {
      const answer = await get<OnCallView>(path, SHAPE)
      problem.value = answer.ok ? null : answer.problem
      if (answer.ok) view.value = answer.value
    },
    save: async (value) => {
      const body = { ...value, version: view.value?.version ?? 0 }
      const answer = await call<OnCallView>('PUT', path, { body, shape: SHAPE })
      if (!answer.ok) return { kind: 'refused', problem: answer.problem }
      view.value = answer.value
      return { kind: 'saved', isMerged: false }
    },
  }
}
