import { unreachable } from '../base/result.ts'
import type { AgentName } from '../contract/agents.ts'
import type { CauseSaid } from './diagnostic/causes.ts'
import { ADS_ACTIONS, isAdsAction, isAdsWithinBounds, targetOfAds, type AdsAction } from './optimizing/action.ts'
import type { AdsEvidence } from './optimizing/evidence.ts'
import type { WordsAction } from './optimizing/words-action.ts'

/**
 * What agents may do, what they saw and what they hope for. A new kind joins the union here, its bounds and its target
 * below, its words in `words/`, and its effect in `apply-action.ts`. What stands in a decision is the business's own:
 * no name, number or word of a customer's.
 */
export type Action =
  /** Who has not called for so many months is written to. */
  | { kind: 'set_dormant_months'; from: number; to: number }
  /** Something that is set up and off is switched on, or off again. */
  | { kind: 'switch_after_job'; what: 'reengage' | 'amc'; isOn: boolean }
  /** Told once a week, in aggregate: what went out by itself. `until` is the day after the last, as all days here. */
  | { kind: 'note_started'; what: 'review' | 'amc' | 'reengage'; count: number; from: string; until: string }
  /** Other words are tried on a part of the customers; `base` is what stands meanwhile. */
  | {
      kind: 'start_experiment'
      subject: string
      language: 'en' | 'es'
      metric: 'replied' | 'booked'
      edit: string
      base: string
      text: string
      /** How many the trial needs, as it was planned. */
      customers?: number
    }
  | { kind: 'stop_experiment'; experimentId: string; subject: string; language: 'en' | 'es' }
  /** A script's own words; empty means ours. `experimentId` is the one that showed them to be better. */
  | {
      kind: 'set_script'
      subject: string
      language: 'en' | 'es'
      from: string
      to: string
      experimentId: string | null
    }
  /** A cause that was found is put to a person, who alone can mend it. */
  | { kind: 'recommend_fix'; findingId: string; fix: Fix }
  /** What is changed in the advertising account. */
  | AdsAction
  /** Which words GoHighLevel's own pages and workflows say. */
  | WordsAction

/** What a person can do about a cause; `figures` stand in its sentence. */
export type Fix = { code: FixCode; subject: string | null }
export type FixCode =
  | 'check_price'
  | 'correct_price'
  | 'check_forwarding'
  | 'check_number'
  | 'look_at_script'
  | 'look_at_hours'
  | 'look_at_ads'
  | 'connect_ads'
  | 'answer_sooner'
  | 'look_at_delivery'

export type Evidence =
  | { code: 'dormant_customers'; count: number; months: number }
  /** Of who was written to after so long, how many wrote back. */
  | { code: 'won_back'; replied: number; written: number }
  | { code: 'opted_out'; count: number; written: number }
  /** Half of those who came back did so within so many months. */
  | { code: 'return_gap'; months: number; customers: number }
  | { code: 'jobs_done'; count: number; days: number }
  | { code: 'customer_value'; amountMinor: number; customers: number }
  | { code: 'plans_offered'; agreed: number; offered: number }
  | { code: 'reviews_asked'; left: number; asked: number }
  /** Of those who got a script, how many did what was hoped for. */
  | { code: 'script_seen'; metric: 'replied' | 'booked'; hits: number; of: number; days: number }
  | { code: 'arm_seen'; isNew: boolean; metric: 'replied' | 'booked'; hits: number; of: number }
  /** What stood and the winner would have brought without the luck that helped it to win. */
  | { code: 'luck_taken_out'; metric: 'replied' | 'booked'; before: number; after: number }
  /** So many of them, in so many days, and a lift that is worth having is found. */
  | { code: 'trial_needs'; customers: number; days: number }
  /** The words themselves, with their placeholders. */
  | { code: 'words'; text: string }
  /** Of a finding: what is likeliest behind it, with its figures. */
  | { code: 'cause'; cause: CauseSaid }
  /** Of who came in by GoHighLevel, how many booked. */
  | { code: 'crm_leads_seen'; hits: number; of: number; days: number }
  | AdsEvidence

/** Shares are between 0 and 1. */
export type Expectation = {
  metric: Metric
  before: number | null
  after: number | null
  days: number
  impactMinor: number | null
  /** What is to be spared where nothing is to be gained. */
  protects?: Protected
}
export type Protected = 'who_comes_unasked' | 'who_stays_away' | 'who_wants_no_more'
export type Metric = 'won_back' | 'plans' | 'reviews' | 'replied' | 'booked' | 'revenue' | 'ad_leads' | 'none'

