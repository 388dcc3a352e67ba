import { clock } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { EmailDomainView } from './contract/email-domain.ts'
import { reachOnly } from './providers/http.ts'
import type { DomainAnswer, EmailDomainPort } from './providers/port.ts'
import { resendDomains } from './providers/resend/domains.ts'
import { loadEmailDomain, saveEmailDomain, senderAddress } from './storage/email-domain.ts'
import { countReputation } from './storage/message-counts.ts'
import { dropSetting } from './storage/settings-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import { refuse } from './tenant-core.ts'
import type { TenantEnv } from './tenant-env.ts'
import type { Wiring } from './wiring.ts'

/** Begins to send from a domain of the business's own. It is used once its DNS stands, and no earlier. */
export async function openEmailDomain(wiring: Wiring, env: TenantEnv, name: string): Promise<Outcome<EmailDomainView>> {
  if (!wiring.tenant) return refuse('tenant_missing')
  const known = loadEmailDomain(wiring.db)
  const port = domainsOf(env)
  const answer = known?.name === name ? await port.read(known.ref) : await port.open(name)
  return keep(wiring, env, answer)
}

/** Has the DNS looked at again. */
export async function checkEmailDomain(wiring: Wiring, env: TenantEnv): Promise<Outcome<EmailDomainView>> {
  const known = loadEmailDomain(wiring.db)
  if (!wiring.tenant || !known) return refuse('domain_refused', 'There is no domain to check. Enter one first.')
  return keep(wiring, env, await domainsOf(env).check(known.ref))
}

/** Back to the shared address. */
export async function dropEmailDomain(wiring: Wiring, env: TenantEnv): Promise<Outcome<EmailDomainView>> {
  const known = loadEmailDomain(wiring.db)
  if (known && !(await domainsOf(env).remove(known.ref))) return refuse('domain_refused', UNREACHABLE)
  wiring.transact(({ db }) => dropSetting(db, 'email_domain'))
  return readEmailDomain(wiring, env)
}

export function readEmailDomain({ db, tenant }: Wiring, env: TenantEnv): Outcome<EmailDomainView> {
  if (!tenant) return refuse('tenant_missing')
  const domain = loadEmailDomain(db)
  const counts = countReputation(db, clock.now())
  const view = {
    name: domain?.name ?? null,
    status: domain?.status ?? 'none',
    records: domain?.records ?? [],
    checkedAt: domain?.checkedAt ?? null,
    sender: senderAddress(db, env.EMAIL_FROM),
    ...counts,
  } as const
  return { ok: true, value: view }
}

/** Once a day: DNS that worked may have been taken away, and mail would go to junk without a word. */
export async function refreshEmailDomain(wiring: Wiring, env: TenantEnv): Promise<void> {
  const known = loadEmailDomain(wiring.db)
  if (known) keep(wiring, env, await domainsOf(env).read(known.ref))
}

const UNREACHABLE = 'Resend does not answer. Nothing was changed; try again in a moment.'

function keep(wiring: Wiring, env: TenantEnv, answer: DomainAnswer): Outcome<EmailDomainView> {
  switch (answer.kind) {
    case 'unavailable':
      return refuse('domain_refused', UNREACHABLE)
    case 'refused':
      return refuse('domain_refused', 'Resend does not take this domain. Check its name, or whether another uses it.')
    case 'missing':
      wiring.transact(({ db }) => dropSetting(db, 'email_domain'))
      return refuse('domain_refused', 'Resend does not know this domain any more. Enter it again.')
    case 'known':
      wiring.transact(({ db }) => {
        const before = loadEmailDomain(db)
        saveEmailDomain(db, { ...answer.domain, checkedAt: clock.now() })
        const { status } = answer.domain
        if (before?.status === status) return
        const fact = { type: 'email_domain_changed' as const, status }
        recordEvent(db, { customerId: null, journeyId: null, fact }, clock.now())
      })
      return readEmailDomain(wiring, env)
  }
}

function domainsOf({ RESEND_API_URL: apiUrl, RESEND_API_KEY: apiKey }: TenantEnv): EmailDomainPort {
  return resendDomains({ apiUrl, apiKey, http: reachOnly([apiUrl]) })
}
