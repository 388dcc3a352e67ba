import type { Instant } from '../base/clock.ts'
import type { DnsRecord } from '../contract/email-domain.ts'
import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/** The business's own domain for e-mail, as far as we know of it. */
export type StoredDomain = {
  ref: string
  name: string
  status: 'pending' | 'verified' | 'failed'
  records: DnsRecord[]
  checkedAt: Instant
}

export function loadEmailDomain(db: TenantDb): StoredDomain | null {
  return loadSetting<StoredDomain>(db, 'email_domain')
}

export function saveEmailDomain(db: TenantDb, domain: StoredDomain): void {
  saveSetting(db, 'email_domain', domain)
}

/** The business's own address where its domain stands, else the one that all share. */
export function senderAddress(db: TenantDb, shared: string): string {
  const domain = loadEmailDomain(db)
  if (domain?.status === 'verified') return `hello@${domain.name}`
  return /<([^>]+)>/.exec(shared)?.[1] ?? shared
}
