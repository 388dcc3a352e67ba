import { signal, type ReadonlySignal } from '@preact/signals'
import * as v from 'valibot'
import { WebLeadsPatch, type NewGoogleKey, type WebLeadsView } from '../../tenants/contract/web-leads.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'
import { now } from '../clock.ts'
import type { FormRules } from './form.ts'
import type { SaveOutcome } from './settings-model.ts'

/** How requests from forms come in, as it stands on the server and in its fields. */

const SHAPE: Shape<WebLeadsView> = { isOn: 'boolean', origins: 'array', formUrl: 'string', lastLeadAt: 'object' }
const KEY_SHAPE: Shape<NewGoogleKey> = { ...SHAPE, key: 'string' }

/** One site a line. */
export type LeadFields = { isOn: boolean; sites: string }
type Whole = Omit<WebLeadsPatch, 'version'>

const WholeSchema = v.omit(WebLeadsPatch, ['version'])

export const LEAD_RULES: FormRules<LeadFields, typeof WholeSchema> = {
  schema: WholeSchema,
  toValue: ({ isOn, sites }) => ({ isOn, origins: linesOf(sites) }),
}

export function leadFields({ isOn, origins }: WebLeadsPatch): LeadFields {
  return { isOn, sites: origins.join('\n') }
}

export function linesOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((line) => line !== '')
}

/** The first line that is no site; a fault of the whole stands with its bound, as those of prices do. */
export function siteAtFault(faultAt: (path: string) => unknown, sites: string): string | null {
  return linesOf(sites).find((_, place) => pathsOf(place).some((path) => faultAt(path) !== null)) ?? null
}

/** Every place at which a fault may show once the field was left. */
export function leaveSites(sites: string): string[] {
  return linesOf(sites).flatMap((_, place) => pathsOf(place))
}

function pathsOf(place: number): string[] {
  return [`origins.${place}`, `origins.${place}.to`]
}

/** What to paste into a page for the form to stand there. */
export function embedCode(formUrl: string, title: string): string {
  const quoted = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<iframe src="${formUrl}" title="${quoted}" width="100%" height="720" style="border: 0" loading="lazy"></iframe>`
}

export type WebLeadsModel = {
  tenantId: string
  view: ReadonlySignal<WebLeadsView | null>
  problem: ReadonlySignal<Problem | null>
  /** A key that was just made: nobody can read it again once this page is left. */
  freshKey: ReadonlySignal<string | null>
  isBusy: ReadonlySignal<boolean>
  settled: ReadonlySignal<number>
  load: () => Promise<void>
  save: (value: Whole) => Promise<SaveOutcome>
  makeKey: () => Promise<Problem | null>
  revokeKey: () => Promise<Problem | null>
  /** Sends what Google Ads sends when somebody presses "Send test data" there, by the same door. */
  sendTest: () => Promise<Problem | null>
}

export function openWebLeads(tenantId: string): WebLeadsModel {
  const view = signal<WebLeadsView | null>(null)
  const problem = signal<Problem | null>(null)
  const freshKey = signal<string | null>(null)
  const isBusy = signal(false)
  const path = tenantPath(tenantId, 'web-leads')
  const busily = async (work: () => Promise<Problem | null>): Promise<Problem | null> => {
    isBusy.value = true
    const refused = await work()
    isBusy.value = false
    return refused
  }
  const load = async () => {
    const answer = await get<WebLeadsView>(path, SHAPE)
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) view.value = answer.value
  }
  const changeKey = (method: 'POST' | 'DELETE', shape: Shape<NewGoogleKey>) =>
    busily(async () => {
      const answer = await call<NewGoogleKey>(method, `${path}/google-key`, { shape })
      if (!answer.ok) return answer.problem
      const { key = null, ...changed } = answer.value as WebLeadsView & { key?: string | null }
      view.value = changed
      freshKey.value = key
      return null
    })
  return {
    tenantId,
    view,
    problem,
    freshKey,
    isBusy,
    settled: signal(0),
    load,
    save: async (value) => {
      const body = { ...value, version: view.value?.version ?? 0 }
      const answer = await call<WebLeadsView>('PUT', path, { body, shape: SHAPE })
      if (answer.ok) {
        view.value = answer.value
        return { kind: 'saved', isMerged: false }
      }
      // Theirs comes in beside what was changed here; whoever looks at both can save again.
      if (answer.problem.code === 'edited_meanwhile') await load()
      return { kind: 'refused', problem: answer.problem }
    },
    makeKey: () => changeKey('POST', KEY_SHAPE),
    revokeKey: () => changeKey('DELETE', SHAPE),
    sendTest: () =>
      busily(async () => {
        const body = { google_key: freshKey.value ?? '', is_test: true, lead_id: `test-${now()}`, user_column_data: [] }
        const answer = await call('POST', '/hooks/google-ads/lead', { body })
        await load()
        return answer.ok ? null : answer.problem
      }),
  }
}
