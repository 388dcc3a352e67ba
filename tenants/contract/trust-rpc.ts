import type { Outcome } from '../contract.ts'

/** The part of a tenant's RPC that concerns consent, rights and registration. */
export interface TenantTrustRpc {
  /** Confirms that a token is ours without changing anything, for the page a GET shows. */
  readUnsubscribe(token: string): Promise<Outcome<{ businessName: string }>>
  unsubscribe(token: string): Promise<Outcome<{ businessName: string }>>
  /** Ends what somebody has open here who may not see it any more: live boards, and notifications to their browsers. */
  dropPerson(email: string): Promise<Outcome<null>>
}
