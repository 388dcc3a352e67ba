import type { Outcome, TenantView } from '../contract.ts'
import type { TextingChoice, TextingView } from './texting.ts'
import type { ConflictSettlement, CrmArrangement, CrmInstall, CrmLocations, CrmTarget, CrmView } from './gohighlevel.ts'

/** The part of a tenant's RPC that concerns its connection to GoHighLevel. Refusals are `crm_refused`, in words. */
export interface TenantCrmRpc {
  readCrm(): Promise<Outcome<CrmView>>
  /** Trades what somebody came back with for tokens, which wait here until `connectCrm`. */
  takeCrmCode(code: string, redirectUri: string, email: string): Promise<Outcome<CrmInstall>>
  /** Sub-accounts of an agency that was connected. Who may see them is the router's to know. */
  listCrmLocations(companyId: string, search: string): Promise<Outcome<CrmLocations>>
  createCrmLocation(companyId: string): Promise<Outcome<{ locationId: string }>>
  /** The location has been reserved for this business before. */
  connectCrm(target: CrmTarget): Promise<Outcome<TenantView>>
  /** Has the location looked over again, and what it lacks made. */
  setUpCrm(): Promise<Outcome<CrmView>>
  dropCrm(): Promise<Outcome<TenantView>>
  /** By which provider texts leave, and what could be chosen. Asks GoHighLevel for the numbers of the location. */
  readTexting(): Promise<Outcome<TextingView>>
  chooseTexting(choice: TextingChoice): Promise<Outcome<TextingView>>
  /** Which calendar visits go to, and which workflow is meant for what. */
  arrangeCrm(asked: CrmArrangement): Promise<Outcome<CrmView>>
  /** A person has seen what both sides changed; `conflict_missing` where somebody was faster. */
  settleConflict(conflictId: string, settlement: ConflictSettlement): Promise<Outcome<null>>
}
