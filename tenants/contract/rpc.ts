import type { NewTenant, Outcome, PolicyPatch, ProfilePatch, Receipt, TenantView } from '../contract.ts'
import type { Signal } from '../providers/inbound.ts'
import type { JoinView } from './join.ts'
import type { ListItem, ListName, Page, PageQuery } from './lists.ts'
import type { ScriptPatch, ScriptPreview, ScriptQuestion, ScriptView } from './scripts.ts'

/**
 * The tenant object as the router sees it. `receive` returns only after what it recorded is durable and throws only
 * when it could not be stored, so that the router can answer with the status that makes the provider try again.
 */
export interface TenantRpc {
  open(tenantId: string, profile: NewTenant): Promise<TenantView>
  view(): Promise<TenantView | null>
  /** `version` is the one the change was made from, null where the caller does not mind. */
  changeProfile(patch: ProfilePatch, version: number | null): Promise<Outcome<TenantView>>
  changePolicy(patch: PolicyPatch, version: number | null): Promise<Outcome<TenantView>>
  receive(signal: Signal): Promise<Receipt>
  list(name: ListName, query: PageQuery): Promise<Page<ListItem>>
  writeAsHuman(customerId: string, text: string): Promise<Outcome<{ entryId: string }>>
  takeOver(customerId: string): Promise<Outcome<null>>
  handBack(customerId: string): Promise<Outcome<null>>
  /** Confirms that a token is ours without changing anything, for the page a GET shows. */
  readUnsubscribe(token: string): Promise<Outcome<{ businessName: string }>>
  unsubscribe(token: string): Promise<Outcome<{ businessName: string }>>
  /** Sends a dead or doubtful entry once more. */
  retryEntry(entryId: string): Promise<Outcome<null>>
  /** Every script in every language, the business's own words or ours. */
  listScripts(): Promise<Outcome<ScriptView[]>>
  previewScript(question: ScriptQuestion): Promise<Outcome<ScriptPreview>>
  /** Refused as `script_refused` with issues, or as `edited_meanwhile`. */
  changeScript(patch: ScriptPatch): Promise<Outcome<ScriptView>>
  /** Three texts as the next customer would get them. */
  previews(): Promise<Outcome<JoinView['previews']>>
}
