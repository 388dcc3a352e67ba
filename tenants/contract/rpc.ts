import type { NewTenant, Outcome, ProfilePatch, Receipt, TenantView } from '../contract.ts'
import type { CallScript } from '../base/greeting.ts'
import type { Once } from './once.ts'
import type { PolicyPatch } from './policy.ts'
import type { Signal } from '../providers/inbound.ts'
import type { AdsRpc } from './ads-rpc.ts'
import type { AgentsRpc } from './agents-rpc.ts'
import type { TenantApiRpc } from './api-rpc.ts'
import type { ForwardingTest, JoinView } from './join.ts'
import type { BoardView, ConversationQuery, ConversationView, Language, LeadPatch, NumbersView } from './board.ts'
import type { LeadView, ListItem, ListName, Page, PageQuery } from './lists.ts'
import type { Read, ReadAnswer } from './reads.ts'
import type { PushSubscription } from './push.ts'
import type { TenantTrustRpc } from './trust-rpc.ts'
import type { TenantWorkRpc } from './work-rpc.ts'
import type { ScriptPatch, ScriptPreview, ScriptQuestion, ScriptView } from './scripts.ts'

/** A socket that the router lets through: what its client has seen, whose it is and until when they are signed in. */
export type LiveRequest = { after: number | null; language: Language | null; email: string; expiresAt: number }

export type CallReceipt = { receipt: Receipt; script: CallScript | null }

/**
 * The tenant object as the router sees it. `receive` returns only after what it recorded is durable and throws only
 * when it could not be stored, so that the router can answer with the status that makes the provider try again.
 */
export interface TenantRpc extends AgentsRpc, AdsRpc, TenantTrustRpc, TenantWorkRpc, TenantApiRpc {
  open(tenantId: string, profile: NewTenant): Promise<TenantView>
  view(): Promise<TenantView | null>
  /** `version` is the one the change was made from, null where the caller does not mind. */
  changeProfile(patch: ProfilePatch, version: number | null): Promise<Outcome<TenantView>>
  changePolicy(patch: PolicyPatch, version: number | null): Promise<Outcome<TenantView>>
  receive(signal: Signal): Promise<Receipt>
  /** The same where a call waits for what it is to hear; that is null where the business cannot say. */
  receiveCall(signal: Signal): Promise<CallReceipt>
  list(name: ListName, query: PageQuery): Promise<Page<ListItem>>
  /** Many of these and of the other lists in one call, answered in their order. */
  readMany(reads: Read[]): Promise<Outcome<ReadAnswer>[]>
  /** `once`: asked again under the same key it answers as the first time; `key_reused` where it is something else. */
  writeAsHuman(customerId: string, text: string, once: Once | null): Promise<Outcome<{ entryId: string }>>
  takeOver(customerId: string): Promise<Outcome<null>>
  handBack(customerId: string): Promise<Outcome<null>>
  /** Sends a dead or doubtful entry once more. */
  retryEntry(entryId: string): Promise<Outcome<null>>
  /** Leaves such an entry alone for good. */
  dismissEntry(entryId: string): Promise<Outcome<null>>
  /** Sentences in the language asked for, else in the business's own. */
  board(language: Language | null): Promise<Outcome<BoardView>>
  conversation(customerId: string, query: ConversationQuery): Promise<Outcome<ConversationView>>
  numbers(dayCount: number): Promise<Outcome<NumbersView>>
  /** `lead_moved` where the lead is not where the person saw it. */
  moveLead(leadId: string, patch: LeadPatch): Promise<Outcome<LeadView>>
  confirmBooking(customerId: string, at: number | null): Promise<Outcome<null>>
  /** Opens a live socket, for a `LiveRequest` in the header `x-shoulder-live`. Only the router can call this. */
  fetch(request: Request): Promise<Response>
  /** Push: `email` is whoever is signed in. Refused as `push_off`, or as `subscription_refused` with issues. */
  subscribe(subscription: PushSubscription, email: string): Promise<Outcome<null>>
  dropSubscription(endpoint: string, email: string): Promise<Outcome<null>>
  /** One push to each browser of this person, now. Refused as `test_refused` where none took it. */
  testPush(email: string): Promise<Outcome<null>>
  /** Every script in every language, the business's own words or ours. */
  listScripts(): Promise<Outcome<ScriptView[]>>
  previewScript(question: ScriptQuestion): Promise<Outcome<ScriptPreview>>
  /** Refused as `script_refused` with issues, or as `edited_meanwhile`. */
  changeScript(patch: ScriptPatch): Promise<Outcome<ScriptView>>
  /** Three texts as the next customer would get them. */
  previews(): Promise<Outcome<JoinView['previews']>>
  /** Calls the technician's phone, unless a test runs or ran too often: `test_refused`. */
  startForwardingTest(language: 'en' | 'es'): Promise<Outcome<ForwardingTest>>
  readForwardingTest(language: 'en' | 'es'): Promise<Outcome<ForwardingTest | null>>
}
