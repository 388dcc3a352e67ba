import { clock } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { TenantTrustRpc } from './contract/trust-rpc.ts'
import { dropBrowsers } from './push-commands.ts'
import { isSuppressed, recordSuppression } from './storage/consent-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { loadToken } from './storage/message-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import { refuse, TenantCore } from './tenant-core.ts'

/** What a customer is owed by law, and what a business must show of itself. Each method wires; none decides. */
export abstract class TenantTrust extends TenantCore implements TenantTrustRpc {
  async readUnsubscribe(token: string): Promise<Outcome<{ businessName: string }>> {
    const { tenant } = this.wiring
    if (!tenant || !loadToken(this.wiring.db, token, 'unsubscribe')) return refuse('token_unknown')
    return { ok: true, value: { businessName: tenant.profile.businessName } }
  }

  async unsubscribe(token: string): Promise<Outcome<{ businessName: string }>> {
    const known = await this.readUnsubscribe(token)
    if (!known.ok) return known
    this.wiring.transact(({ db }) => {
      const link = loadToken(db, token, 'unsubscribe')
      if (!link || isSuppressed(db, 'email', link.address)) return
      const now = clock.now()
      recordSuppression(db, { channel: 'email', address: link.address, source: 'link', evidence: 'unsubscribe' }, now)
      const customerId = loadCustomer(db, link.customerId)?.customerId ?? null
      recordEvent(db, { customerId, journeyId: null, fact: { type: 'customer_opted_out', by: 'link' } }, now)
    })
    return known
  }

  async dropPerson(email: string): Promise<Outcome<null>> {
    this.live.drop(email)
    return this.within((context) => dropBrowsers(context, email))
  }
}
