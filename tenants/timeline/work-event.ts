import type { LeadId } from '../base/ids.ts'
import type { AfterFact } from './after-event.ts'
import type { AgentFact } from './agent-event.ts'
import type { LeadSource } from '../base/lead-source.ts'

/** Why nothing can be had from the advertising account any more until a person does something. */
export type AdsLoss = 'token_revoked' | 'not_ads_user' | 'access_denied' | 'account_closed'
/** The same of the CRM. */
export type CrmLoss = 'uninstalled' | 'token_revoked' | 'token_refused' | 'location_gone' | 'scope_missing'

/** `entry`: an appointment that was entered there, and has no place here. */
/** Each of two records had one before they turned out to be one person. */
type Doubled = 'doubled_visits' | 'doubled_plans'
export type CrmConflictFact = {
  type: 'crm_conflict'
  what: 'lead' | 'visit' | 'entry' | 'calendar' | 'blocked' | 'texts' | 'phone' | 'card' | 'address' | Doubled
  ours: string
  theirs: string
  winner: 'ours' | 'theirs'
}

export type ExperimentEnd = 'won' | 'even' | 'harmful' | 'by_person' | 'script_changed' | 'words_refused' | 'taken_back'

/** Facts of what comes after the first text: visits, jobs, quotes, contracts, and who is who. */
export type WorkFact =
  | AfterFact
  | AgentFact
  | { type: 'lead_received'; source: LeadSource; isRepeat: boolean }
  /** The technician is asked what it costs. */
  | { type: 'quote_drafted'; quoteId: string }
  | { type: 'quote_approved'; quoteId: string; fromMinor: number; toMinor: number }
  | { type: 'quote_closed'; outcome: string }
  | { type: 'call_held_back'; callId: string; reason: string }
  | { type: 'call_released'; callId: string }
  /** One person under two records had visits or plans under both; all of them stand. */
  | { type: 'records_doubled'; visits: number; plans: number }
  | { type: 'relation_changed'; relation: string | null }
  /** The opportunity was moved there by somebody, and our lead follows. */
  | { type: 'crm_moved'; leadId: LeadId; from: string; to: string; revenueMinor: number | null }
  /** Somebody made an opportunity there, and it is a lead of ours from now on. */
  | { type: 'crm_lead_made'; leadId: LeadId; status: string }
  /** The customer's contact went into a workflow of the business's own, or out of it. */
  | { type: 'crm_enrolled'; workflow: string; isIn: boolean }
  /** Both sides changed one thing; the later change counts, and the other stands here. */
  | CrmConflictFact
  /** A person has seen it: what counts stays, or the other side was right. */
  | { type: 'crm_conflict_settled'; what: CrmConflictFact['what']; take: 'winner' | 'other' | 'ours' | 'theirs' }
  /** A workflow or a campaign there wrote to the customer. */
  | { type: 'crm_texted'; messageId: string }
  /** What GoHighLevel never told, and a comparison found. */
  | { type: 'crm_healed'; calls: number; texts: number; leads: number; visits: number }
  /** Forms below advertisements of which Google's message was lost, and that stood in the account. */
  | { type: 'forms_found'; forms: number }
  /** The last four digits of the numbers. */
  | { type: 'phone_changed'; from: string; to: string }
  | { type: 'crm_stage_unknown'; stage: string }
  | { type: 'crm_gone'; what: 'contact' | 'opportunity' | 'appointment' }
  /** Other words for a script are tried; their customers are counted, not named. */
  | { type: 'experiment_started'; experimentId: string; subject: string; language: string; arms: number }
  /** `why`: the rule's own, or what somebody did to it. */
  | { type: 'experiment_ended'; experimentId: string; subject: string; language: string; why: ExperimentEnd }
  /** The technician called through us, and nobody took it. */
  | { type: 'called_in_vain' }
  /** A picture or a recording is ours; `messageId` where it came with a text. */
  | { type: 'media_kept'; mediaId: string; kind: 'photo' | 'recording'; messageId?: string }
  | { type: 'media_failed'; mediaId: string; kind: 'photo' | 'recording'; code: string; messageId?: string }
  | { type: 'crm_connected' }
  /** `scope`: the permission that was refused, where it is one. */
  | { type: 'crm_disconnected'; loss: CrmLoss; scope?: string }
  /** By a person of the business. */
  | { type: 'crm_dropped' }
  /** By its name at Google. */
  | { type: 'ads_connected'; account: string }
  | { type: 'ads_disconnected'; loss: AdsLoss }
  /** By a person of the business; `isTold`: Google has taken the leave back as well. */
  | { type: 'ads_dropped'; isTold: boolean }
  /** Texts leave by another provider or number from now on. */
  | { type: 'texting_moved'; via: 'twilio' | 'gohighlevel'; number: string }
  /** What the location lacked is there now; `problems` counts what could not be made. */
  | { type: 'crm_set_up'; made: number; problems: number }
  /** Somebody has changed a custom value of ours there; `name` is what it is called. */
  | { type: 'crm_value_kept'; name: string }
  /** Another program could not be told of something, for all that was tried. */
  | { type: 'webhook_failing'; host: string; code: string }