/** What came of it; `change` is set against a control where there is one. */
export type Outcome = {
  metric: Metric
  before: Count | null
  after: Count
  change: number | null
  /** Where the true change lies in 19 of 20 cases; null where too little happened to say. */
  low: number | null
  high: number | null
  impactMinor: number
  /** What the money comes of, where that is something else. */
  paid?: { before: Count; after: Count }
  /** Shares without the luck that a winner had; the change is theirs. */
  fair?: { before: number; after: number }
}
export type Count = { hits: number; of: number }

/** What an agent wants to do. */
export type Proposal = { action: Action; evidence: readonly Evidence[]; expectation: Expectation }

/** `record` needs nobody's leave: it says what happened and changes nothing. */
export function natureOf(action: Action): 'change' | 'record' | 'advice' {
  if (isAdsAction(action)) return 'change'
  switch (action.kind) {
    case 'set_dormant_months':
    case 'switch_after_job':
    case 'start_experiment':
    case 'stop_experiment':
    case 'set_script':
    case 'set_crm_words':
      return 'change'
    case 'note_started':
    case 'note_words_kept':
      return 'record'
    case 'recommend_fix':
      return 'advice'
    default:
      return unreachable(action)
  }
}

/** What is changed. Of one target one decision is under way. */
export function targetOf(action: Action): string {
  if (isAdsAction(action)) return targetOfAds(action)
  switch (action.kind) {
    case 'set_dormant_months':
      return 'after_job:reengage'
    case 'switch_after_job':
      return `after_job:${action.what}`
    case 'note_started':
      return `started:${action.what}:${action.from}`
    case 'start_experiment':
    case 'stop_experiment':
      return `experiment:${action.subject}:${action.language}`
    case 'set_script':
      return `script:${action.subject}:${action.language}`
    case 'set_crm_words':
      return `crm_words:${action.subject}:${action.language}`
    case 'note_words_kept':
      return `crm_words_kept:${action.experimentId}`
    case 'recommend_fix':
      return `finding:${action.findingId}`
    default:
      return unreachable(action)
  }
}

const DORMANT_MONTHS_MIN = 6
const DORMANT_MONTHS_MAX = 60
/** A setting is moved step by step, so that what comes of each can be seen. */
const DORMANT_STEP_MAX = 6
const STARTED_MAX = 10_000

/** Whether it lies within what any agent may do, whatever wrote it. These bounds are code, and no prompt. */
export function isWithinBounds(action: Action): boolean {
  if (isAdsAction(action)) return isAdsWithinBounds(action)
  switch (action.kind) {
    case 'set_dormant_months': {
      const { from, to } = action
      const isStep = from !== to && Math.abs(to - from) <= DORMANT_STEP_MAX
      return Number.isInteger(to) && isStep && to >= DORMANT_MONTHS_MIN && to <= DORMANT_MONTHS_MAX
    }
    case 'switch_after_job':
      return true
    case 'note_started':
      return Number.isInteger(action.count) && action.count > 0 && action.count <= STARTED_MAX
    case 'start_experiment':
      return isTried(action.subject) && action.text !== action.base && isWording(action.text) && isSample(action)
    case 'stop_experiment':
      return isTried(action.subject) && action.experimentId.startsWith('exp_')
    case 'set_script':
    case 'set_crm_words':
      return isTried(action.subject) && action.from !== action.to && (action.to === '' || isWording(action.to))
    case 'note_words_kept':
      return isTried(action.subject) && action.experimentId.startsWith('exp_')
    case 'recommend_fix':
      return action.findingId.startsWith('fnd_')
    default:
      return unreachable(action)
  }
}

/** No agent words what the law words for us, nor safety advice. */
const SCRIPTS_TRIED = ['missed_call_text', 'price_answer']
const WORDING_CHARS_MAX = 320

/** A sample that no business could have is none. */
const CUSTOMERS_MIN = 100
const CUSTOMERS_MAX = 20_000
const isSample = ({ customers = CUSTOMERS_MIN }: { customers?: number }) =>
  Number.isInteger(customers) && customers >= CUSTOMERS_MIN && customers <= CUSTOMERS_MAX

const isTried = (subject: string) => SCRIPTS_TRIED.includes(subject)
const isWording = (text: string) => text.trim() !== '' && text.length <= WORDING_CHARS_MAX

/** Whose business an action is: no agent acts in another's. */
export const MAY_DO: Readonly<Record<AgentName, readonly Action['kind'][]>> = {
  monitor: [],
  cx: ['start_experiment', 'stop_experiment', 'set_script'],
  diagnostic: ['recommend_fix'],
  optimizing: [...ADS_ACTIONS, 'set_crm_words', 'note_words_kept'],
  retention: ['set_dormant_months', 'switch_after_job', 'note_started'],
}
