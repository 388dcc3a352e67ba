import { signal } from '@preact/signals'
import type { AdsBounds, AdsChangeView, AdsView, CampaignPatch } from '../../tenants/contract/ads.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'
import { recall, remember } from '../memory.ts'
import { language } from '../words/language.ts'
import { Rereading } from './rereading.ts'
import type { SaveOutcome } from './settings-model.ts'
import { onLiveEvent, wholeReadings } from './tenant-model.ts'

/** Google Ads as it stands: the account, its figures, its limits and what was changed. */

const SHAPE: Shape<AdsView> = { standing: 'string', bounds: 'object', campaigns: 'array', changes: 'array' }

export const AD_RANGES = [7, 30, 90] as const
export type AdRange = (typeof AD_RANGES)[number]

/** The first figures are told by no event of a customer's. */
const FIRST_READING_MS = 5_000

export class AdsModel {
  readonly tenantId: string
  readonly view = signal<AdsView | null>(null)
  readonly problem = signal<Problem | null>(null)
  readonly range = signal<AdRange>(recallRange())
  readonly isBusy = signal(false)
  /** Counts readings that stand apart from what is being typed; the forms of the settings begin again by it. */
  readonly settled = signal(0)
  readonly connectPath: string
  readonly #stops: (() => void)[]
  readonly #reading = new Rereading<AdsView>(
    () => get(this.#path(`?days=${this.range.peek()}&lang=${language.peek()}`), SHAPE),
    (answer) => {
      this.problem.value = answer.ok ? null : answer.problem
      if (answer.ok) this.#take(answer.value)
    },
  )

  constructor(tenantId: string, from: 'join' | 'settings' = 'settings') {
    this.tenantId = tenantId
    this.connectPath = `/api/v1/connect/google-ads?tenant=${encodeURIComponent(tenantId)}&from=${from}`
    this.#stops = [
      onLiveEvent(({ event }) => /^(ads|ad_|agent_)/.test(event.type) && this.#reading.soon()),
      wholeReadings.subscribe(() => this.view.peek() !== null && this.#reading.soon()),
      // The sentences are the server's; another language asks for them anew. The first call is the first reading.
      language.subscribe(() => void this.load()),
    ]
  }

  close(): void {
    this.#reading.close()
    for (const stop of this.#stops) stop()
  }

  load(): Promise<void> {
    return this.#reading.now()
  }

  async chooseRange(range: AdRange): Promise<void> {
    this.range.value = range
    remember('ads.range', String(range))
    await this.load()
  }

  chooseAccount(accountId: string): Promise<Problem | null> {
    return this.#ask('PUT', '/account', { accountId })
  }

  drop(): Promise<Problem | null> {
    return this.#ask('DELETE', '/account')
  }

  /** Stops every change, or lets them go on. */
  setStopped(isStopped: boolean): Promise<Problem | null> {
    return this.#ask('PATCH', '', { isStopped })
  }

  changeCampaign(campaignId: string, patch: CampaignPatch): Promise<Problem | null> {
    return this.#ask('POST', `/campaigns/${encodeURIComponent(campaignId)}`, patch)
  }

  /** What an agent decided is taken back whole: its changes belong together. */
  async undo({ id, decisionId }: AdsChangeView): Promise<Problem | null> {
    if (decisionId === null) return this.#ask('POST', `/changes/${encodeURIComponent(id)}/undo`, {})
    const path = tenantPath(this.tenantId, `decisions/${encodeURIComponent(decisionId)}`)
    const answer = await call('PATCH', path, { body: { move: 'undo' } })
    await this.load()
    return answer.ok ? null : answer.problem
  }

  async saveBounds(bounds: Omit<AdsBounds, 'version'>): Promise<SaveOutcome> {
    const version = this.view.peek()?.bounds.version ?? 0
    const problem = await this.#ask('PATCH', '', { bounds: { ...bounds, version } })
    if (problem === null) return { kind: 'saved', isMerged: false }
    // Theirs comes in beside what was changed here; whoever looks at both can save again.
    if (problem.code === 'edited_meanwhile') await this.load()
    const issues = Object.entries(problem.issues).map(([path, words]) => [path.replace(/^bounds\./, ''), words])
    return { kind: 'refused', problem: { ...problem, issues: Object.fromEntries(issues) as Problem['issues'] } }
  }

  /** Answers why it was not done, or null where it was. */
  async #ask(method: 'PUT' | 'POST' | 'PATCH' | 'DELETE', rest: string, body?: unknown): Promise<Problem | null> {
    this.isBusy.value = true
    const options = body === undefined ? { shape: SHAPE } : { body, shape: SHAPE }
    const answer = await call<AdsView>(method, this.#path(rest), options)
    this.isBusy.value = false
    // What came back may be of other days than those that are looked at.
    await this.load()
    return answer.ok ? null : answer.problem
  }

  #path(rest: string): string {
    return tenantPath(this.tenantId, `ads${rest}`)
  }

  #take(view: AdsView): void {
    this.view.value = view
    const isFirst = view.standing === 'connected' && view.readAt === null
    if (isFirst || view.changes.some(({ status }) => status === 'ordered')) this.#reading.soon(FIRST_READING_MS)
  }
}

function recallRange(): AdRange {
  const kept = Number(recall('ads.range'))
  return AD_RANGES.find((range) => range === kept) ?? 30
}
